import { parseMentions } from '../../domain/command-text';
import { Refused } from '../../domain/errors';
import { renderParts } from '../../domain/text-parts';
import { type Message, say } from '../../slack/blocks';
import type { ActionRequest, CommandRequest, Request } from '../feature';
import { lookUp } from '../who-is';
import { FILES, occurrenceOf } from './messages';
import { nothingInIt, onItsWay, refusals, type Scope } from './views';

/** `/referral export`, and `export all` */
export async function onExport(request: CommandRequest): Promise<Message> {
  return sendLedger(request, readScope(request.rest));
}

/** `Export`, wherever it is offered. */
export async function onPress(request: ActionRequest): Promise<void> {
  request.tell(await sendLedger(request, request.value === 'all' ? 'all' : 'last'));
}

function readScope(text: string): Scope {
  const { mentions, rest, notAMember } = parseMentions(text);
  if (mentions.length > 0 || notAMember) throw new Refused(refusals.ownOnly);
  const words = renderParts(rest);
  if (words === '') return 'last';
  if (words.toLowerCase() === 'all') return 'all';
  throw new Refused(refusals.unknown(words));
}

/** Plans the two files for whoever asks. One that is on its way serves everybody who is impatient. */
async function sendLedger(request: Request, scope: Scope): Promise<Message> {
  const { db, clock, workspaceId, userId, requestId } = request;
  const people = await lookUp(request, workspaceId, [userId]).catch(() => undefined);
  const asker = people?.get(userId);
  if (asker && asker.kind !== 'member') throw new Refused(refusals.notAMember);
  if (await db.read.ledger.isEmpty(workspaceId, userId)) return say(nothingInIt);
  const now = clock.now();
  const occurrence = occurrenceOf(scope);
  await db.transaction(async (store) => {
    if (asker) await store.members.remember(workspaceId, [asker]);
    await store.members.used(workspaceId, userId, now);
    const underWay = await store.deliveries.unsent(workspaceId, FILES, { recipientId: userId });
    if (underWay.some((delivery) => delivery.occurrence === occurrence)) return;
    await store.deliveries.plan(workspaceId, {
      kind: FILES,
      // two people may press at the same instant
      subjectId: `${userId}:${requestId}`,
      occurrence,
      recipientId: userId,
      dueAt: now,
    });
  });
  request.wake();
  return say(onItsWay);
}
