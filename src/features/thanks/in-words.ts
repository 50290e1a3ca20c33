import { renderParts, type TextPart } from '../../domain/text-parts';
import { onDay } from '../../domain/when';
import { escape } from '../../slack/mrkdwn';
import type { Referral } from '../../store/referral-store';
import type { Deps, Request } from '../feature';
import { aboutOf } from '../referral-rows';
import { lookUp, namesOf } from '../who-is';
import { zoneOf } from '../zone-of';
import { prospectNamesOf, type Prospects } from './views';
import type { WaitingRow } from './waiting-view';

export interface InWords {
  /** "Gina referred you to _Bob's firm_ on Tuesday.": markup */
  about: string;
  /** plain text */
  giver: string;
  prospects: Prospects;
}

/** Referrals of one giver, as their receiver is told of them. */
export async function inWords(deps: Deps, referrals: [Referral, ...Referral[]]): Promise<InWords> {
  const [first] = referrals;
  const { workspaceId, receiverId, giverId } = first;
  const [nameOf, zone] = await Promise.all([
    namesOf(deps.db, workspaceId, [giverId]),
    zoneOf(deps.db, workspaceId, receiverId),
  ]);
  const giver = nameOf(giverId);
  const prospects = prospectNamesOf(referrals);
  const day = referrals.length === 1 ? ` ${onDay(first.recordedAt, deps.clock.now(), zone)}` : '';
  return { giver, prospects, about: `${escape(giver)} referred you to ${prospects.names}${day}.` };
}

/** Referrals of any givers as rows that can be answered. */
export async function waitingRows(
  deps: Deps,
  workspaceId: string,
  receiverId: string,
  referrals: Referral[],
): Promise<WaitingRow[]> {
  const [nameOf, zone] = await Promise.all([
    namesOf(
      deps.db,
      workspaceId,
      referrals.map(({ giverId }) => giverId),
    ),
    zoneOf(deps.db, workspaceId, receiverId),
  ]);
  return referrals.map(({ id, giverId, prospect, recordedAt }) => {
    const day = onDay(recordedAt, deps.clock.now(), zone);
    return {
      referralId: id,
      called: aboutOf(prospect, nameOf(giverId)),
      about: `${escape(nameOf(giverId))} referred you to ${prospectNamesOf([{ prospect }]).names} ${day}.`,
    };
  });
}

const MOST_LOOKED_UP = 20;

/** What somebody typed as it will be read, with names in place of mentions; people not met before are looked up. */
export async function textOf(request: Request, parts: TextPart[]): Promise<string> {
  const { db, workspaceId } = request;
  const mentioned = [...new Set(parts.flatMap((part) => ('userId' in part ? part.userId : [])))];
  const met = await db.read.members.findMany(workspaceId, mentioned);
  const names = new Map(met.map(({ userId, name }) => [userId, name]));
  const unnamed = parts.flatMap((part) =>
    'userId' in part && !part.label && !names.has(part.userId) ? part.userId : [],
  );
  const found = await lookUp(request, workspaceId, unnamed.slice(0, MOST_LOOKED_UP));
  return renderParts(parts, (userId, label) => names.get(userId) ?? found.get(userId)?.name ?? label ?? 'a member');
}
