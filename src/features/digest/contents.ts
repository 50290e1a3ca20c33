import { after, DAY_MS } from '../../domain/clock';
import { clip, lengthOf } from '../../domain/user-text';
import { sinceDay } from '../../domain/when';
import { escape } from '../../slack/mrkdwn';
import type { Digest, DigestSchedule } from '../../store/digest-store';
import type { Referral } from '../../store/referral-store';
import type { Store } from '../../store/store';
import { namesOf } from '../who-is';
import { type DigestContent, type Row, rowsThatFit, UNNAMED } from './digest-view';
import { isNamed, type News, newsAmong, peopleIn } from './news';
import { openNeeds } from './open-needs';
import { drawsWeek, weekOf } from './week-picture';
import { cheersOn } from './reactions';

/** A digest later than this after the one before, or older news than this, is not about "this week". */
const A_WEEK_MS = 8 * DAY_MS;
/** A count of what waits for thanks would point at people if it covered fewer. */
const FEWEST_RECEIVERS = 3;
/** Most that quoted thanks may take of a digest's 13,000 characters. */
const LONGEST_QUOTE = 9_000;

type Facts = Pick<Digest, 'id' | 'builtAt' | 'waiting' | 'cheered' | 'leftOut'>;

/** A digest that is to be built: what it says, and what is news in it. */
export interface Draft {
  content: DigestContent;
  facts: Omit<Facts, 'id' | 'builtAt'>;
  /** private ones too: they count */
  referralIds: string[];
  thanksIds: string[];
  /** those that became business, named or only counted */
  businessIds: string[];
  /** whose thanks it quotes */
  quotedIds: string[];
}

/**
 * What the next digest would say if it was built at `now`.
 *
 * @param schedule where news begins; before there is one, the last 7 days
 * @returns null where there would be none
 */
export async function draftDigest(
  store: Store,
  workspaceId: string,
  schedule: Pick<DigestSchedule, 'newsSince' | 'timeZone'>,
  id: string,
  now: Date,
): Promise<Draft | null> {
  const found = await store.referrals.newsForDigest(workspaceId, schedule.newsSince);
  const business = await store.followUps.newsForDigest(workspaceId, schedule.newsSince);
  const news = newsAmong(found, await store.thanks.newsForDigest(workspaceId, schedule.newsSince), business);
  const hidden = found.filter((referral) => referral.private);
  const needs = await openNeeds(store, workspaceId, now);
  const quiet = news.length + hidden.length + business.length === 0;
  if (quiet && (needs.length === 0 || !(await postsQuietWeeks(store, workspaceId)))) return null;

  const previous = await store.digests.latest(workspaceId);
  const waiting = await store.referrals.waiting(workspaceId);
  const facts = {
    waiting: waiting.receivers >= FEWEST_RECEIVERS ? waiting.referrals : null,
    cheered: previous ? await cheersOn(store, workspaceId, previous.id) : 0,
    leftOut: 0,
  };
  const about = { id, builtAt: now, ...facts };
  const all = await contentOf(store, workspaceId, about, found, business, news, previous, schedule.timeZone);
  const shown = news.slice(0, rowsThatFit(all));
  const referrals = [...hidden, ...shown.flatMap((item) => (item.kind === 'referral' ? item.referral : []))];
  const quoted = shown.flatMap((item) => (item.kind === 'thanks' ? item.thanks : []));
  const named = shown.flatMap((item) => (item.kind === 'business' ? item.referral : []));
  const counted = business.filter((referral) => !isNamed(referral) || named.includes(referral));
  const leftOut = news.length - shown.length;
  return {
    content: await contentOf(
      store,
      workspaceId,
      { ...about, leftOut },
      referrals,
      counted,
      shown,
      previous,
      schedule.timeZone,
    ),
    facts: { ...facts, leftOut },
    referralIds: referrals.map((referral) => referral.id),
    thanksIds: quoted.map((thanks) => thanks.id),
    businessIds: counted.map((referral) => referral.id),
    quotedIds: quoted.map(({ referralId }) => referralId),
  };
}

/** Whether a week without news posts the open needs. */
export async function postsQuietWeeks(store: Store, workspaceId: string): Promise<boolean> {
  return (await store.workspaces.find(workspaceId))?.postsQuietWeeks ?? true;
}

/** What a digest that was built says now; null when it is not there. */
export async function readDigest(
  store: Store,
  workspaceId: string,
  digestId: string,
): Promise<{ digest: Digest; content: DigestContent; zone: string } | null> {
  const digest = await store.digests.find(workspaceId, digestId);
  if (!digest) return null;
  const referrals = await store.referrals.inDigest(workspaceId, digestId);
  const business = await store.followUps.inDigest(workspaceId, digestId);
  const news = newsAmong(referrals, await store.thanks.inDigest(workspaceId, digestId), business);
  const previous = await store.digests.before(workspaceId, digest.builtAt);
  const zone = (await store.digests.schedule(workspaceId))?.timeZone ?? 'UTC';
  const facts = { ...digest, waiting: await waitingStill(store, workspaceId, digest) };
  return {
    digest,
    content: await contentOf(store, workspaceId, facts, referrals, business, news, previous, zone),
    zone,
  };
}

/**
 * What a digest says is waiting for thanks: as of the day it was built, without what was withdrawn since. Thanks said
 * since leave it as it is, so that it does not tell who thanks when.
 */
async function waitingStill(store: Store, workspaceId: string, digest: Digest): Promise<number | null> {
  if (digest.waiting === null) return null;
  const counted = await store.referrals.awaitedThanksAt(workspaceId, digest);
  const standing = counted.filter(({ withdrawnAt }) => !withdrawnAt);
  if (standing.length === counted.length) return digest.waiting;
  const receivers = new Set(standing.map(({ receiverId }) => receiverId));
  return receivers.size < FEWEST_RECEIVERS ? null : Math.max(digest.waiting - (counted.length - standing.length), 0);
}

async function contentOf(
  store: Store,
  workspaceId: string,
  { id, builtAt, waiting, cheered, leftOut }: Facts,
  referrals: Referral[],
  business: Referral[],
  news: News[],
  previous: Digest | null,
  zone: string,
): Promise<DigestContent> {
  const nameOf = await namesOf({ read: store }, workspaceId, peopleIn(news));
  const workspace = await store.workspaces.find(workspaceId);
  const namesProspects = workspace?.namesProspects ?? true;
  const aWeekBefore = after(builtAt, -A_WEEK_MS);
  const draws = drawsWeek(workspace);
  const oldest = referrals.map(({ recordedAt }) => recordedAt).sort((a, b) => a.getTime() - b.getTime())[0];
  return {
    id,
    period: oldest && oldest < aWeekBefore ? sinceDay(oldest, builtAt, zone) : 'this week',
    rows: news.map((item) => rowOf(item, nameOf, namesProspects)),
    draws,
    week: draws ? await weekOf(store, workspaceId, news) : null,
    picture: null,
    needs: await openNeeds(store, workspaceId, builtAt),
    business: business.length,
    total: referrals.length,
    hidden: referrals.filter((referral) => referral.private).length,
    waiting,
    cheered,
    cheeredDigest: previous && previous.builtAt >= aWeekBefore ? "last week's digest" : 'the last digest',
    leftOut,
    dropped: 0,
  };
}

function rowOf(item: News, nameOf: (userId: string) => string, namesProspects: boolean): Row {
  const prospectOf = ({ prospect, prospectId }: Pick<Referral, 'prospect' | 'prospectId'>) =>
    !namesProspects ? UNNAMED : prospectId ? null : prospect;
  if (item.kind !== 'thanks') {
    const { giverId, receiverId } = item.referral;
    return {
      kind: item.kind,
      giver: nameOf(giverId),
      receiver: nameOf(receiverId),
      prospect: prospectOf(item.referral),
    };
  }
  const { note, referral } = item.thanks[0]!;
  return {
    kind: 'thanks',
    giver: nameOf(referral.giverId),
    receiver: nameOf(referral.receiverId),
    prospects: item.thanks.map((thanks) => prospectOf(thanks.referral)),
    note: quotable(note),
  };
}

/** The words, whole unless they would fill more than a digest by themselves: escaping lengthens some five times. */
function quotable(note: string): string {
  let words = note;
  const length = () => JSON.stringify(escape(words)).length;
  while (length() > LONGEST_QUOTE) words = clip(words, Math.floor((lengthOf(words) * LONGEST_QUOTE) / length()));
  return words;
}
