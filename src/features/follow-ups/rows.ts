import { isFollowedUp } from '../../domain/follow-up-policy';
import { nextWorkingMinute } from '../../domain/working-hours';
import type { Delivery } from '../../store/delivery-store';
import type { Member } from '../../store/member-store';
import type { Referral } from '../../store/referral-store';
import type { FollowUpRow } from './views';

/** Whether this question about a referral waits for an answer: "still talking" answers the one it was said to. */
export function isOpenIn({ plannedAt }: Pick<Delivery, 'plannedAt'>, referral: Referral): boolean {
  if (!isFollowedUp(referral)) return false;
  return referral.outcome === 'open' || referral.outcomeAt === null || referral.outcomeAt < plannedAt;
}

interface Sight {
  members: ReadonlyMap<string, Member>;
  /** the receiver's latest question: only there it is said when the next one comes */
  isLatest: boolean;
  /** the receiver's */
  zone: string;
}

/** A referral as the question about it shows it. */
export function rowOf(referral: Referral, delivery: Delivery, { members, isLatest, zone }: Sight): FollowUpRow {
  const giver = members.get(referral.giverId);
  const isAsked = isOpenIn(delivery, referral);
  const next = isAsked && isLatest && !giver?.leftAt ? referral.followUpAt : null;
  return {
    referral,
    giverName: giver?.name ?? 'a member',
    isAsked,
    canThank: referral.awaitsThanks && !giver?.leftAt,
    isLast: isAsked && isLatest && referral.followUpAt === null,
    asksAgainAt: next && nextWorkingMinute(next, zone),
  };
}
