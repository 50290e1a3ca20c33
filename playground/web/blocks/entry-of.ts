import { isObject, stringAt } from '../../server/json';
import type { Entry, Json } from '../../page/contract';

/** The part of `state.values` that belongs to one control, as it is entered; null where nothing is. */
export function entryOf(value: Json | undefined): Entry {
  const key = Object.keys(value ?? {}).find((each) => each === 'value' || each.startsWith('selected_'));
  const entered = key === undefined ? null : value?.[key];
  if (Array.isArray(entered)) return entered.map(oneOf).filter((each) => each !== null);
  return oneOf(entered);
}

function oneOf(entered: unknown): string | null {
  if (typeof entered === 'string') return entered;
  if (typeof entered === 'number') return String(entered);
  return isObject(entered) ? (stringAt(entered, 'value') ?? null) : null;
}

export const asText = (entry: Entry): string => (typeof entry === 'string' ? entry : '');

export const asList = (entry: Entry): string[] => {
  if (Array.isArray(entry)) return entry;
  return entry === null ? [] : [entry];
};
