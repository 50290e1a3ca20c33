import { weekdayName } from '../domain/when';

/** When the digest comes: "every Monday at 09:00, Chicago time" */
export function everyWeek({ day, time, zone }: { day: number; time: string; zone: string }): string {
  return `every ${weekdayName(day)} at ${time}, ${zoneWords(zone)}`;
}

/** "Chicago time", "UTC" */
function zoneWords(zone: string): string {
  const place = zone.split('/').at(-1)!.replaceAll('_', ' ');
  return zone.includes('/') ? `${place} time` : place;
}
