/** A moment as `<input type="datetime-local">` shows it in a time zone: `2026-11-30T09:00`. */
export function localOf(seconds: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(seconds * 1000);
  const part = (type: string): string => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

/** The moment, in seconds, that a clock on the wall shows so; one that is skipped there comes after the gap. */
export function secondsOf(local: string, timeZone: string): number | null {
  const asUtc = Date.parse(`${local}Z`) / 1000;
  if (Number.isNaN(asUtc)) return null;
  const offsetAt = (seconds: number): number => Date.parse(`${localOf(seconds, timeZone)}Z`) / 1000 - seconds;
  const guess = asUtc - offsetAt(asUtc);
  // the first guess may lie on the other side of a change of clocks
  const better = asUtc - offsetAt(guess);
  return localOf(better, timeZone) === local ? better : Math.max(guess, better);
}
