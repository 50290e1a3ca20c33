import { isThanked } from '../domain/thanks-state';
import { escape } from '../slack/mrkdwn';
import type { Referral } from '../store/referral-store';

/**
 * What the receiver answered, told to the receiver: markup, one or two sentences.
 *
 * @param giverName plain text, escaped here
 * @returns null while the referral waits for thanks, and when it was withdrawn
 */
export function answerOf(referral: Referral, giverName: string): string | null {
  if (referral.withdrawnAt) return null;
  const said = [thanksOf(referral, escape(giverName)), outcomeOf(referral)];
  const isAnswered = isThanked(referral) || referral.outcome === 'no_fit';
  return isAnswered ? said.filter((sentence) => sentence !== null).join(' ') : null;
}

/** What a withdrawn referral reads like wherever it was shown with buttons; `giverName` is plain text. */
export function withdrawnBy(giverName = 'The giver'): string {
  return `${escape(giverName)} withdrew this referral.`;
}

/** The same to a receiver who has answered it meanwhile. */
export function needsNoAnswer(giverName?: string): string {
  return `${withdrawnBy(giverName)} It needs no answer.`;
}

/** To a receiver who was referred to another member; `giverName` is plain text. */
export const introducedBy = (giverName: string): string => `${escape(giverName)} has introduced the two of you.`;

/** How it turned out, in the receiver's eyes; null while that is open. */
export function outcomeOf({ outcome }: Pick<Referral, 'outcome'>): string | null {
  if (outcome === 'no_fit') return 'You said it was not a fit.';
  if (outcome === 'talking') return 'You said you are talking.';
  if (outcome === 'business') return 'You said it became business.';
  return null;
}

// written thanks say most, so they go first; a reaction says least
function thanksOf(referral: Referral, giver: string): string | null {
  if (referral.thanks) return `You thanked ${giver}.`;
  if (referral.alreadyThankedAt) return `You had already thanked ${giver}.`;
  if (referral.prayedInId) return `You thanked ${giver} with folded hands on the digest. 🙏`;
  return null;
}
