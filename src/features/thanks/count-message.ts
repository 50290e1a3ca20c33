import { MAX_NOTE, parseText } from '../../domain/command-text';
import { Refused } from '../../domain/errors';
import { clip, isBlank } from '../../domain/user-text';
import { say } from '../../slack/blocks';
import { escape, listed } from '../../slack/mrkdwn';
import type { Profile } from '../../slack/members';
import type { ShortcutRequest } from '../feature';
import { lookUp } from '../who-is';
import { textOf } from './in-words';
import { NO_WORDS, NOBODY_MENTIONED, NOT_YOUR_MESSAGE, nothingOpenFrom } from './refusals';
import { sayThanks } from './say-thanks';
import { countedAlready, willPassMessageOn } from './views';

/** "Count as thanks": the author's own message thanks those it mentions, once, for what is open from each. */
export async function onCountAsThanks(request: ShortcutRequest): Promise<void> {
  const { workspaceId, userId, message } = request;
  if (!message || message.authorIsBot || message.authorId !== userId) throw new Refused(NOT_YOUR_MESSAGE);
  const parts = parseText(message.text);
  const mentioned = [...new Set(parts.flatMap((part) => ('userId' in part ? part.userId : [])))];
  const others = mentioned.filter((mention) => mention !== userId);
  if (others.length === 0) throw new Refused(NOBODY_MENTIONED);
  if (parts.every((part) => 'userId' in part || isBlank(part.text))) throw new Refused(NO_WORDS);

  const note = clip(await textOf(request, parts), MAX_NOTE);
  const profiles = await lookUp(request, workspaceId, others);
  const givers = others.flatMap((other) => profiles.get(other) ?? []).filter(({ kind }) => kind === 'member');
  if (givers.length === 0) throw new Refused(NOBODY_MENTIONED);
  const { thanked, before } = await thankEach(request, givers, `message:${message.channelId}:${message.ts}`, note);
  request.wake();
  const names = (profilesOf: Profile[]) => listed(profilesOf.map(({ name }) => escape(name)));
  if (thanked.length > 0) request.tell(say(willPassMessageOn(names(thanked))));
  else if (before.length > 0) request.tell(say(countedAlready(names(before))));
  else throw new Refused(nothingOpenFrom(names(givers)));
}

/** One message to each giver, one batch for each: used again on the same message, it finds them said. */
function thankEach({ db, clock, workspaceId, userId }: ShortcutRequest, givers: Profile[], act: string, note: string) {
  const now = clock.now();
  return db.transaction(async (store) => {
    await store.members.remember(workspaceId, givers);
    await store.members.used(workspaceId, userId, now);
    const thanked: Profile[] = [];
    const before: Profile[] = [];
    for (const giver of givers) {
      const batchId = `${act}:${giver.userId}`;
      const said = await store.thanks.batch(workspaceId, batchId);
      const open = await store.referrals.awaitingThanks(workspaceId, userId, giver.userId);
      if (said.length > 0) before.push(giver);
      else if (open.length > 0) {
        await sayThanks(store, open, batchId, { note, kind: 'note', mayQuote: false, source: 'message' }, now);
        thanked.push(giver);
      }
    }
    return { thanked, before };
  });
}
