import {
  bareName,
  findNote,
  findTo,
  isBecause,
  isTo,
  leadingPeople,
  partsOf,
  peopleAfterLastTo,
  peopleAlone,
  takeTags,
  trimBlanks,
  type Person,
  type Warmth,
} from './command-phrases';
import { tokenise, type NotAMember, type Token } from './command-tokens';
import { nearestSubcommand, subcommandNamed, type Subcommand } from './subcommands';
import { renderParts, type Mention, type TextPart } from './text-parts';
import { isBlank, lengthOf, trimUnseen, withoutControls } from './user-text';

export type { NotAMember, Warmth };

/** Characters (Unicode code points) and people that one line may hold. */
export const MAX_PROSPECT = 300;
export const MAX_NOTE = 2_000;
export const MAX_RECEIVERS = 10;

/** Whom the receivers are referred to: one member, or text (which may name members inside). */
export type Prospect = { kind: 'member'; userId: string; label?: string } | { kind: 'text'; parts: TextPart[] };

/** What a line says besides who and to whom; what it does not say is undefined. */
export interface Remarks {
  note?: TextPart[];
  warmth?: Warmth;
  isPrivate: boolean;
}

export type TooLong = { reason: 'prospect-too-long' | 'note-too-long'; length: number; max: number };

/**
 * Why a line records nothing. `quoteHint`: a `to` stands only behind the dash or `because` that starts the note, so the
 * name that holds one most likely wants quotes.
 */
export type Refusal =
  | { reason: 'not-understood'; text: string; quoteHint: boolean }
  | { reason: 'unknown-subcommand'; word: string; nearest: Subcommand }
  | { reason: 'no-receiver'; quoteHint: boolean }
  | { reason: 'no-prospect'; receivers: Mention[]; quoteHint: boolean }
  | { reason: 'no-to'; receivers: Mention[]; rest: TextPart[]; quoteHint: boolean }
  | { reason: 'not-a-member'; place: 'receiver' | 'prospect'; notAMember: NotAMember }
  | { reason: 'receiver-is-prospect'; userId: string; label?: string }
  | { reason: 'too-many-receivers'; count: number; max: number }
  | TooLong;

type Refused = { kind: 'refused' } & Refusal;

/** What the text behind `/referral` asks for. */
export type Command =
  | { kind: 'open-form' }
  | { kind: 'subcommand'; name: Subcommand; rest: string }
  | ({ kind: 'referral'; receivers: Mention[]; prospect: Prospect } & Remarks)
  | ({ kind: 'typed-name'; left: string; right: string; nearest?: Subcommand } & Remarks)
  | Refused;

/**
 * Reads the text Slack sends for `/referral` with escaped users and channels. Never throws, and takes time in
 * proportion to the length of the text. `rest` of a subcommand is raw: give it to parseMentions, parseText or
 * splitAtBecause. In a `typed-name` nobody is mentioned: either side may be the member; `nearest` is a subcommand that
 * its first word may have meant where neither is.
 */
export function parseCommand(raw: string): Command {
  const text = withoutControls(raw);
  const tokens = trimBlanks(tokenise(text));
  const [first] = tokens;
  if (first === undefined) return { kind: 'open-form' };
  const name = first.kind === 'word' ? subcommandNamed(trimUnseen(first.text)) : undefined;
  if (name !== undefined) return { kind: 'subcommand', name, rest: trimUnseen(text.slice(first.end)) };
  return readReferral(tokens);
}

/**
 * Reads what follows a subcommand: the members at its start, each once, and the text after them. `notAMember` is set
 * where a group, a channel or @here stands in a member's place; it then stands in `rest` too.
 */
export function parseMentions(raw: string): { mentions: Mention[]; rest: TextPart[]; notAMember?: NotAMember } {
  const tokens = tokenise(withoutControls(raw));
  const { people, end } = leadingPeople(tokens);
  const stranger = people.find((person) => person.kind === 'not-a-member');
  const mentions = membersAmong(people.slice(0, stranger === undefined ? undefined : people.indexOf(stranger)));
  if (stranger?.kind === 'not-a-member') {
    const rest = partsOf(tokens.slice(tokens.indexOf(stranger)), 'kept');
    return { mentions, rest, notAMember: stranger.notAMember };
  }
  const goesOn = mentions.length > 0 ? tokens.findIndex((token, at) => at >= end && !isLeadIn(token)) : 0;
  return { mentions, rest: partsOf(goesOn < 0 ? [] : tokens.slice(goesOn), 'kept') };
}

/** The whole of a raw text as parts: mentions kept, links and channels as people see them, entities decoded once. */
export function parseText(raw: string): TextPart[] {
  return partsOf(tokenise(withoutControls(raw)), 'kept');
}

/** A raw text before and after its first `because` outside quotes, both still raw; no `because`, no `after`. */
export function splitAtBecause(raw: string): { before: string; after?: string } {
  const text = withoutControls(raw);
  const because = tokenise(text).find(isBecause);
  if (because === undefined) return { before: trimUnseen(text) };
  return { before: trimUnseen(text.slice(0, because.start)), after: trimUnseen(text.slice(because.end)) };
}

/** Tells whether texts, as they will be stored, are longer than Goodturn keeps; undefined when both fit. */
export function tooLong(prospect: string, note = ''): TooLong | undefined {
  const prospectLength = lengthOf(prospect);
  if (prospectLength > MAX_PROSPECT) return { reason: 'prospect-too-long', length: prospectLength, max: MAX_PROSPECT };
  const noteLength = lengthOf(note);
  return noteLength > MAX_NOTE ? { reason: 'note-too-long', length: noteLength, max: MAX_NOTE } : undefined;
}

/** One line about a referral, cut into its remarks and what is left: who, and to whom. */
interface Line {
  who: Token[];
  remarks: Remarks;
  quoteHint: boolean;
}

function readReferral(tokens: readonly Token[]): Command {
  const { rest, ...tags } = takeTags(tokens);
  const noteAt = findNote(rest);
  const who = trimBlanks(noteAt < 0 ? rest : rest.slice(0, noteAt));
  const noteTokens = noteAt < 0 ? [] : rest.slice(noteAt + 1);
  const note = partsOf(noteTokens, 'kept');
  const line: Line = {
    who,
    remarks: { ...tags, ...(isVisible(note) && { note }) },
    quoteHint: findTo(who) < 0 && findTo(noteTokens) >= 0,
  };
  return receiversFirst(line) ?? prospectFirst(line) ?? typedNames(line) ?? whyNot(line);
}

/** `@alice @carol to Bob's firm` */
function receiversFirst({ who, remarks, quoteHint }: Line): Command | undefined {
  const { people, end } = leadingPeople(who);
  if (people.length === 0 || !isTo(who[end])) return undefined;
  return referral(people, who.slice(end + 1), remarks, quoteHint);
}

/**
 * `Joe Smith to @alice and @carol`. In `@bob Smith to @alice` Bob may as well be the receiver, so it is not guessed; in
 * `@bob's firm to @alice` the mention is part of a longer name.
 */
function prospectFirst({ who, remarks, quoteHint }: Line): Command | undefined {
  const { people, end } = leadingPeople(who);
  if (membersAmong(people).length > 0 && who[end - 1]?.kind !== 'member') return undefined;
  const found = peopleAfterLastTo(who);
  return found && referral(found.people, found.before, remarks, quoteHint);
}

/** `Alice Smith to Bob's firm`: names are looked up only where nobody is mentioned. */
function typedNames({ who, remarks, quoteHint }: Line): Command | undefined {
  const to = findTo(who);
  if (to < 0 || who.some((token) => token.kind === 'member')) return undefined;
  const left = renderParts(partsOf(bareName(who.slice(0, to)), 'blanks'));
  const right = renderParts(partsOf(bareName(who.slice(to + 1)), 'blanks'));
  if (!isNamed(left)) return { kind: 'refused', reason: 'no-receiver', quoteHint };
  if (!isNamed(right)) return { kind: 'refused', reason: 'no-prospect', receivers: [], quoteHint };
  const excess = tooLong(lengthOf(left) > lengthOf(right) ? left : right, renderParts(remarks.note ?? []));
  if (excess !== undefined) return { kind: 'refused', ...excess };
  const nearest = meantSubcommand(who)?.nearest;
  return { kind: 'typed-name', left, right, ...(nearest && { nearest }), ...remarks };
}

function referral(people: readonly Person[], about: readonly Token[], remarks: Remarks, quoteHint: boolean): Command {
  const notAMember = firstNotAMember(people);
  if (notAMember !== undefined) return { kind: 'refused', reason: 'not-a-member', place: 'receiver', notAMember };
  const receivers = membersAmong(people);
  if (receivers.length > MAX_RECEIVERS) {
    return { kind: 'refused', reason: 'too-many-receivers', count: receivers.length, max: MAX_RECEIVERS };
  }
  const prospect = readProspect(about);
  if (prospect === undefined) return { kind: 'refused', reason: 'no-prospect', receivers, quoteHint };
  if (prospect.kind === 'refused') return prospect;
  if (prospect.kind === 'member') {
    const same = receivers.find((receiver) => receiver.userId === prospect.userId);
    if (same !== undefined) return { kind: 'refused', reason: 'receiver-is-prospect', ...same };
  }
  const prospectText = prospect.kind === 'text' ? renderParts(prospect.parts) : '';
  const excess = tooLong(prospectText, renderParts(remarks.note ?? []));
  if (excess !== undefined) return { kind: 'refused', ...excess };
  return { kind: 'referral', receivers, prospect, ...remarks };
}

/** A mention alone is that member; in a longer text it is text, and so are @here, groups and channels. */
function readProspect(about: readonly Token[]): Prospect | Refused | undefined {
  const name = bareName(about);
  const people = peopleAlone(name) ?? [];
  const notAMember = firstNotAMember(people);
  if (notAMember !== undefined) return { kind: 'refused', reason: 'not-a-member', place: 'prospect', notAMember };
  const [member, ...others] = membersAmong(people);
  if (member !== undefined && others.length === 0) return { kind: 'member', ...member };
  const parts = partsOf(name, 'blanks');
  return isNamed(renderParts(parts)) ? { kind: 'text', parts } : undefined;
}

/** The line is none that records anything: tells what it most likely lacks. */
function whyNot({ who, quoteHint }: Line): Refused {
  const { people, end } = leadingPeople(who);
  const notAMember = firstNotAMember(people);
  if (notAMember !== undefined) return { kind: 'refused', reason: 'not-a-member', place: 'receiver', notAMember };
  const receivers = membersAmong(people);
  if (receivers.length > 0 && end >= who.length)
    return { kind: 'refused', reason: 'no-prospect', receivers, quoteHint };
  if (receivers.length > 0 && findTo(who) < 0) {
    return { kind: 'refused', reason: 'no-to', receivers, rest: partsOf(who.slice(end), 'blanks'), quoteHint };
  }
  const meant = meantSubcommand(who);
  if (meant !== undefined) return { kind: 'refused', reason: 'unknown-subcommand', ...meant };
  if (who.length === 0 || findTo(who) >= 0) return { kind: 'refused', reason: 'no-receiver', quoteHint };
  return { kind: 'refused', reason: 'not-understood', text: renderParts(partsOf(who, 'blanks')), quoteHint };
}

function meantSubcommand(who: readonly Token[]): { word: string; nearest: Subcommand } | undefined {
  const [first] = who;
  if (first?.kind !== 'word' || first.text.length > 30) return undefined;
  const word = first.text.replace(/[^\p{L}\p{N}_]/gu, '');
  const nearest = nearestSubcommand(word);
  return nearest && { word, nearest };
}

function membersAmong(people: readonly Person[]): Mention[] {
  const mentions = people.flatMap((person) => (person.kind === 'member' ? [person.mention] : []));
  return [...new Map(mentions.map((mention) => [mention.userId, mention])).values()];
}

function firstNotAMember(people: readonly Person[]): NotAMember | undefined {
  return people.find((person) => person.kind === 'not-a-member')?.notAMember;
}

/** Between the members a subcommand starts with and its text: `: `, ` - `, `, `. */
function isLeadIn(token: Token): boolean {
  return token.kind === 'blank' || (token.kind === 'word' && /^[,:;\-\u2010-\u2015\u2212]+$/.test(token.text));
}

/** Blanks, invisible characters and quotation marks alone name nobody. */
function isNamed(text: string): boolean {
  return !isBlank(text.replace(/["“”„‟«»'‘’‚‛]/g, ''));
}

function isVisible(parts: readonly TextPart[]): boolean {
  return parts.some((part) => 'userId' in part || !isBlank(part.text));
}
