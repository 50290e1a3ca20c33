import type { MessageKind, RenderContext } from '../../delivery/message-kind';
import { isSuggestionTime, nextSuggestionTime } from '../../domain/suggestion-policy';
import type { Delivery } from '../../store/delivery-store';
import type { Store } from '../../store/store';
import { SUGGESTION } from '../prompts';
import { giversGone } from '../receiver-prompt';
import { isPaused, writingTimeOf } from '../writing-time';
import { suggestionMessage, type SuggestionRow } from './views';
import { hasOtherPrompt } from './what-to-suggest';

/** What this message is about, whoever waits longest first; what its reader passed on is not in it any more. */
async function readRows(store: Store, { workspaceId, recipientId, needs }: Delivery): Promise<SuggestionRow[]> {
  const userId = recipientId!;
  const ids = needs.map(({ needId }) => needId);
  const [shown, passed, helped] = await Promise.all([
    store.needs.findMany(workspaceId, ids),
    store.suggestions.passed(workspaceId, userId, ids),
    store.suggestions.givenFor(workspaceId, userId, ids),
  ]);
  const authors = await store.members.findMany(workspaceId, [...new Set(shown.map(({ authorId }) => authorId))]);
  const names = new Map(authors.map((author) => [author.userId, author.name]));
  return shown
    .filter(({ id }) => !passed.has(id))
    .map((need) => ({ need, author: names.get(need.authorId) ?? 'a member', hasHelped: helped.has(need.id) }));
}

const isOpen = ({ need, hasHelped }: SuggestionRow): boolean => need.state === 'open' && !hasHelped;

/** Those that can still be helped with, by people who are here. */
async function openRows(context: RenderContext, delivery: Delivery, rows: SuggestionRow[]): Promise<SuggestionRow[]> {
  const authorIds = rows.map(({ need }) => need.authorId);
  const authors = await context.db.read.members.findMany(context.workspaceId, [...new Set(authorIds)]);
  const gone = await giversGone(context, delivery, new Map(authors.map((author) => [author.userId, author])));
  return rows.filter((row) => isOpen(row) && !gone.has(row.need.authorId));
}

/** Shows a member what those who helped them are looking for. */
export const suggestion: MessageKind = {
  kind: SUGGESTION,

  async render(context, delivery) {
    const { db, workspaceId, recipient, now } = context;
    const userId = delivery.recipientId!;
    const [workspace, member, all] = await Promise.all([
      db.read.workspaces.find(workspaceId),
      db.read.members.find(workspaceId, userId),
      readRows(db.read, delivery),
    ]);
    const time = writingTimeOf(member, workspace, recipient?.timeZone);
    const { zone, hours } = time;
    const isOff = member?.suggestionsOff ?? false;
    let rows = all;
    if (delivery.messageTs === null) {
      // one that was held up may find another prompt before it; in a pause none is made up
      if (isOff || isPaused(time, now)) return 'nothing';
      if (member && (await hasOtherPrompt(db.read, member, now))) return 'nothing';
      rows = await openRows(context, delivery, all);
      if (rows.length === 0) return 'nothing';
      if (!isSuggestionTime(now, zone, hours)) return { notBefore: nextSuggestionTime(now, zone, hours) };
    }
    return suggestionMessage({ deliveryId: delivery.id, rows, isOff, now, zone });
  },

  async sent(store, delivery, now) {
    const { workspaceId, recipientId, needs } = delivery;
    await store.suggestions.suggested(workspaceId, recipientId!, now);
    const shown = new Set((await readRows(store, delivery)).filter(isOpen).map(({ need }) => need.id));
    const settled = needs.map(({ needId }) => needId).filter((id) => !shown.has(id));
    // what was settled before it went out was not in it, and is not to be
    if (settled.length < needs.length) await store.deliveries.noLongerShowNeeds(workspaceId, delivery.id, settled);
  },

  // it may have gone out all the same
  refused: (store, { workspaceId, recipientId }, _code, now) =>
    store.suggestions.suggested(workspaceId, recipientId!, now),
};
