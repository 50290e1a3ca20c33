import type { KnownBlock } from '@slack/types';
import { goesOut } from '../../domain/card-policy';
import { isStandIn } from '../../domain/stand-in';
import { ago } from '../../domain/when';
import { actions, context, section } from '../../slack/blocks';
import { escape } from '../../slack/mrkdwn';
import { quotation } from '../../slack/quotation';
import type { Referral } from '../../store/referral-store';
import type { ReferralSight } from '../list-page-view';
import { onItsWay } from '../on-its-way-words';
import { pleasureButton } from '../pleasure-button';
import { pleasureLine } from '../pleasure-words';
import type { Told } from './told';

/** To the giver: how they were thanked, and `My pleasure`. */
export function thanksToGiver(referral: Referral, { nameOf, hasLeft, now, zone }: ReferralSight, told: Told) {
  const { receiverId, thanks, prayedInId } = referral;
  const receiver = nameOf(receiverId);
  const prayed = prayedInId ? [section(`${escape(receiver)} thanked you with folded hands on the digest. 🙏`)] : [];
  if (!thanks) return prayed;
  const { note, kind, cardSentAt, batchId, thankedAt } = thanks;
  const thanked = `${escape(receiver)} thanked you ${ago(thankedAt, now, zone)}`;
  const isOut = goesOut(kind) && cardSentAt !== null;
  const nobodyToTell = isStandIn(receiverId) || hasLeft(receiverId);
  const offer = nobodyToTell ? [] : [actions(pleasureButton(batchId, receiver))];
  return [
    ...said(thanked, note),
    ...(isOut ? [section(`${onItsWay(receiver, kind)}.`)] : []),
    ...prayed,
    ...(told.pleasure ? [context(pleasureLine(receiver, told.pleasure))] : offer),
  ];
}

/** To the receiver: what they said, and that it was their giver's pleasure. */
export function thanksOfReceiver({ giverId, thanks }: Referral, sight: ReferralSight, told: Told): KnownBlock[] {
  if (!thanks) return [];
  const giver = escape(sight.nameOf(giverId));
  return [
    ...said(`You thanked ${ago(thanks.thankedAt, sight.now, sight.zone)}`, thanks.note),
    ...(told.pleasure ? [section(`${giver} got your thanks and says: my pleasure.`)] : []),
  ];
}

/** The words of somebody who is forgotten are gone. */
const said = (sentence: string, note: string): KnownBlock[] =>
  note ? [section(`${sentence}:`), ...quotation(note)] : [section(`${sentence}.`)];
