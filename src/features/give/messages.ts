import type { MessageKind } from '../../delivery/message-kind';
import { usableZone } from '../../domain/working-hours';
import { say } from '../../slack/blocks';
import { withdrawnBy } from '../answer-words';
import { namesOf } from '../who-is';
import { receiverView } from './receiver-view';

/** A referral, as its receiver is told of it and finds it afterwards. */
export const referralMessage: MessageKind = {
  kind: 'referral',
  act: 'referral',
  async render({ db, workspaceId, recipient }, delivery) {
    const referral = await db.read.referrals.find(workspaceId, delivery.subjectId);
    if (!referral) return 'nothing';
    const nameOf = await namesOf(db, workspaceId, [referral.giverId]);
    const giver = nameOf(referral.giverId);
    if (referral.withdrawnAt) return delivery.messageTs === null ? 'nothing' : say(withdrawnBy(giver));
    const [receiver, workspace] = await Promise.all([
      db.read.members.find(workspaceId, referral.receiverId),
      db.read.workspaces.find(workspaceId),
    ]);
    const zone = usableZone(recipient?.timeZone ?? receiver?.timeZone, workspace?.timeZone ?? 'UTC');
    const need = referral.needId ? await db.read.needs.find(workspaceId, referral.needId) : null;
    const ask = referral.askId ? await db.read.asks.find(workspaceId, referral.askId) : null;
    return receiverView(referral, giver, zone, { need, ask, isNamed: workspace?.namesProspects ?? true });
  },
};
