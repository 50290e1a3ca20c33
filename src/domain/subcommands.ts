import { distance } from 'fastest-levenshtein';

/** Every first word of `/referral` that makes it another command than recording a referral, and how such a line is typed. */
export const SUBCOMMAND_FORMS = {
  list: 'list',
  thanks: 'thanks @gina',
  review: 'review @alice',
  ask: 'ask @gina for an intro to Acme',
  need: 'need a bookkeeper in Austin',
  needs: 'needs',
  met: 'met @alice',
  balance: 'balance',
  export: 'export',
  digest: 'digest preview',
  settings: 'settings',
  forget: 'forget me',
  help: 'help',
} as const;

export type Subcommand = keyof typeof SUBCOMMAND_FORMS;

export const SUBCOMMANDS = Object.keys(SUBCOMMAND_FORMS) as Subcommand[];

const LONGEST = Math.max(...SUBCOMMANDS.map((name) => name.length));

/** The subcommand that a word is, in any case; undefined for every other word. */
export function subcommandNamed(word: string): Subcommand | undefined {
  const lower = word.toLowerCase();
  return SUBCOMMANDS.find((name) => name === lower);
}

/** The subcommand that a mistyped word most likely means; undefined where none is near. */
export function nearestSubcommand(word: string): Subcommand | undefined {
  const lower = word.toLowerCase();
  if (lower.length < 2 || lower.length > LONGEST + 2) return undefined;
  const near = SUBCOMMANDS.map((name) => ({ name, slips: slipsBetween(lower, name) })).sort(
    (a, b) => a.slips - b.slips,
  )[0];
  return near !== undefined && near.slips <= (lower.length > 5 ? 2 : 1) ? near.name : undefined;
}

/** Levenshtein distance, but letters in another order ("hlep", "aks") are one slip. */
function slipsBetween(word: string, name: string): number {
  const sorted = (text: string) => [...text].sort().join('');
  return word !== name && sorted(word) === sorted(name) ? 1 : distance(word, name);
}
