import { isDeepStrictEqual } from 'node:util';

/**
 * What a form leaves: what was changed in it, and of everything else what stands by now, as somebody may have changed
 * that elsewhere since the form showed it. Each item of a list is a choice of its own.
 */
export function keepTouched<T extends object>(shown: T, submitted: T, current: T): T {
  const next = { ...current };
  for (const key of Object.keys(submitted) as (keyof T)[]) {
    const [before, chosen, now] = [shown[key], submitted[key], current[key]];
    if (Array.isArray(before) && Array.isArray(chosen) && Array.isArray(now)) {
      const stay = now.filter((item) => chosen.includes(item) || !before.includes(item));
      const added = chosen.filter((item) => !before.includes(item) && !now.includes(item));
      next[key] = [...stay, ...added] as T[typeof key];
    } else if (!isDeepStrictEqual(before, chosen)) {
      next[key] = chosen;
    }
  }
  return next;
}
