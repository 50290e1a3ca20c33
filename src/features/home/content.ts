import { after, DAY_MS } from '../../domain/clock';
import { usableZone } from '../../domain/working-hours';
import type { Ask } from '../../store/ask-store';
import type { DigestSchedule } from '../../store/digest-store';
import type { Need } from '../../store/need-store';
import type { Referral } from '../../store/referral-store';
import type { Deps } from '../feature';
import type { ReferralSight } from '../list-page-view';
import { isOpenIn } from '../outcome-rows';
import { FOLLOW_UP, QUESTION } from '../prompts';
import { type Place, ROWS } from './ids';

/** A referral whose receiver is asked how it turned out. */
export interface AskedOutcome {
  referral: Referral;
  /** the giver asks it, and not Goodturn by itself */
  byGiver: boolean;
}

/** All that one member's Home shows; of each list one more than it has room for, where there are more. */
export interface HomeContent {
  sight: ReferralSight;
  /** how many await thanks in all */
  thanks: { some: Referral[]; count: number };
  asks: Ask[];
  outcomes: AskedOutcome[];
  /** to asks of theirs */
  answers: Ask[];
  place: Place;
  referrals: Referral[];
  ownNeeds: Need[];
  othersNeeds: Need[];
  /** for admins alone: null where no channel gets the digest yet */
  digest?: DigestSchedule | null;
}

/** Referrals looked at for an open question; one message may ask about very many. */
const MOST_ASKED = 50;
/** An answer to an ask that leaves nothing to do is shown for so long. */
const ANSWERS_FOR_MS = 14 * DAY_MS;

interface Viewer {
  workspaceId: string;
  userId: string;
  isAdmin: boolean;
}

/** What a member's Home shows now, at this place; where rows went meanwhile, at the last one there is. */
export async function readHome(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  { workspaceId, userId, isAdmin }: Viewer,
  wanted: Place,
): Promise<HomeContent> {
  const { home, digests } = db.read;
  const [thanks, asks, outcomes, answers, { place, referrals }, ownNeeds, othersNeeds, digest] = await Promise.all([
    home.awaitingThanks(workspaceId, userId, ROWS.thanks),
    home.asksOf(workspaceId, userId, ROWS.asks + 1),
    askedOutcomes({ db }, workspaceId, userId),
    home.answersTo(workspaceId, userId, after(clock.now(), -ANSWERS_FOR_MS), ROWS.answers + 1),
    pageOf({ db }, workspaceId, userId, wanted),
    home.ownNeeds(workspaceId, userId, ROWS.ownNeeds + 1),
    home.othersNeeds(workspaceId, userId, ROWS.needs + 1),
    isAdmin ? digests.schedule(workspaceId) : undefined,
  ]);
  const named = [
    ...[...thanks.some, ...referrals, ...outcomes.map(({ referral }) => referral)].flatMap((referral) => [
      referral.giverId,
      referral.receiverId,
    ]),
    ...asks.map(({ askerId }) => askerId),
    ...answers.map(({ giverId }) => giverId),
    ...othersNeeds.map(({ authorId }) => authorId),
  ];
  const sight = await sightOf({ db, clock }, workspaceId, userId, named);
  // nobody is asked about what those gave who have left
  const asked = outcomes.filter(({ referral }) => !sight.hasLeft(referral.giverId));
  return {
    sight,
    thanks,
    asks,
    outcomes: asked.slice(0, ROWS.outcomes),
    answers,
    place,
    referrals,
    ownNeeds,
    othersNeeds,
    digest,
  };
}

/** How a member reads what is about these people. */
export async function sightOf(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  workspaceId: string,
  userId: string,
  named: string[],
): Promise<ReferralSight> {
  const [members, workspace] = await Promise.all([
    db.read.members.findMany(workspaceId, [...new Set([userId, ...named])]),
    db.read.workspaces.find(workspaceId),
  ]);
  const known = new Map(members.map((member) => [member.userId, member]));
  return {
    userId,
    now: clock.now(),
    zone: usableZone(known.get(userId)?.timeZone, workspace?.timeZone ?? 'UTC'),
    nameOf: (id) => known.get(id)?.name ?? 'a member',
    hasLeft: (id) => Boolean(known.get(id)?.leftAt),
  };
}

async function pageOf(
  { db }: Pick<Deps, 'db'>,
  workspaceId: string,
  userId: string,
  { show, from }: Place,
): Promise<{ place: Place; referrals: Referral[] }> {
  const filter = { of: userId, ...(show === 'all' ? {} : { role: show }) };
  const take = ROWS.referrals + 1;
  const referrals = await db.read.referrals.list(workspaceId, filter, { skip: from, take });
  if (referrals.length > 0 || from === 0) return { place: { show, from }, referrals };
  const last = Math.max((await db.read.referrals.count(workspaceId, filter)) - ROWS.referrals, 0);
  const there = await db.read.referrals.list(workspaceId, filter, { skip: last, take });
  return { place: { show, from: last }, referrals: there };
}

/** Each once, as the latest message about it asks. */
async function askedOutcomes({ db }: Pick<Deps, 'db'>, workspaceId: string, userId: string): Promise<AskedOutcome[]> {
  const questions = await db.read.home.questionsTo(workspaceId, userId, {
    aboutThem: FOLLOW_UP,
    aboutQuestion: QUESTION,
  });
  const latest = new Map<string, (typeof questions)[number]>();
  for (const question of questions) {
    for (const { referralId } of question.referrals) {
      if (!latest.has(referralId)) latest.set(referralId, question);
    }
  }
  if (latest.size === 0) return [];
  const referrals = await db.read.referrals.findMany(workspaceId, [...latest.keys()].slice(0, MOST_ASKED));
  return referrals.flatMap((referral) => {
    const question = latest.get(referral.id)!;
    if (referral.receiverId !== userId || !isOpenIn(question, referral)) return [];
    return [{ referral, byGiver: question.kind === QUESTION }];
  });
}
