import type { Delivery } from '../store/delivery-store';
import type { Referral } from '../store/referral-store';
import type { Store } from '../store/store';
import { type OutcomeRow, rowOf } from './outcome-rows';
import { FOLLOW_UP, QUESTION } from './prompts';
import { giversOf, referralIdsOf } from './receiver-prompt';
import { type WritingTime, writingTimeOf } from './writing-time';

/** The messages that ask a receiver how referrals turned out: Goodturn's own, and a giver's. */
export const OUTCOME_QUESTIONS: readonly string[] = [FOLLOW_UP, QUESTION];

/** One of these messages, with what it shows. */
export interface AskedOutcomes {
  deliveryId: string;
  rows: OutcomeRow[];
  /** follow-ups are switched off */
  isOff: boolean;
  now: Date;
  /** the receiver's */
  zone: string;
  time: WritingTime;
}

/** A question as it stands, with what it shows, or with `shown` alone. */
export async function readAsked(
  store: Store,
  delivery: Delivery,
  now: Date,
  shown?: Referral[],
  timeZone?: string | null,
): Promise<AskedOutcomes> {
  const { workspaceId } = delivery;
  const receiverId = delivery.recipientId!;
  const referrals = shown ?? (await store.referrals.findMany(workspaceId, referralIdsOf(delivery)));
  const [workspace, people] = await Promise.all([
    store.workspaces.find(workspaceId),
    store.members.findMany(workspaceId, [receiverId, ...giversOf(referrals)]),
  ]);
  const members = new Map(people.map((member) => [member.userId, member]));
  const receiver = members.get(receiverId);
  const time = writingTimeOf(receiver, workspace, timeZone);
  const namesProspects = workspace?.namesProspects ?? true;
  const isLatest = delivery.kind === FOLLOW_UP && delivery.occurrence === String(receiver?.followUpCount);
  return {
    deliveryId: delivery.id,
    rows: referrals.map((referral) => rowOf(referral, delivery, { members, isLatest, time, namesProspects })),
    isOff: receiver?.followUpsOff ?? false,
    now,
    zone: time.zone,
    time,
  };
}
