import { isWaiting, roundOf } from '../../domain/ask-policy';
import type { MessageKind, RenderContext } from '../../delivery/message-kind';
import { after, MINUTE_MS } from '../../domain/clock';
import type { Ask } from '../../store/ask-store';
import type { Delivery } from '../../store/delivery-store';
import type { Deps } from '../feature';
import { askKinds } from '../ask-changes';
import { namesOf } from '../who-is';
import { answerMessage, giverMessage } from './views';

/** An ask with all that is told of it. */
export async function readAsk({ db }: Pick<Deps, 'db'>, workspaceId: string, askId: string) {
  const ask = await db.read.asks.find(workspaceId, askId);
  if (!ask) return null;
  const [nameOf, referrals, giver] = await Promise.all([
    namesOf(db, workspaceId, [ask.askerId, ask.giverId]),
    db.read.referrals.answering(workspaceId, askId),
    db.read.members.find(workspaceId, ask.giverId),
  ]);
  return {
    ask,
    asker: nameOf(ask.askerId),
    giver: nameOf(ask.giverId),
    prospects: referrals.map(({ prospect }) => prospect),
    asksOff: giver?.asksOff ?? false,
  };
}

/** One that waited for longer asks Slack again whether the other of the two is still there. */
const KNOWN_FOR_MS = 10 * MINUTE_MS;

async function otherHasLeft({ slack, now }: RenderContext, delivery: Delivery, ask: Ask): Promise<boolean> {
  if (now <= after(delivery.plannedAt, KNOWN_FOR_MS)) return false;
  const other = delivery.recipientId === ask.giverId ? ask.askerId : ask.giverId;
  return (await slack.profile(delivery.workspaceId, other))?.kind !== 'member';
}

const toGiver = (kind: string, round: 1 | 2): MessageKind => ({
  kind,
  act: 'ask',
  async render(context, delivery) {
    const { subjectId, messageTs } = delivery;
    const told = await readAsk(context, context.workspaceId, subjectId);
    if (!told) return 'nothing';
    if (messageTs === null) {
      const { ask } = told;
      if (!isWaiting(ask) || roundOf(ask) !== round || (await otherHasLeft(context, delivery, ask))) return 'nothing';
    }
    return giverMessage({ ...told, round });
  },
});

/** To the asker: "Not yet" with its criteria, or a kind no; corrected when the answer changes. */
const answer: MessageKind = {
  kind: askKinds.answer,
  act: 'ask',
  async render(context, delivery) {
    const { subjectId, occurrence, messageTs } = delivery;
    const told = await readAsk(context, context.workspaceId, subjectId);
    if (!told) return 'nothing';
    const round = occurrence.startsWith('2') ? 2 : 1;
    if (messageTs === null) {
      const { ask } = told;
      const says = ask.state === 'not_yet' || ask.state === 'declined';
      if (!says || roundOf(ask) !== round || (await otherHasLeft(context, delivery, ask))) return 'nothing';
    }
    return answerMessage({ ...told, round });
  },
};

export const askMessages: MessageKind[] = [toGiver(askKinds.ask, 1), toGiver(askKinds.again, 2), answer];
