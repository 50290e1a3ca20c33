import { matchNames } from '../../domain/member-names';
import { type Message, say } from '../../slack/blocks';
import { asNamed, type Profile } from '../../slack/members';
import type { CommandRequest } from '../feature';
import { NO_DIRECTORY, nobodyMeant, YOURSELF } from './refusals';
import { whomView } from './whom-views';

/** One button each; a name that fits more people wants a mention. */
const MOST_CANDIDATES = 10;

/** Looks up whom a typed name may mean, and offers them. */
export async function askWhoIsMeant(request: CommandRequest, typed: string): Promise<void> {
  try {
    request.tell(offer(typed, request.userId, await request.slack.directory(request.workspaceId)));
  } catch (error) {
    // the command is acknowledged already: without this the person would hear nothing
    request.log.warn({ workspace: request.workspaceId, err: error }, 'a typed name could not be looked up');
    request.tell(say(NO_DIRECTORY));
  }
}

function offer(typed: string, userId: string, directory: readonly Profile[]): Message {
  const people = directory.filter(({ kind }) => kind === 'member' || kind === 'gone').map(asNamed);
  const fitting = matchNames(typed, people);
  if (fitting.length === 0) return say(nobodyMeant(typed));
  const others = fitting.filter(({ id }) => id !== userId);
  if (others.length === 0) return say(YOURSELF);
  const offered = others.slice(0, MOST_CANDIDATES);
  return whomView(
    typed,
    offered.map(({ id, displayName, handle }) => ({ userId: id, name: displayName, handle })),
    others.length > offered.length,
  );
}
