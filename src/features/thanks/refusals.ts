import { counted } from '../../domain/when';
import type { Profile } from '../../slack/members';
import { command, escape } from '../../slack/mrkdwn';

// One sentence each: what happened, and what works instead.

export const NOT_YOUR_THANKS = 'This one is for the person who was thanked to answer.';
export const NO_SUCH_THANKS = 'These thanks are not here any more, so there is nothing to answer.';

const EXAMPLE = command('thanks @gina You made my week');

export const WHOM = `Whom would you like to thank? Try ${EXAMPLE}.`;
export const NOT_MENTIONED = `I couldn't tell whom you are thanking. Mention them with @: ${EXAMPLE}.`;
export const ONE_AT_A_TIME = `Thanks go to one person at a time, so that each gets words of their own: ${EXAMPLE}.`;
export const NOT_A_PERSON = `Thanks go to a person. Try ${EXAMPLE}.`;
export const YOURSELF = `Thanks go to somebody who referred you. Try ${EXAMPLE}.`;
export const NOBODY_KNOWN = `I couldn't find that person in this workspace. Try ${EXAMPLE}.`;

export const NOT_YOUR_MESSAGE =
  'This works on a message of your own: it gives your words to the people they mention. To thank in other words, ' +
  `try ${EXAMPLE}.`;
export const NOBODY_MENTIONED = `This message mentions nobody to thank. Mention them with @, or try ${EXAMPLE}.`;
export const NO_WORDS = `This message has no words besides names. Add some, or try ${EXAMPLE}.`;

export function giverLeft(giver: string): string {
  return `${escape(giver)} has left, so I can't give them your thanks. Nothing was sent.`;
}

export function receiverLeft(receiver = 'The person who thanked you'): string {
  return `${escape(receiver)} has left, so I can't tell them. You keep their thanks.`;
}

/** Why an account cannot be thanked; null for a member. */
export function notThankable({ kind, name }: Profile): string | null {
  if (kind === 'bot') return `${escape(name)} is an app, and thanks go to people. Try ${EXAMPLE}.`;
  if (kind === 'stranger') return `${escape(name)} is not a member of this workspace. Try ${EXAMPLE}.`;
  return kind === 'gone' ? giverLeft(name) : null;
}

export function noteTooLong(length: number, max: number): string {
  return `Your note has ${counted(length, 'character')} and the limit is ${max.toLocaleString('en')}: ${command('thanks @gina')} alone opens a form for it.`;
}

export function nothingReceived(giver: string): string {
  return `I have no referral from ${escape(giver)} to you, so there is nothing to thank for yet.`;
}

export function allThanked(giver: string): string {
  return `You have thanked ${escape(giver)} for everything. \`Change\` beside a referral changes your words.`;
}

export function nothingOpenFrom(givers: string): string {
  return `Nothing from ${givers} is waiting for your thanks.`;
}
