type Dictionary = Record<string, unknown>;

const isDictionary = (value: unknown): value is Dictionary =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * `now`, with every part that is equal to one in `before` replaced by that one. Each sight is new JSON; this way what
 * did not change stays the same object, and rows that are given it need not be drawn again.
 */
export function keepSame<T>(before: unknown, now: T): T {
  return kept(before, now) as T;
}

function kept(before: unknown, now: unknown): unknown {
  if (Array.isArray(before) && Array.isArray(now)) return keptList(before, now);
  if (isDictionary(before) && isDictionary(now)) return keptDictionary(before, now);
  return now;
}

function keptList(before: unknown[], now: unknown[]): unknown[] {
  const byId = new Map(before.map((item) => [idOf(item), item]));
  const result = now.map((item, index) => kept(byId.get(idOf(item) ?? {}) ?? before[index], item));
  return result.length === before.length && result.every((item, index) => item === before[index]) ? before : result;
}

function keptDictionary(before: Dictionary, now: Dictionary): Dictionary {
  const names = Object.keys(now);
  const result = Object.fromEntries(names.map((name) => [name, kept(before[name], now[name])]));
  const same = names.length === Object.keys(before).length && names.every((name) => result[name] === before[name]);
  return same ? before : result;
}

/** Things of one list are matched by their `id`, so that one that goes away does not shift all others. */
const idOf = (item: unknown): unknown => (isDictionary(item) ? item['id'] : undefined);
