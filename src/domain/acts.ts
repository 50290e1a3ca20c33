/**
 * What another member can do that Goodturn carries to somebody in a direct message. Each can be wanted on the App Home
 * alone.
 */
export const ACTS = ['referral', 'thanks', 'ask', 'question', 'pleasure', 'outcome'] as const;

export type Act = (typeof ACTS)[number];

/** Those in a comma-separated list; others in it are nobody's. */
export function actsIn(list: string): Act[] {
  const named = list.split(',');
  return ACTS.filter((act) => named.includes(act));
}
