const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${name} ${zone}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...options });
  formats.set(key, known);
  return known;
}

const asDate = (at: Date | string): Date => (typeof at === 'string' ? new Date(at) : at);

/** "09:05" */
export const timeIn = (zone: string, at: Date | string): string =>
  formatOf(zone, 'time', { hour: '2-digit', minute: '2-digit' }).format(asDate(at));

/** "09:05:31" */
export const secondsIn = (zone: string, at: Date | string): string =>
  formatOf(zone, 'seconds', { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(asDate(at));

/** "2026-11-16": the same for every moment of one day there */
export function dayIn(zone: string, at: Date | string): string {
  const parts = formatOf(zone, 'day', { year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(asDate(at));
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

/** "Today", "Yesterday", "Monday, 16 November", with the year where it is another; of days as `dayIn` gives them */
export function dayInWords(day: string, today: string): string {
  if (day === today) return 'Today';
  if (day === dayBefore(today)) return 'Yesterday';
  const at = new Date(`${day}T00:00:00Z`);
  const weekday = formatOf('UTC', 'weekday', { weekday: 'long' }).format(at);
  const date = formatOf('UTC', 'date', { day: 'numeric', month: 'long' }).format(at);
  const year = day.slice(0, 4) === today.slice(0, 4) ? '' : ` ${day.slice(0, 4)}`;
  return `${weekday}, ${date}${year}`;
}

const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

/** "Mon 16 Nov" */
export const shortDayIn = (zone: string, at: Date | string): string =>
  formatOf(zone, 'short', { weekday: 'short', day: 'numeric', month: 'short' }).format(asDate(at)).replace(',', '');

/** "New York", of "America/New_York" */
export const cityOf = (zone: string): string => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
