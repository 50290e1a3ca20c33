import { MAX_NOTE, parseText } from '../../domain/command-text';
import { Refused } from '../../domain/errors';
import { clip, isBlank } from '../../domain/user-text';
import { say } from '../../slack/blocks';
import { escape, listed } from '../../slack/mrkdwn';
import type { Profile } from '../../slack/members';
import type { ShortcutRequest } from '../feature';
import { lookUp, namesOf } from '../who-is';
import { textOf } from './in-words';
import { offerAfterThanks } from './offer';
import { withOffer } from './offer-view';
import { giverLeft, NO_WORDS, NOBODY_MENTIONED, NOT_YOUR_MESSAGE, nothingOpenFrom } from './refusals';
import { sayThanks } from './say-thanks';
import { countedAlready, willPassMessageOn } from './views';

/** "Count as thanks": the author's own message thanks those it mentions, once, for what is open from each. */
export async function onCountAsThanks(request: ShortcutRequest): Promise<void> {
  const { db, workspaceId, userId, message } = request;
  if (!message || message.authorIsBot || message.authorId !== userId) throw new Refused(NOT_YOUR_MESSAGE);
  const parts = parseText(message.text);
  const mentioned = [...new Set(parts.flatMap((part) => ('userId' in part ? part.userId : [])))];
  const others = mentioned.filter((mention) => mention !== userId);
  if (others.length === 0) throw new Refused(NOBODY_MENTIONED);
  if (parts.every((part) => 'userId' in part || isBlank(part.text))) throw new Refused(NO_WORDS);

  const waiting = await db.read.referrals.awaitingThanks(workspaceId, userId);
  const givers = new Set(waiting.map(({ giverId }) => giverId));
  // Slack is asked about those who gave something, not about everybody in a long list of names
  const profiles = [
    ...(
      await lookUp(
        request,
        workspaceId,
        others.filter((other) => givers.has(other)),
      )
    ).values(),
  ];
  const thankable = profiles.filter(({ kind }) => kind === 'member');
  const note = clip(await textOf(request, parts), MAX_NOTE);
  const { thanked, before } = await thankEach(request, others, thankable, note);
  request.wake();
  const named = await namesOf(db, workspaceId, [...thanked, ...before]);
  const names = (ids: string[]) => listed(ids.map((id) => escape(named(id))));
  if (thanked.length > 0) {
    request.tell(withOffer(willPassMessageOn(names(thanked)), await offerAfterThanks(request, thanked)));
  } else if (before.length > 0) request.tell(say(countedAlready(names(before))));
  else throw new Refused(await whyNobody(request, others, profiles));
}

/** One message to each giver, one batch for each: used again on the same message, it finds them said. */
function thankEach(request: ShortcutRequest, others: string[], thankable: Profile[], note: string) {
  const { db, clock, workspaceId, userId, message } = request;
  const now = clock.now();
  return db.transaction(async (store) => {
    await store.members.remember(workspaceId, thankable);
    await store.members.used(workspaceId, userId, now);
    const thanked: string[] = [];
    const before: string[] = [];
    for (const other of others) {
      const batchId = `message:${message?.channelId}:${message?.ts}:${other}`;
      if ((await store.thanks.batch(workspaceId, batchId)).length > 0) before.push(other);
      else if (thankable.some((giver) => giver.userId === other)) {
        const open = await store.referrals.awaitingThanks(workspaceId, userId, other);
        await sayThanks(store, open, batchId, { note, kind: 'note', mayQuote: false, source: 'message' }, now);
        if (open.length > 0) thanked.push(other);
      }
    }
    return { thanked, before };
  });
}

const MOST_NAMED = 5;

async function whyNobody(request: ShortcutRequest, others: string[], profiles: Profile[]): Promise<string> {
  const [gone] = profiles.filter(({ kind }) => kind !== 'member');
  if (gone) return giverLeft(gone.name);
  if (others.length > MOST_NAMED) return nothingOpenFrom('the people it mentions');
  const found = [...(await lookUp(request, request.workspaceId, others)).values()];
  const members = found.filter(({ kind }) => kind === 'member');
  if (members.length === 0) return NOBODY_MENTIONED;
  return nothingOpenFrom(listed(members.map(({ name }) => escape(name))));
}
