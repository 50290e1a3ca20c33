import { usableZone } from '../domain/working-hours';
import { type Message, say } from '../slack/blocks';
import type { ReferralFilter } from '../store/referral-store';
import type { Deps, Request } from './feature';
import type { Page } from './list-page-name';
import { pageView, type Sight, whenEmpty } from './list-page-view';
import { mayIntroduce } from './own-referral-buttons';
import { ROWS } from './rows-that-fit';

type Viewer = Pick<Request, 'workspaceId' | 'userId'> & Pick<Deps, 'db' | 'clock'>;

/**
 * The page as it stands now, for its viewer alone; where rows went meanwhile, the last one there is.
 *
 * @param otherName for a list with one person, whom Goodturn may not know yet; plain text
 */
export async function listPage(viewer: Viewer, wanted: Page, otherName = 'a member'): Promise<Message> {
  const { db, workspaceId, userId } = viewer;
  const { show } = wanted;
  const filter: ReferralFilter = {
    of: userId,
    ...(show === 'given' || show === 'received' ? { role: show } : {}),
    ...(typeof show === 'object' ? { with: show.with } : {}),
  };
  const take = ROWS + 1;
  let { from } = wanted;
  let referrals = await db.read.referrals.list(workspaceId, filter, { skip: from, take });
  if (referrals.length === 0 && from > 0) {
    from = Math.max((await db.read.referrals.count(workspaceId, filter)) - ROWS, 0);
    referrals = await db.read.referrals.list(workspaceId, filter, { skip: from, take });
  }
  const others = typeof show === 'object' ? [show.with] : [];
  const named = referrals.flatMap(({ giverId, receiverId }) => [giverId, receiverId]);
  const [members, workspace] = await Promise.all([
    db.read.members.findMany(workspaceId, [...new Set([userId, ...others, ...named])]),
    db.read.workspaces.find(workspaceId),
  ]);
  const known = new Map(members.map((member) => [member.userId, member]));
  const sight: Sight = {
    userId,
    now: viewer.clock.now(),
    zone: usableZone(known.get(userId)?.timeZone, workspace?.timeZone ?? 'UTC'),
    nameOf: (id) => known.get(id)?.name ?? (others.includes(id) ? otherName : 'a member'),
    hasLeft: (id) => Boolean(known.get(id)?.leftAt),
    canIntroduce: mayIntroduce(workspace),
    // what was given to one person is there to be reviewed
    canReview: typeof show === 'object' && (await db.read.given.next(workspaceId, userId, show.with)) !== null,
  };
  if (referrals.length === 0) return say(whenEmpty(show, sight));
  return pageView({ show, from }, referrals, sight);
}
