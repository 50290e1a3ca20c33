import { hasEnded, mayAnswer, roundOf } from '../../domain/ask-policy';
import { prospectIn } from '../../domain/ask-text';
import { Refused } from '../../domain/errors';
import type { Ask } from '../../store/ask-store';
import type { Store } from '../../store/store';
import type { ActionRequest, Request } from '../feature';
import { askKinds, setAsksOff } from '../ask-changes';
import { openGiveForm } from '../open-give-form';
import { lookUp, namesOf } from '../who-is';
import { notYetForm } from './form-views';
import { readAsk } from './messages';
import { acceptedAlready, ENDED, FOR_SOMEBODY_ELSE, hasLeft, NO_SUCH_ASK, withdrawnMeanwhile } from './refusals';
import { asksYou, giverMessage } from './views';

type Answering = Pick<Request, 'workspaceId' | 'userId'>;

/** Why an ask cannot be answered any more; null where it can. */
export async function whyNot(store: Store, ask: Ask): Promise<string | null> {
  if (mayAnswer(ask)) return null;
  if (hasEnded(ask)) return ENDED;
  const asker = (await store.members.find(ask.workspaceId, ask.askerId))?.name ?? 'The asker';
  if (ask.state === 'withdrawn') return withdrawnMeanwhile(asker);
  const [referral] = await store.referrals.answering(ask.workspaceId, ask.id);
  return acceptedAlready(asker, referral?.prospect ?? ask.text);
}

/** @throws Refused when it is not theirs to answer, or not to be answered any more */
async function toAnswer(store: Store, { workspaceId, userId }: Answering, ask: Ask | null): Promise<Ask> {
  if (!ask || ask.workspaceId !== workspaceId) throw new Refused(NO_SUCH_ASK);
  if (ask.giverId !== userId) throw new Refused(FOR_SOMEBODY_ELSE);
  const reason = await whyNot(store, ask);
  if (reason) throw new Refused(reason);
  return ask;
}

/**
 * The ask whose button its giver pressed, and the asker's name as it is now.
 *
 * @throws Refused as `toAnswer`, and when the asker has left, which ends their asks
 */
async function pressed(request: ActionRequest): Promise<{ ask: Ask; asker: string }> {
  const { db, workspaceId, value } = request;
  const ask = await toAnswer(db.read, request, await db.read.asks.find(workspaceId, value));
  return { ask, asker: await nameOfOther(request, ask.askerId) };
}

/** The other of the two, by name. @throws Refused when they have left: that ends the ask, and is stored */
export async function nameOfOther(request: Request, otherId: string): Promise<string> {
  const { db, clock, workspaceId } = request;
  const other = (await lookUp(request, workspaceId, [otherId])).get(otherId);
  if (other?.kind === 'member') return other.name;
  await db.transaction((store) => store.members.left(workspaceId, otherId, clock.now()));
  const nameOf = await namesOf(db, workspaceId, [otherId]);
  throw new Refused(hasLeft(nameOf(otherId)));
}

/** "Happy to": the form, filled; what it records answers the ask. */
export async function onHappyTo(request: ActionRequest): Promise<void> {
  const { ask, asker } = await pressed(request);
  openGiveForm(request, {
    askId: ask.id,
    receiverIds: [ask.askerId],
    prospect: prospectIn(ask.text),
    lead: asksYou(asker, ask),
  });
}

/** "Not yet": asks what would need to be true. */
export async function onNotYet(request: ActionRequest): Promise<void> {
  const { ask, asker } = await pressed(request);
  request.openModal(notYetForm(ask, asker));
}

/** "No, thanks": the asker is told kindly, without a reason. */
export async function onNoThanks(request: ActionRequest): Promise<void> {
  await pressed(request);
  await answer(request, request.value, { state: 'declined', criteria: null });
}

/**
 * Stores an answer and owes the asker its message, once; changed, it corrects that message.
 *
 * @throws Refused when the ask is not to be answered any more
 */
export async function answer(
  request: Request,
  askId: string,
  said: { state: 'declined'; criteria: null } | { state: 'not_yet'; criteria: string },
): Promise<void> {
  const { db, clock, workspaceId, userId } = request;
  await db.transaction(async (store) => {
    const now = clock.now();
    await store.members.used(workspaceId, userId, now);
    const ask = await toAnswer(store, request, await store.asks.hold(workspaceId, askId));
    await store.asks.change(workspaceId, askId, { ...said, answeredAt: now }, now);
    await oweAnswer(store, ask, now);
  });
  request.wake();
}

async function oweAnswer(store: Store, ask: Ask, now: Date): Promise<void> {
  const { workspaceId, id, askerId } = ask;
  const round = String(roundOf(ask));
  const all = await store.deliveries.about(workspaceId, askKinds.answer, id);
  const told = all.filter(({ occurrence }) => occurrence.startsWith(round));
  // one that ended before it was sent, as the answer had changed, says nothing to anybody any more
  if (told.some(({ state }) => state !== 'ended' && state !== 'failed')) return;
  await store.deliveries.plan(workspaceId, {
    kind: askKinds.answer,
    subjectId: id,
    occurrence: told.length === 0 ? round : `${round}.${told.length}`,
    recipientId: askerId,
    dueAt: now,
  });
}

/** "Change": the buttons once more, in place of the answer. */
export async function onChange(request: ActionRequest): Promise<void> {
  const { ask } = await pressed(request);
  const told = await readAsk(request, ask.workspaceId, ask.id);
  if (told) request.replace(giverMessage({ ...told, round: roundOf(ask), changing: true }));
}

/** "Not taking asks now" */
export const onAsksOff = (request: ActionRequest): Promise<void> => switchAsks(request, true);
/** "Take asks again" */
export const onAsksOn = (request: ActionRequest): Promise<void> => switchAsks(request, false);

async function switchAsks(request: ActionRequest, asksOff: boolean): Promise<void> {
  const { db, clock, workspaceId, userId, value } = request;
  await db.transaction(async (store) => {
    const now = clock.now();
    await store.members.used(workspaceId, userId, now);
    const ask = await store.asks.find(workspaceId, value);
    if (!ask) throw new Refused(NO_SUCH_ASK);
    if (ask.giverId !== userId) throw new Refused(FOR_SOMEBODY_ELSE);
    await setAsksOff(store, workspaceId, userId, asksOff, now);
    await store.deliveries.redrawAbout(workspaceId, [value], now);
  });
  request.wake();
}
