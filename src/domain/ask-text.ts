import { MAX_PROSPECT } from './command-text';
import { clip } from './user-text';

const LEADS_ON = /^(?:for|to|about|whether|if|that|who|where|how)\s/i;
const QUESTION = /\?$/;
const LEAD_ALONE = /^(?:for|to|about)?[\s.,;:!?]*$/i;

/** "an intro to Acme" after "Alice asks you" or "your ask": with the word that leads on, where the person wrote none. */
export function askPhrase(text: string): string {
  if (LEADS_ON.test(text)) return ` ${text}`;
  return QUESTION.test(text) ? `: “${text}”` : ` for ${text}`;
}

/** True when nothing is asked: no words, or "for" alone. */
export function asksNothing(text: string): boolean {
  return LEAD_ALONE.test(text);
}

/** Ends a sentence that a person's words end, which may be isolated. */
export function withStop(sentence: string): string {
  return /[.!?…][”\u2069]*$/.test(sentence) ? sentence : `${sentence}.`;
}

const TO_WHOM =
  /\b(?:intro(?:duction)?|introduc\w+(?:\s+(?:me|us))?|referral|refer(?:\s+(?:me|us))?|connect\w*(?:\s+(?:me|us))?|contact|(?:me|us) in touch)\s+(?:to|with|at)\s+(\S.*)$/i;

/** Whom an ask is about, where that can be read: "Acme" in "an intro to Acme"; otherwise ''. */
export function prospectIn(text: string): string {
  const [, whom = ''] = TO_WHOM.exec(text) ?? [];
  return clip(whom.replace(/[\s.,;:!?…]+$/, '').replace(/,?\s+please$/i, ''), MAX_PROSPECT);
}
