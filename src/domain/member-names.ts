/** The names that Slack knows a member by; `name` is the handle. */
export interface NamedMember {
  id: string;
  name: string;
  realName?: string | null;
  displayName?: string | null;
}

/**
 * The members that a typed name may mean, in the order given: those with exactly that name, or else those with a name
 * whose words begin so ("ali smi" is Alice Smith). Case, accents and a leading "@" aside; nothing typed fits nobody.
 */
export function matchNames<M extends NamedMember>(query: string, members: readonly M[]): M[] {
  const wanted = wordsOf(query);
  if (wanted.length === 0) return [];
  const named = members.map((member) => ({
    member,
    names: [member.displayName, member.realName, member.name].map((name) => wordsOf(name ?? '')),
  }));
  const exact = named.filter(({ names }) => names.some((words) => words.join(' ') === wanted.join(' ')));
  const fitting = exact.length > 0 ? exact : named.filter(({ names }) => names.some((words) => beginSo(words, wanted)));
  return fitting.map(({ member }) => member);
}

/** True when each wanted word begins a word of the name, in the same order. */
function beginSo(words: readonly string[], wanted: readonly string[]): boolean {
  let next = 0;
  for (const word of words) if (next < wanted.length && word.startsWith(wanted[next] ?? '')) next += 1;
  return next === wanted.length;
}

/** Letters that Unicode does not take apart into a base letter and an accent. */
const PLAIN: Record<string, string> = { ø: 'o', ł: 'l', đ: 'd', ı: 'i', æ: 'ae', œ: 'oe', ß: 'ss', þ: 'th', ð: 'd' };

function wordsOf(name: string): string[] {
  return name
    .normalize('NFKD')
    .replace(/[\p{Diacritic}\p{Default_Ignorable_Code_Point}'’]/gu, '')
    .toLowerCase()
    .replace(/[øłđıæœßþð]/g, (letter) => PLAIN[letter] ?? letter)
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter((word) => word !== '');
}
