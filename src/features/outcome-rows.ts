import type { Button, KnownBlock } from '@slack/types';
import { isFollowedUp } from '../domain/follow-up-policy';
import { actions, button, section } from '../slack/blocks';
import type { Delivery } from '../store/delivery-store';
import type { Member } from '../store/member-store';
import type { Referral } from '../store/referral-store';
import { answerIds } from './answer-buttons';
import { answerOf, outcomeOf, withdrawnBy } from './answer-words';
import { outcomeButtons, outcomeIds } from './outcome-buttons';
import { aboutOf, type ReferralRow, shortName } from './referral-rows';
import { nextWritingTime, type WritingTime } from './writing-time';

/** A referral in a message that asks its receiver how it turned out. */
export interface OutcomeRow extends ReferralRow {
  /** waits for an answer */
  isAsked: boolean;
  canThank: boolean;
  /** nothing follows about it */
  isLast: boolean;
  /** when it is asked again, left alone */
  asksAgainAt: Date | null;
  /** whether the digest names prospects */
  namesProspects: boolean;
}

/** Whether this question about a referral waits for an answer: "still talking" answers the one it was said to. */
export function isOpenIn({ plannedAt }: Pick<Delivery, 'plannedAt'>, referral: Referral): boolean {
  if (!isFollowedUp(referral)) return false;
  return referral.outcome === 'open' || referral.outcomeAt === null || referral.outcomeAt < plannedAt;
}

interface Sight {
  members: ReadonlyMap<string, Member>;
  /** the receiver's latest follow-up: only there it is said when the next one comes */
  isLatest: boolean;
  /** the receiver's */
  time: WritingTime;
  namesProspects: boolean;
}

/** A referral as the question about it shows it. */
export function rowOf(
  referral: Referral,
  delivery: Delivery,
  { members, isLatest, time, namesProspects }: Sight,
): OutcomeRow {
  const giver = members.get(referral.giverId);
  const isAsked = isOpenIn(delivery, referral);
  const next = isAsked && isLatest && !giver?.leftAt ? referral.followUpAt : null;
  return {
    referral,
    giverName: giver?.name ?? 'a member',
    isAsked,
    canThank: referral.awaitsThanks && !giver?.leftAt,
    isLast: isAsked && isLatest && referral.followUpAt === null,
    asksAgainAt: next && nextWritingTime(next, time),
    namesProspects,
  };
}

/** One of them, after `text` (markup): with its buttons, or with its answer. */
export function rowBlocks(
  { referral, giverName, isAsked, canThank, namesProspects }: OutcomeRow,
  text: string,
): KnownBlock[] {
  const { id, prospect, outcome, shareOutcome } = referral;
  if (referral.withdrawnAt) return [section(withdrawnBy(shortName(giverName)))];
  const about = aboutOf(prospect, giverName);
  if (isAsked) return [section(text), actions(...outcomeButtons(id, about))];
  const change = button('Change', outcomeIds.change, id, { about: `Change your answer about ${about}` });
  const answer = answerOf(referral, shortName(giverName)) ?? outcomeOf(referral) ?? '';
  if (outcome !== 'business') return [section(`${text}\n${answer}`, change)];
  const buttons: Button[] = [
    ...(canThank ? [button('Say thanks', answerIds.sayThanks, id, { about: `Say thanks for ${about}` })] : []),
    ...(referral.private ? [] : [shareButton(id, about, shareOutcome)]),
    change,
  ];
  return [section(`${text}\n${answer} ${digestLine(referral, namesProspects)}`), actions(...buttons)];
}

export function shareButton(id: string, about: string, isShared: boolean): Button {
  return isShared
    ? button("Don't share it", outcomeIds.keepUnnamed, id, { about: `Don't share it: ${about}` })
    : button('Share it', outcomeIds.share, id, { about: `Share it: ${about}` });
}

function digestLine(referral: Referral, namesProspects: boolean): string {
  if (referral.private) return 'The digest counts it and names nobody.';
  const third = referral.prospectId ? '“another member”' : 'the prospect';
  const what = namesProspects ? `you, the giver and ${third}` : 'you and the giver';
  return referral.shareOutcome
    ? `You share it, so the digest may name ${what}.`
    : `The digest counts it. If you share it, the digest may name ${what}.`;
}
