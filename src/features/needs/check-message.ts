import type { MessageKind } from '../../delivery/message-kind';
import { restsAt } from '../../domain/need-policy';
import type { Delivery } from '../../store/delivery-store';
import type { Need } from '../../store/need-store';
import type { Store } from '../../store/store';
import { needsAskedIn } from '../need-changes';
import { NEED_CHECK } from '../prompts';
import { isWritingTime, nextWritingTime, writingTimeOf } from '../writing-time';
import { checkMessage } from './check-views';

/** Asks a member whether what they look for is still open. */
export const needCheck: MessageKind = {
  kind: NEED_CHECK,

  async render({ db, workspaceId, recipient, now }, delivery) {
    const { asked, needIds } = needsAskedIn(delivery);
    const [needs, member, workspace] = await Promise.all([
      db.read.needs.findMany(workspaceId, needIds),
      db.read.members.find(workspaceId, delivery.recipientId!),
      db.read.workspaces.find(workspaceId),
    ]);
    const time = writingTimeOf(member, workspace, recipient?.timeZone);
    let shown = needs;
    if (delivery.messageTs === null) {
      shown = member?.needChecksOff ? [] : needs.filter((need) => awaitsAnswer(need, asked));
      if (shown.length > 0 && !isWritingTime(now, time)) return { notBefore: nextWritingTime(now, time) };
    }
    if (shown.length === 0) return 'nothing';
    return checkMessage({
      deliveryId: delivery.id,
      needs: shown,
      asked,
      isOff: member?.needChecksOff ?? false,
      now,
      zone: time.zone,
    });
  },

  sent: countDown,
  // it may have gone out all the same
  refused: (store, delivery, _code, now) => countDown(store, delivery, now),
};

const awaitsAnswer = (need: Need, asked: Date): boolean =>
  need.state === 'open' && need.askedAt?.getTime() === asked.getTime();

/** The days in which to answer begin when it is there to be answered. */
async function countDown(store: Store, delivery: Delivery, now: Date): Promise<void> {
  const { workspaceId } = delivery;
  const { asked, needIds } = needsAskedIn(delivery);
  for (const need of await store.needs.findMany(workspaceId, needIds)) {
    if (awaitsAnswer(need, asked)) await store.needs.change(workspaceId, need.id, { checkAt: restsAt(now) });
  }
}
