/** A database takes so many values in one question, and no more than some thousand. */
const CHUNK = 500;

/** Asks about many ids, so many at a time; each answer may repeat what another has. */
export async function inChunks<T>(ids: readonly string[], ask: (some: string[]) => Promise<T[]>): Promise<T[]> {
  const all: T[] = [];
  for (let from = 0; from < ids.length; from += CHUNK) all.push(...(await ask(ids.slice(from, from + CHUNK))));
  return all;
}

/** Does something to many ids, so many at a time. */
export async function eachChunk(ids: readonly string[], change: (some: string[]) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < ids.length; from += CHUNK) await change(ids.slice(from, from + CHUNK));
}
