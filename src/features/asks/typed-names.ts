import { z } from 'zod';
import { asksNothing } from '../../domain/ask-text';
import { Refused } from '../../domain/errors';
import { matchNames } from '../../domain/member-names';
import { say, type Message } from '../../slack/blocks';
import { asNamed, type Profile } from '../../slack/members';
import type { ActionRequest, CommandRequest } from '../feature';
import { openFormFor } from './form';
import { peopleOf, putAsk, shownFor } from './put-ask';
import {
  CLOSED_QUESTION,
  MORE_FIT,
  NO_DIRECTORY,
  NOBODY,
  nobodyMeant,
  NONE_MEANT,
  notAskable,
  YOURSELF,
} from './refusals';
import { whoIsMeant } from './views';

/** One button each; a name that fits more people wants a mention. */
const MOST_CANDIDATES = 10;
const LONGEST_NAME = 4;
const LEADS_ON = /^(?:for|to|about|whether|if)$/i;

/** An ask whose giver was typed as a name, with everybody it may mean. */
const draftSchema = z.object({ text: z.string(), reason: z.string().nullable(), candidates: z.array(z.string()) });
type Draft = z.infer<typeof draftSchema>;

const draftIdOf = (workspaceId: string, origin: string): string => `ask:${workspaceId}:${origin}`;

/** "for an intro to Acme": whom is missing. */
export const startsWithWhat = (line: string): boolean => LEADS_ON.test(line.split(' ')[0] ?? '');

/** Every way to cut a line without a mention into a name and what is asked, the likeliest first. */
export function namesAndTexts(line: string): { name: string; text: string }[] {
  const words = line.split(' ');
  const lead = words.findIndex((word) => LEADS_ON.test(word));
  const cut = (at: number) => ({ name: words.slice(0, at).join(' '), text: words.slice(at).join(' ') });
  if (lead === 0) return [];
  const longest = Math.min(lead < 0 ? words.length : lead, LONGEST_NAME);
  return Array.from({ length: longest }, (_, at) => cut(longest - at));
}

/** Looks up whom a line without a mention may mean, and offers them: nobody is asked on a guess. */
export async function askWhoIsMeant(request: CommandRequest, line: string, reason: string | null): Promise<void> {
  try {
    const directory = await request.slack.directory(request.workspaceId);
    request.tell(await questionFor(request, line, reason, directory));
  } catch (error) {
    // the command is acknowledged already: without this the person would hear nothing
    request.log.warn({ workspace: request.workspaceId, err: error }, 'a typed name could not be looked up');
    request.tell(say(NO_DIRECTORY));
  }
}

async function questionFor(
  request: CommandRequest,
  line: string,
  reason: string | null,
  directory: readonly Profile[],
): Promise<Message> {
  const { db, clock, workspaceId, userId } = request;
  const ways = namesAndTexts(line);
  const [likeliest] = ways;
  if (!likeliest) return say(NOBODY);
  const members = directory.filter(({ kind }) => kind === 'member').map(asNamed);
  const found = ways
    .map(({ name, text }) => ({ name, text, fitting: matchNames(name, members) }))
    .find(({ fitting }) => fitting.length > 0);
  if (!found) return say(nobodyMeant(likeliest.name));
  const others = found.fitting.filter(({ id }) => id !== userId);
  if (others.length === 0) return say(YOURSELF);
  const offered = others.slice(0, MOST_CANDIDATES);
  const draft: Draft = { text: found.text, reason, candidates: offered.map(({ id }) => id) };
  const draftId = draftIdOf(workspaceId, request.requestId);
  await db.transaction((store) => store.drafts.keep(workspaceId, userId, draftId, draft, clock.now()));
  const people = offered.map(({ displayName, handle }) => ({ name: displayName, handle }));
  const moreFit = others.length > offered.length ? MORE_FIT : null;
  return whoIsMeant(found, people, moreFit, draftId);
}

/** One of the members that a typed name may mean. */
export async function onChooseMember(request: ActionRequest): Promise<void> {
  const { db, workspaceId, userId, value } = request;
  const [, place, draftId = ''] = /^(\d{1,2}):(.+)$/.exec(value) ?? [];
  const draft = await db.read.drafts.read(workspaceId, userId, draftId);
  if (!draft) return showAnswered(request, draftId);
  const { text, reason, candidates } = draftSchema.parse(draft);
  const chosen = candidates[Number(place)];
  if (!chosen) throw new Refused(CLOSED_QUESTION);
  const { asker, giver } = await peopleOf(request, chosen);
  const problem = notAskable(giver);
  if (problem || !giver) throw new Refused(problem ?? CLOSED_QUESTION);
  if (asksNothing(text) && reason === null) {
    const instead = await openFormFor(request, giver);
    if (instead) request.replace(instead);
    return;
  }
  if (asksNothing(text)) throw new Refused(NOBODY);
  const put = await putAsk(request, { asker, giver }, { text, reason, origin: originOf(draftId) }, draftId);
  if (!put) return showAnswered(request, draftId);
  request.replace(await shownFor(request, put, giver));
}

const originOf = (draftId: string): string => draftId.split(':').slice(2).join(':');

/** "None of these" */
export async function onNoneOfThese(request: ActionRequest): Promise<void> {
  const { db, clock, workspaceId, userId, value: draftId } = request;
  await db.transaction((store) => store.drafts.settle(workspaceId, userId, draftId, clock.now()));
  const asked = await db.read.asks.byOrigin(workspaceId, originOf(draftId));
  if (asked) return showAnswered(request, draftId);
  request.replace(say(NONE_MEANT));
}

/** Whoever pressed first, or twice: the answer that stands. */
async function showAnswered(request: ActionRequest, draftId: string): Promise<void> {
  const { db, workspaceId, userId } = request;
  const ask = await db.read.asks.byOrigin(workspaceId, originOf(draftId));
  if (ask?.askerId !== userId || ask.state !== 'open') throw new Refused(CLOSED_QUESTION);
  const { giver } = await peopleOf(request, ask.giverId);
  if (!giver) throw new Refused(CLOSED_QUESTION);
  request.replace(await shownFor(request, { kind: 'noted', ask }, giver));
}
