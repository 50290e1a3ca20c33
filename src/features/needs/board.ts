import { Refused } from '../../domain/errors';
import type { Message } from '../../slack/blocks';
import type { Need } from '../../store/need-store';
import type { ActionRequest, CommandRequest, Deps, Request } from '../feature';
import { ROWS } from '../rows-that-fit';
import { namesOf } from '../who-is';
import { zoneOf } from '../zone-of';
import { boardView, refusals } from './views';

/** `/referral needs` */
export async function onNeeds(request: CommandRequest): Promise<Message> {
  if (request.rest !== '') throw new Refused(refusals.boardTakesNoText);
  return boardPage(request, 0);
}

/** The board, on whatever offers it. */
export async function onOpenBoard(request: ActionRequest): Promise<void> {
  request.tell(await boardPage(request, 0));
}

/** `Back` and `More` */
export async function onTurn(request: ActionRequest): Promise<void> {
  if (!/^\d{1,5}$/.test(request.value)) throw new Refused(refusals.stalePage);
  request.replace(await boardPage(request, Number(request.value)));
}

type Viewer = Pick<Request, 'workspaceId' | 'userId'> & Pick<Deps, 'db' | 'clock'>;

/** The board as it stands now, for its viewer; where rows went meanwhile, the last page there is. */
export async function boardPage(viewer: Viewer, wanted: number): Promise<Message> {
  const { db, clock, workspaceId, userId } = viewer;
  const take = ROWS + 1;
  let from = wanted;
  let needs = await db.read.needs.board(workspaceId, userId, { skip: from, take });
  if (needs.length === 0 && from > 0) {
    from = Math.max((await db.read.needs.countBoard(workspaceId, userId)) - ROWS, 0);
    needs = await db.read.needs.board(workspaceId, userId, { skip: from, take });
  }
  const [nameOf, zone, helped] = await Promise.all([
    namesOf(
      db,
      workspaceId,
      needs.map(({ authorId }) => authorId),
    ),
    zoneOf(db, workspaceId, userId),
    whoHelped(viewer, needs),
  ]);
  return boardView(needs, from, { userId, now: clock.now(), zone, nameOf, helped });
}

/** Whether somebody has helped, never who or how many; what is private is known to its two people alone. */
async function whoHelped({ db, workspaceId, userId }: Viewer, needs: Need[]) {
  const answers = await db.read.needs.answers(
    workspaceId,
    needs.map(({ id }) => id),
  );
  return ({ id }: Need) => {
    const known = answers.filter(
      (each) => each.needId === id && (!each.private || [each.giverId, each.receiverId].includes(userId)),
    );
    if (known.some(({ giverId }) => giverId === userId)) return 'you';
    return known.length > 0 ? 'somebody' : 'nobody';
  };
}
