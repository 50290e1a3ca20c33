import type { Command } from '../../domain/command-text';
import { matchNames } from '../../domain/member-names';
import { renderParts } from '../../domain/text-parts';
import { cleanLine } from '../../domain/user-text';
import { type Message, say } from '../../slack/blocks';
import { asNamed, type Profile } from '../../slack/members';
import type { CommandRequest } from '../feature';
import { namesInText } from '../names-in-text';
import { type Candidate, draftIds, type Names } from './line';
import { sentenceForPerson } from './refusals';
import { noDirectory, nobodyMeant, whoIsMeant } from './views';

/** One button each; a line that fits more people wants a mention. */
const MOST_CANDIDATES = 10;

type TypedName = Extract<Command, { kind: 'typed-name' }>;

/** Looks up whom a line without mentions may mean, and asks: nothing is recorded on a guess. */
export async function askWhoIsMeant(request: CommandRequest, text: TypedName): Promise<void> {
  try {
    const directory = await request.slack.directory(request.workspaceId);
    request.tell(await questionFor(request, text, candidatesFor(text, request.userId, directory)));
  } catch (error) {
    // the command is acknowledged already: without this the person would hear nothing
    request.log.warn({ workspace: request.workspaceId, err: error }, 'a typed name could not be looked up');
    request.tell(say(noDirectory()));
  }
}

async function questionFor(
  request: CommandRequest,
  text: TypedName,
  candidates: Named[] | 'yourself',
): Promise<Message> {
  const { db, clock, workspaceId, userId } = request;
  if (candidates === 'yourself') return say(sentenceForPerson({ place: 'receiver', what: 'yourself' }));
  if (candidates.length === 0) return say(nobodyMeant(text));
  const offered = candidates.slice(0, MOST_CANDIDATES);
  const note = text.note ?? [];
  const draft: Names = {
    remarks: {
      origin: request.requestId,
      note: renderParts(note, await namesInText(request, note)) || null,
      warmth: text.warmth ?? null,
      private: text.isPrivate,
      source: 'command',
      permalink: null,
    },
    candidates: offered.map(({ receiverId, prospect, prospectId }) => ({ receiverId, prospect, prospectId })),
  };
  const draftId = draftIds.names(workspaceId, request.requestId);
  await db.transaction((store) => store.drafts.keep(workspaceId, userId, draftId, draft, clock.now()));
  return whoIsMeant(text, offered, candidates.length > offered.length, draftId);
}

type Named = Candidate & { name: string; handle: string };

/**
 * Every way to read a line in which nobody is mentioned, the likeliest first: the name on the left is the receiver's,
 * and the one on the right a member's or anybody's; or the line is the other way round.
 */
export function candidatesFor(
  { left, right }: { left: string; right: string },
  giverId: string,
  directory: readonly Profile[],
): Named[] | 'yourself' {
  const members = directory.filter(({ kind }) => kind === 'member').map(asCandidate);
  const fitting = (typed: string) =>
    matchNames(typed, members)
      .filter(({ id }) => id !== giverId)
      .slice(0, MOST_CANDIDATES + 1);
  const [lefts, rights] = [fitting(left), fitting(right)];
  const candidates = [
    ...lefts.flatMap((receiver) =>
      rights.flatMap((prospect) => (prospect === receiver ? [] : [meant(receiver, prospect.shown, prospect.id)])),
    ),
    ...lefts.map((receiver) => meant(receiver, right, null)),
    ...rights.map((receiver) => meant(receiver, left, null)),
  ];
  const isGiver = [left, right].some((typed) => matchNames(typed, members).some(({ id }) => id === giverId));
  return candidates.length === 0 && isGiver ? 'yourself' : candidates;
}

const asCandidate = (profile: Profile) => ({ ...asNamed(profile), shown: cleanLine(profile.name) });

function meant(receiver: ReturnType<typeof asCandidate>, prospect: string, prospectId: string | null): Named {
  return { receiverId: receiver.id, prospect, prospectId, name: receiver.shown, handle: receiver.name };
}
