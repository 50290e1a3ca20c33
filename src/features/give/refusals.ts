import type { Mention, TextPart } from '../../domain/text-parts';
import { nameByLabel, renderParts } from '../../domain/text-parts';
import { MAX_NOTE, MAX_PROSPECT, MAX_RECEIVERS, type Refusal } from '../../domain/command-text';
import { type Subcommand, SUBCOMMAND_FORMS } from '../../domain/subcommands';
import { clip } from '../../domain/user-text';
import { command, escape, listed } from '../../slack/mrkdwn';
import type { PersonProblem } from './people';

// The sentences for what is not recorded. Markup, each with the form that works.

export const EXAMPLE = command(`@alice to Bob's firm`);
const SEVERAL = command(`@alice @carol to Bob's firm`);
const WITH_NOTE = command(`@alice to Bob's firm because …`);

export const formOf = (name: Subcommand): string => command(SUBCOMMAND_FORMS[name]);

const number = (count: number): string => count.toLocaleString('en');

/** Typed text inside a command that is shown: a backtick would end it. */
const typed = (text: string): string => clip(text.replaceAll('`', "'").replace(/\s+/g, ' '), 60);

const handleOf = ({ label }: Mention): string => (label ? `@${typed(label)}` : '@alice');

/** The mentions of a line as they were typed; three at most, more would hide the rest of the form. */
function typedMentions(receivers: readonly Mention[]): string {
  return receivers.slice(0, 3).map(handleOf).join(' ');
}

function withTo(receivers: readonly Mention[], rest: readonly TextPart[]): string {
  const text = typed(renderParts(rest, nameByLabel));
  return command(`${typedMentions(receivers)} to ${text || "Bob's firm"}`);
}

/** Why a line that cannot be read records nothing. */
export function sentenceForLine(refusal: Refusal): string {
  if ('quoteHint' in refusal && refusal.quoteHint) {
    return `I took what follows the dash or “because” for your note: put a name that holds one in quotes, as in ${command('@alice to "Bob - and sons"')}.`;
  }
  switch (refusal.reason) {
    case 'not-understood':
      return `I couldn't tell who you are referring. Try ${EXAMPLE}.`;
    case 'unknown-subcommand':
      return `I don't know “${escape(refusal.word)}”: try ${formOf(refusal.nearest)}, or ${EXAMPLE} to record a referral.`;
    case 'no-receiver':
      return `Who are you referring? Try ${EXAMPLE}.`;
    case 'no-prospect':
      return refusal.receivers.length === 0
        ? `To whom do you refer them? Try ${EXAMPLE}.`
        : `To whom do you refer ${whoever(refusal.receivers)}? Try ${withTo(refusal.receivers, [])}.`;
    case 'no-to':
      return `I couldn't find the “to” in that: try ${withTo(refusal.receivers, refusal.rest)}.`;
    case 'not-a-member':
      return sentenceForNobody(refusal.place, refusal.notAMember.what, escape(refusal.notAMember.shown));
    case 'receiver-is-prospect':
      return sentenceForPerson({ place: 'prospect', what: 'receiver', name: refusal.label && `@${refusal.label}` });
    case 'too-many-receivers':
      return `That is ${refusal.count} people, and one line takes ${refusal.max}: send several lines, each like ${SEVERAL}.`;
    case 'prospect-too-long':
      return `That name is ${number(refusal.length)} characters long and the limit is ${refusal.max}: the rest fits in a note, as in ${WITH_NOTE}.`;
    case 'note-too-long':
      return `That note is ${number(refusal.length)} characters long and the limit is ${number(refusal.max)}: please shorten it, as in ${WITH_NOTE}.`;
  }
}

function whoever(receivers: readonly Mention[]): string {
  const known = receivers.every(({ label }) => label);
  return known && receivers.length <= 3 ? escape(listed(receivers.map(handleOf))) : 'them';
}

function sentenceForNobody(place: 'receiver' | 'prospect', what: string, shown: string): string {
  if (place === 'prospect') return `I can't refer anybody to ${shown}: name a person or a firm, as in ${EXAMPLE}.`;
  if (what === 'channel') return `I can't refer ${shown}: a referral is for people, as in ${EXAMPLE}.`;
  return `I can't refer ${shown}: a referral is for people you name, as in ${SEVERAL}.`;
}

/** Why one of the people of a line cannot be in it. */
export function sentenceForPerson({ place, what, name }: PersonProblem): string {
  const who = escape(name ?? 'That person');
  const asText = command(`@alice to ${typed(name ?? "Bob's firm")}`);
  const atAll = place === 'receiver' ? EXAMPLE : asText;
  switch (what) {
    case 'yourself':
      return place === 'receiver'
        ? `A referral is for somebody other than you: name them, as in ${EXAMPLE}.`
        : `You can't refer somebody to yourself: name another person or a firm, as in ${EXAMPLE}.`;
    case 'receiver':
      return `That would refer ${name ? escape(name) : 'somebody'} to ${name ? escape(name) : 'the same person'}: name somebody else after the “to”, as in ${EXAMPLE}.`;
    case 'bot':
      return place === 'receiver'
        ? `${who} is an app, and a referral is for people, as in ${EXAMPLE}.`
        : `${who} is an app: name a person or a firm, as in ${EXAMPLE}.`;
    case 'gone':
      return place === 'receiver'
        ? `${who} has left this workspace: name somebody who is here, as in ${EXAMPLE}.`
        : `${who} has left this workspace: write the name as text, as in ${atAll}.`;
    case 'stranger':
      return place === 'receiver'
        ? `${who} belongs to another workspace, and I keep referrals for members of this one, as in ${EXAMPLE}.`
        : `${who} belongs to another workspace: write the name as text, as in ${atAll}.`;
    case 'unknown':
      return name
        ? `I couldn't find @${escape(name)} in this workspace: mention somebody who is here, as in ${EXAMPLE}.`
        : `I couldn't find that person in this workspace: mention somebody who is here, as in ${EXAMPLE}.`;
  }
}

/** The same inside a form, where there is no markup and the field says which place is meant. */
export function problemInForm({ place, what, name = 'That person' }: PersonProblem): string {
  switch (what) {
    case 'yourself':
      return place === 'receiver'
        ? 'A referral is for somebody other than you.'
        : 'Choose somebody other than yourself.';
    case 'receiver':
      return `${name} is the one you are referring: choose somebody else, or type a name above.`;
    case 'bot':
      return `${name} is an app, and a referral is for people.`;
    case 'gone':
      return `${name} has left this workspace.${place === 'prospect' ? ' You can type the name above.' : ''}`;
    case 'stranger':
      return `${name} belongs to another workspace.${place === 'prospect' ? ' You can type the name above.' : ''}`;
    case 'unknown':
      return 'I could not find that person in this workspace.';
  }
}

/** What is wrong in a form, apart from who the people are: plain text. */
export const formErrors = {
  both: 'Keep one of the two: the text above, or this member.',
  noProspect: 'To whom do you refer them? Type a name, or choose a member below.',
  nobodyInParticular: (prospect: string): string => `${prospect} is nobody in particular: name a person or a firm.`,
  longProspect: (length: number): string =>
    `That is ${number(length)} characters and the limit is ${MAX_PROSPECT}: the rest fits in the note.`,
  longNote: (length: number): string =>
    `That is ${number(length)} characters and the limit is ${number(MAX_NOTE)}: please shorten it.`,
  noReceiver: 'Who are you referring? Choose somebody.',
  manyReceivers: (count: number): string =>
    `That is ${count} people and the limit is ${MAX_RECEIVERS}: the others fit in a second one.`,
};

/** Said in the form that was opened for them: markup. */
export const hasLeft = (name: string): string => `${escape(name)} has left this workspace.`;
