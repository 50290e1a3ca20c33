import { Refused } from '../../domain/errors';
import type { Message } from '../../slack/blocks';
import type { Conversation } from '../../store/conversation-store';
import type { Store } from '../../store/store';
import type { ActionRequest, Deps, Request } from '../feature';
import { consentOrigin, NEED_CONSENT } from '../need-changes';
import { ROWS } from '../rows-that-fit';
import { zoneOf } from '../zone-of';
import { type Entry, entryCard, listView, refusals } from './views';

type Viewer = Pick<Request, 'workspaceId' | 'userId'> & Pick<Deps, 'db' | 'clock'>;

/**
 * A conversation of this person's own.
 *
 * @throws Refused for everybody else, and when there is none any more
 */
export async function ownConversation(
  store: Pick<Store, 'conversations'>,
  { workspaceId, userId }: Pick<Request, 'workspaceId' | 'userId'>,
  id: string,
): Promise<Conversation> {
  const conversation = await store.conversations.find(workspaceId, id);
  if (!conversation) throw new Refused(refusals.missing);
  if (conversation.authorId !== userId) throw new Refused(refusals.notYours);
  return conversation;
}

/** One conversation, as its author is shown it. */
export async function card(
  viewer: Viewer,
  conversation: Conversation,
  news: Parameters<typeof entryCard>[1],
): Promise<Message> {
  const { db, clock, workspaceId, userId } = viewer;
  const [[entry], zone] = await Promise.all([entriesOf(viewer, [conversation]), zoneOf(db, workspaceId, userId)]);
  return entryCard(entry!, news, clock.now(), zone);
}

/** A page of them as it stands now, for their author alone; where rows went meanwhile, the last one there is. */
export async function listPage(viewer: Viewer, wanted: number): Promise<Message> {
  const { db, clock, workspaceId, userId } = viewer;
  const take = ROWS + 1;
  let from = wanted;
  let rows = await db.read.conversations.list(workspaceId, userId, { skip: from, take });
  if (rows.length === 0 && from > 0) {
    from = Math.max((await db.read.conversations.count(workspaceId, userId)) - ROWS, 0);
    rows = await db.read.conversations.list(workspaceId, userId, { skip: from, take });
  }
  const [entries, zone] = await Promise.all([entriesOf(viewer, rows), zoneOf(db, workspaceId, userId)]);
  return listView(entries, from, clock.now(), zone);
}

/** What was logged, on whatever offers it. */
export async function onOpenList(request: ActionRequest): Promise<void> {
  request.tell(await listPage(request, 0));
}

/** `Older` and `Newer` */
export async function onTurn(request: ActionRequest): Promise<void> {
  if (!/^\d{1,5}$/.test(request.value)) throw new Refused(refusals.stalePage);
  request.replace(await listPage(request, Number(request.value)));
}

async function entriesOf({ db, workspaceId }: Viewer, conversations: Conversation[]): Promise<Entry[]> {
  const people = await db.read.members.findMany(workspaceId, [...new Set(conversations.map(({ withId }) => withId))]);
  const known = new Map(people.map((member) => [member.userId, member]));
  return Promise.all(
    conversations.map(async (conversation) => {
      const member = known.get(conversation.withId);
      const hasLeft = Boolean(member?.leftAt);
      const sharing = await sharingOf(db.read, conversation, hasLeft);
      return { conversation, name: member?.name ?? 'a member', hasLeft, sharing };
    }),
  );
}

async function sharingOf(store: Store, conversation: Conversation, hasLeft: boolean): Promise<Entry['sharing']> {
  const { workspaceId, id, theirNeed } = conversation;
  const need = await store.needs.byOrigin(workspaceId, consentOrigin(id));
  if (need) return need.state === 'open' ? 'on-board' : 'nothing-to-share';
  if (await store.deliveries.named(workspaceId, NEED_CONSENT, id)) return 'asked';
  return theirNeed && !hasLeft ? 'may-ask' : 'nothing-to-share';
}
