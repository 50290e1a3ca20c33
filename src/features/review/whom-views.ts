import { clip } from '../../domain/user-text';
import { actions, context, type Message, say, section } from '../../slack/blocks';
import { escape } from '../../slack/mrkdwn';
import { reviewButton } from '../look-back-buttons';
import { giveToButton } from '../own-referral-buttons';
import { EXAMPLE, GIVE_EXAMPLE } from './refusals';

// What is said where no review opens. Names are plain text.

/** Nothing was given yet: how to, and the form for it. */
export function nothingYet(receiverId: string, receiver: string, isHere: boolean): Message {
  const name = escape(receiver);
  if (!isHere) return say(`${name} has left, and nothing that you gave them is here to review.`);
  const sentence = `What you give ${name} can be reviewed here, one referral at a time. A first one takes one line, like ${GIVE_EXAMPLE}.`;
  return { text: sentence, blocks: [section(sentence), actions(giveToButton(receiverId, receiver))] };
}

export interface Candidate {
  userId: string;
  name: string;
  /** told apart by it where two have one name */
  handle?: string;
}

/** Whom a review may be about, a button each; `typed`: the name that fits them. */
export function whomView(typed: string | null, candidates: readonly Candidate[], moreFit = false): Message {
  const sentence =
    typed === null
      ? `Whose referrals would you like to walk through? Choose, or mention the person, as in ${EXAMPLE}.`
      : `Whom do you mean by “${escape(clip(typed, 60))}”?`;
  const rows = candidates.map(({ userId, name, handle }) =>
    section(`${escape(name)}${handle ? ` (@${escape(handle)})` : ''}`, reviewButton(userId, name)),
  );
  return {
    text: sentence,
    blocks: [
      section(sentence),
      ...rows,
      ...(moreFit ? [context(`More people fit: to be exact, mention them, as in ${EXAMPLE}.`)] : []),
    ],
  };
}

export const NOTHING_GIVEN = `What you give people can be reviewed here, one referral at a time. A first one takes one line, like ${GIVE_EXAMPLE}.`;
