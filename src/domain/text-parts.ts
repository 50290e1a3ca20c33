import { cleanLine, cleanText } from './user-text';

/** A member named in a line: Slack's user id, and the name Slack wrote beside it, if any. */
export interface Mention {
  userId: string;
  label?: string;
}

/** Text that a person wrote, in order: plain text, or a member whose name is filled in when it is shown. */
export type TextPart = { text: string } | Mention;

/** Tells the name of a member inside a text; `label` is what Slack wrote beside the id, if anything. */
export type NameOf = (userId: string, label: string | undefined) => string;

/** The name as Slack wrote it, for as long as nobody has looked the member up. */
export const nameByLabel: NameOf = (_userId, label) => label ?? 'a member';

/** The parts as one clean text with names in place of mentions: plain text, not yet escaped for Slack. */
export function renderParts(parts: readonly TextPart[], nameOf: NameOf = nameByLabel): string {
  return cleanText(
    parts.map((part) => ('userId' in part ? cleanLine(nameOf(part.userId, part.label)) : part.text)).join(''),
  );
}
