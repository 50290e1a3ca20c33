import type { Profile } from '../../slack/members';
import { command, emphasise, escape } from '../../slack/mrkdwn';

// One sentence each: what happened, and what works instead. Markup, unless a form's errors say so.

export const EXAMPLE = command('ask @gina for an intro to Acme');
const ALONE = command('ask @gina');

export const NOT_A_PERSON = `I can ask one person at a time: mention them, as in ${EXAMPLE}.`;
export const ONE_AT_A_TIME = `An ask goes to one person, so that it is theirs to answer: ${EXAMPLE}.`;
export const NOBODY = `Whom would you like to ask? Mention them, as in ${EXAMPLE}.`;
export const YOURSELF = `An ask goes to somebody other than you: mention them, as in ${EXAMPLE}.`;

export const NO_SUCH_ASK = 'This ask is not here any more, so there is nothing to answer.';
export const FOR_SOMEBODY_ELSE = 'This ask is for somebody else to answer, so I left it as it is.';
export const SOMEBODY_ELSES = "This ask is somebody else's, so I left it as it is.";
export const ENDED = 'This ask has ended, so I left it as it is.';

const number = (count: number): string => count.toLocaleString('en');

/** Why an account cannot be asked; null for a member. */
export function notAskable(profile: Profile | undefined, label?: string): string | null {
  const name = escape(profile?.name ?? label ?? 'That person');
  switch (profile?.kind) {
    case undefined:
      return `I couldn't find ${label ? `@${name}` : 'that person'} in this workspace: mention somebody who is here, as in ${EXAMPLE}.`;
    case 'bot':
      return `${name} is an app, and an ask goes to a person, as in ${EXAMPLE}.`;
    case 'stranger':
      return `${name} belongs to another workspace, and an ask goes to a member of this one, as in ${EXAMPLE}.`;
    case 'gone':
      return `${name} has left this workspace, so I can't ask them: mention somebody who is here, as in ${EXAMPLE}.`;
    case 'member':
      return null;
  }
}

// The same inside a form: plain text.
export const NOBODY_IN_FORM = 'Whom would you like to ask? Choose somebody.';
export const YOURSELF_IN_FORM = 'Choose somebody other than yourself.';
export const NOTHING_IN_FORM = 'What would you like to ask for? A few words are enough.';
export const NO_CRITERIA_IN_FORM = 'A line is enough: they get it in your own words.';
export const repeatedInForm = (name: string): string => `You asked ${name} this already, and it waits for an answer.`;

/** The same inside a form: plain text. */
export function notAskableInForm(profile: Profile | undefined): string | null {
  switch (profile?.kind) {
    case undefined:
      return 'I could not find that person in this workspace.';
    case 'bot':
      return `${profile.name} is an app, and an ask goes to a person.`;
    case 'stranger':
      return `${profile.name} belongs to another workspace.`;
    case 'gone':
      return `${profile.name} has left this workspace.`;
    case 'member':
      return null;
  }
}

export const noText = (name: string): string =>
  `What would you like to ask ${escape(name)}? Try ${EXAMPLE}, or ${ALONE} for a form.`;

export const textTooLong = (length: number, max: number): string =>
  `That ask is ${number(length)} characters long and the limit is ${max}: the rest fits after “because”, as in ${command('ask @gina for an intro to Acme because …')}.`;

export const reasonTooLong = (length: number, max: number): string =>
  `That reason is ${number(length)} characters long and the limit is ${number(max)}: please shorten it, as in ${command('ask @gina for an intro to Acme because …')}.`;

/** For a form: plain text. */
export const tooLongInForm = (length: number, max: number): string =>
  `That is ${number(length)} characters and the limit is ${number(max)}: please shorten it.`;

/** `name`: plain text, and so is what comes back */
export const notTakingAsks = (name: string): string => `${name} is not taking asks now, so nothing is sent.`;

/** `name`: plain text, and so is what comes back */
export const tooManyOpen = (name: string, most: number): string =>
  `You have ${most} open asks to ${name}, and each deserves an answer first: withdraw one to ask something else.`;

export const tooManyToMeet = (name: string, most: number): string =>
  `You have ${most} open asks to ${name}, and each deserves an answer first: withdraw one, then say that these are met.`;

export const nobodyMeant = (typed: string): string =>
  `I couldn't find a member called “${escape(typed)}”: mention the person, as in ${EXAMPLE}.`;

export const NO_DIRECTORY = `I couldn't look that name up, so nothing was asked: mention the person, as in ${EXAMPLE}.`;
export const MORE_FIT = `More people fit: to be exact, mention them, as in ${EXAMPLE}.`;
export const CLOSED_QUESTION = `That question is closed. To ask somebody, try ${EXAMPLE}.`;
export const NONE_MEANT = `Nothing was asked. To be exact, mention the person, as in ${EXAMPLE}.`;

/** Names and prospects are plain text. */
export const hasLeft = (name: string): string => `${escape(name)} has left, so this ask has ended.`;
export const withdrawnMeanwhile = (asker: string): string =>
  `${escape(asker)} withdrew this ask, so there is nothing to answer.`;
export const acceptedAlready = (asker: string, prospect: string): string =>
  `You referred ${escape(asker)} to ${emphasise(prospect)} already. To take that back, withdraw the referral in ${command('list given')}.`;
export const answeredAlready = (giver: string): string =>
  `${escape(giver)} has answered this ask, so there is nothing to withdraw.`;
export const changedMeanwhile = (giver: string): string =>
  `${escape(giver)} has answered otherwise meanwhile: the message above shows how it stands.`;

/** `name`: plain text */
export const notTakingNow = (name: string): string =>
  `${escape(name)} is not taking asks now, so I left it as it is: your button works when they do again.`;
