import { Refused } from '../../domain/errors';
import { needTurns } from '../../domain/need-policy';
import { sameText } from '../../domain/user-text';
import type { Need } from '../../store/need-store';
import type { Store } from '../../store/store';
import type { ActionRequest, Request } from '../feature';
import { changeNeed } from '../need-changes';
import { openGiveForm } from '../open-give-form';
import { lookUp } from '../who-is';
import { boardPage } from './board';
import { isLookingFor, needCard, pageOfBlock, refusals } from './views';

/**
 * A need of this person's own that was not withdrawn.
 *
 * @throws Refused for everybody else, and when there is none any more
 */
export async function ownNeed(
  store: Pick<Store, 'needs'>,
  { workspaceId, userId }: Pick<Request, 'workspaceId' | 'userId'>,
  id: string,
  mayBeWithdrawn = false,
): Promise<Need> {
  const need = await store.needs.find(workspaceId, id);
  if (!need) throw new Refused(refusals.gone);
  if (need.authorId !== userId) throw new Refused(refusals.notYours);
  if (need.state === 'withdrawn' && !mayBeWithdrawn) throw new Refused(refusals.withdrawn);
  return need;
}

type Turn = keyof Pick<typeof needTurns, 'found' | 'withdrawn' | 'resting' | 'reopened' | 'stillLooking'>;

/** States from which a turn leads on; in any other the need is shown as it is. */
const FROM: Record<Turn, Need['state'][]> = {
  found: ['open', 'resting'],
  withdrawn: ['open', 'resting'],
  resting: ['open'],
  reopened: ['resting', 'fulfilled'],
  stillLooking: ['open'],
};

/** A press by which its author takes a need one turn on; pressed twice, it is one turn. */
export function onTurnOf(turn: Turn) {
  return async (request: ActionRequest): Promise<void> => {
    const { db, clock, workspaceId, userId, value, message, blockId } = request;
    const now = clock.now();
    const { need, isDone } = await db.transaction(async (store) => {
      await store.members.used(workspaceId, userId, now);
      const before = await ownNeed(store, request, value, turn === 'withdrawn');
      if (!FROM[turn].includes(before.state)) return { need: before, isDone: false };
      if (turn === 'reopened') {
        const open = await store.needs.openOf(workspaceId, userId);
        if (open.some(({ text }) => sameText(text, before.text))) throw new Refused(refusals.sameAsAnother);
      }
      return { need: await changeNeed(store, before, needTurns[turn](now), now), isDone: true };
    });
    request.wake();
    if (!message?.ephemeral) return;
    const page = pageOfBlock(blockId);
    const news = turn === 'reopened' && isDone ? 'reopened' : 'as-it-is';
    request.replace(page === null ? needCard(need, news) : await boardPage(request, page));
  };
}

/** "I know someone": the give form, with the author as the one who gains from it. */
export async function onHelp(request: ActionRequest): Promise<void> {
  const { db, workspaceId, userId, value } = request;
  const need = await db.read.needs.find(workspaceId, value);
  if (!need) throw new Refused(refusals.gone);
  if (need.authorId === userId) throw new Refused(refusals.yourOwn);
  const author = (await lookUp(request, workspaceId, [need.authorId])).get(need.authorId);
  if (author?.kind !== 'member') throw new Refused(refusals.hasLeft(author?.name));
  if (need.state !== 'open') throw new Refused(refusals.notLooking(author.name, need.text));
  const lead = isLookingFor(author.name, need.text);
  openGiveForm(request, { needId: need.id, receiverIds: [need.authorId], lead });
}
