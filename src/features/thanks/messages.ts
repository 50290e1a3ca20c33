import type { MessageKind, RenderContext } from '../../delivery/message-kind';
import { isStandIn } from '../../domain/stand-in';
import type { Delivery } from '../../store/delivery-store';
import type { Store } from '../../store/store';
import { PLEASURE, pleasureSaid } from '../pleasure';
import { OUTCOME_TOLD } from '../tell-outcome';
import { namesOf } from '../who-is';
import { misfitMessage, noLongerMisfitMessage, pleasureMessage, prospectNamesOf, thanksMessage } from './views';

/** The giver's message says what became of their "my pleasure". */
async function redrawThanks(store: Store, { workspaceId, subjectId: batchId }: Delivery, now: Date): Promise<void> {
  const thanked = await store.deliveries.named(workspaceId, 'thanks', batchId);
  if (thanked) await store.deliveries.redraw(workspaceId, [thanked.id], now);
}

/** What was thanked for together, oldest referral first, and the names of giver and receiver. */
async function readBatch({ db, workspaceId }: RenderContext, batchId: string) {
  const batch = await db.read.thanks.batch(workspaceId, batchId);
  const ids = batch.map(({ referralId }) => referralId);
  const referrals = await db.read.referrals.findMany(workspaceId, ids);
  const notes = [...new Set(referrals.flatMap(({ thanks }) => thanks?.note || []))];
  const people = referrals.flatMap(({ giverId, receiverId }) => [giverId, receiverId]);
  return { notes, referrals, nameOf: await namesOf(db, workspaceId, people) };
}

/** To the giver: the receiver's note. It stays with the giver, also when the referral is withdrawn afterwards. */
const thanks: MessageKind = {
  kind: 'thanks',
  act: 'thanks',
  // words of thanks belong to whom they were said, even where Slack no longer lets them be corrected
  whenStale: 'leave',
  async render(context, { subjectId: batchId }) {
    const { notes, referrals, nameOf } = await readBatch(context, batchId);
    const [first] = referrals;
    if (!first) return 'nothing';
    const said = await pleasureSaid(context.db.read, context.workspaceId, batchId);
    return thanksMessage({
      batchId,
      receiver: nameOf(first.receiverId),
      prospects: prospectNamesOf(referrals),
      notes,
      pleasure: isStandIn(first.receiverId) ? 'nobody to tell' : said,
    });
  },
};

/** To the receiver: the giver got the thanks and says "my pleasure". */
const pleasure: MessageKind = {
  kind: PLEASURE,
  act: 'pleasure',
  whenStale: 'leave',
  async render(context, { subjectId: batchId }) {
    const { referrals, nameOf } = await readBatch(context, batchId);
    const [first] = referrals;
    if (!first) return 'nothing';
    return pleasureMessage(nameOf(first.giverId), prospectNamesOf(referrals));
  },
  sent: redrawThanks,
  unsent: redrawThanks,
  refused: (store, delivery, _code, now) => redrawThanks(store, delivery, now),
};

/** To the giver: it was not a fit, and what would have fitted better; corrected when the receiver changes the answer. */
const misfit: MessageKind = {
  kind: OUTCOME_TOLD.no_fit,
  act: 'outcome',
  async render({ db, workspaceId }, { subjectId: referralId, messageTs }) {
    const referral = await db.read.referrals.find(workspaceId, referralId);
    if (!referral) return 'nothing';
    const isSent = messageTs !== null;
    if (!isSent && (referral.outcome !== 'no_fit' || referral.withdrawnAt)) return 'nothing';
    const nameOf = await namesOf(db, workspaceId, [referral.receiverId]);
    const receiver = nameOf(referral.receiverId);
    const prospects = prospectNamesOf([referral]);
    if (referral.outcome !== 'no_fit') return noLongerMisfitMessage(receiver, prospects, referral.outcome);
    return misfitMessage(receiver, prospects, referral.outcomeReason);
  },
};

/** What thanking makes Goodturn owe. */
export const thanksMessages: MessageKind[] = [thanks, pleasure, misfit];
