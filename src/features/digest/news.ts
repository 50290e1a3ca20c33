import type { Referral } from '../../store/referral-store';
import type { Store } from '../../store/store';

type Quoted = Awaited<ReturnType<Store['thanks']['inDigest']>>;
export type QuotedThanks = Quoted[number];

/** One row of a digest: a referral, one that became business, or thanks that were said together. */
export type News =
  | { kind: 'referral' | 'business'; at: Date; referral: Referral }
  | { kind: 'thanks'; at: Date; thanks: QuotedThanks[] };

/** What became business and may be named: its receiver chose so, and it is not private. */
export function isNamed({ shareOutcome, private: isPrivate }: Referral): boolean {
  return shareOutcome && !isPrivate;
}

/** What a digest shows, oldest first: private referrals and outcomes nobody shared are counted elsewhere, never shown. */
export function newsAmong(referrals: Referral[], quoted: QuotedThanks[], business: Referral[]): News[] {
  const together = new Map<string, QuotedThanks[]>();
  for (const thanks of quoted) {
    // words that were changed for one referral alone are apart from the others'
    const key = JSON.stringify([thanks.batchId, thanks.note]);
    together.set(key, [...(together.get(key) ?? []), thanks]);
  }
  const news: News[] = [
    ...referrals.flatMap((referral): News[] =>
      referral.private ? [] : [{ kind: 'referral', at: referral.recordedAt, referral }],
    ),
    ...business
      .filter(isNamed)
      .map((referral): News => ({ kind: 'business', at: referral.outcomeAt ?? referral.recordedAt, referral })),
    ...[...together.values()].map((thanks): News => ({ kind: 'thanks', at: thanks[0]!.thankedAt, thanks })),
  ];
  return news.sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** Everybody whose name the news takes. */
export function peopleIn(news: News[]): string[] {
  return news
    .flatMap((item) => (item.kind === 'thanks' ? item.thanks.map(({ referral }) => referral) : [item.referral]))
    .flatMap(({ giverId, receiverId }) => [giverId, receiverId]);
}
