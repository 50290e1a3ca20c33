import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import { PrismaPg } from '@prisma/adapter-pg';
import type { SqlQuery } from '@prisma/driver-adapter-utils';

/** The playground's state, in one row of a table of its own in the app's database. */
export interface Saved {
  /** Null before the first save. */
  load(): Promise<string | null>;
  save(state: string): Promise<void>;
  forget(): Promise<void>;
  /** Takes the place for this process. @returns the id of another one that has it, and still runs; null: it is ours */
  claim(): Promise<number | null>;
  /** Leaves the place to others, if it was taken. */
  close(): Promise<void>;
}

/** Real milliseconds. */
const SAVED_AFTER_MS = 50;
const TABLE = 'goodturn_playground';
const STATE = 1;
/** the row of the process that plays on it: `{"pid": 123, "host": "…"}` */
const HOLDER = 2;
const BUSY_PAUSE_MS = 20;
const BUSY_FOR_MS = 10_000;

/** Opens it; the table is made with the first save, when the app has migrated the database. */
export async function openSaved(databaseUrl: string): Promise<Saved> {
  const isSqlite = databaseUrl.startsWith('file:');
  // SQLite's driver waits for a lock without giving anybody else a turn. The lock may be the app's, in this very process:
  // it would never be let go.
  const factory = isSqlite
    ? new PrismaBetterSqlite3({ url: `file:${resolve(databaseUrl.slice('file:'.length))}`, timeout: 0 })
    : new PrismaPg({ connectionString: databaseUrl, max: 1, allowExitOnIdle: true });
  const adapter = await whenFree(() => factory.connect());
  const place = isSqlite ? '?' : '$1';
  const query = (sql: string, ...args: string[]): SqlQuery => ({
    sql,
    args,
    argTypes: args.map(() => ({ scalarType: 'string', arity: 'scalar' })),
  });
  const execute = (sql: string, ...args: string[]) => whenFree(() => adapter.executeRaw(query(sql, ...args)));
  const rowsOf = async (sql: string) => (await whenFree(() => adapter.queryRaw(query(sql)))).rows;
  const isThere = async () => {
    const known = isSqlite
      ? `SELECT name FROM sqlite_master WHERE name = '${TABLE}'`
      : `SELECT to_regclass('${TABLE}')::text`;
    return Boolean((await rowsOf(known))[0]?.[0]);
  };

  const read = async (id: number) => {
    if (!(await isThere())) return null;
    const [row] = await rowsOf(`SELECT state FROM ${TABLE} WHERE id = ${id}`);
    return row ? String(row[0]) : null;
  };
  let isMade = false;
  let isHolder = false;
  const write = async (id: number, state: string) => {
    if (!isMade) await execute(`CREATE TABLE IF NOT EXISTS ${TABLE} (id INTEGER PRIMARY KEY, state TEXT NOT NULL)`);
    isMade = true;
    await execute(
      `INSERT INTO ${TABLE} (id, state) VALUES (${id}, ${place}) ON CONFLICT (id) DO UPDATE SET state = excluded.state`,
      state,
    );
  };
  const remove = async (id: number) => {
    if (await isThere()) await execute(`DELETE FROM ${TABLE} WHERE id = ${id}`);
  };

  return {
    load: () => read(STATE),
    save: (state) => write(STATE, state),
    forget: () => remove(STATE),
    async claim() {
      const holder = JSON.parse((await read(HOLDER)) ?? '{}') as { pid?: number; host?: string };
      const { pid, host } = holder;
      // a process of another machine cannot be asked: its row is taken for what was left behind
      if (pid !== undefined && host === hostname() && pid !== process.pid && isRunning(pid)) return pid;
      await write(HOLDER, JSON.stringify({ pid: process.pid, host: hostname() }));
      isHolder = true;
      return null;
    },
    async close() {
      // another program may get this process's id, after the machine was started anew above all
      if (isHolder) await remove(HOLDER);
      isHolder = false;
      await adapter.dispose();
    },
  };
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Once more a little later for as long as somebody else writes. */
async function whenFree<T>(work: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + BUSY_FOR_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error) || performance.now() > deadline) throw error;
      await wait(BUSY_PAUSE_MS);
    }
  }
}

function isBusy(error: unknown): boolean {
  const { message, cause } = error as { message?: string; cause?: { originalMessage?: string; originalCode?: string } };
  const words = [message, cause?.originalMessage, cause?.originalCode].join(' ');
  return /SQLITE_BUSY|database is locked|SocketTimeout/.test(words);
}

export interface Saver {
  /** Something is to be saved, soon. */
  changed(): void;
  /** Saves now what is not saved yet; resolves when it is. Rejects when it could not be. */
  flush(): Promise<void>;
}

/**
 * Saves a little while after a change, all changes until then at once, and one at a time.
 *
 * @param take what to save, asked when it is time; null: nothing just now
 * @param failed is told what went wrong; the next change tries again
 * @param wait milliseconds from the first change to the save
 */
export function createSaver(
  saved: Pick<Saved, 'save'>,
  take: () => string | null,
  failed: (error: unknown) => void,
  wait = SAVED_AFTER_MS,
): Saver {
  let timer: NodeJS.Timeout | undefined;
  let isChanged = false;
  let underWay: Promise<void> | undefined;

  const saveAll = async () => {
    while (isChanged) {
      isChanged = false;
      const state = take();
      if (state === null) continue;
      try {
        await saved.save(state);
      } catch (error) {
        isChanged = true;
        throw error;
      }
    }
  };
  const flush = async () => {
    clearTimeout(timer);
    timer = undefined;
    do {
      underWay ??= saveAll().finally(() => (underWay = undefined));
      await underWay;
    } while (isChanged);
  };
  return {
    changed() {
      isChanged = true;
      timer ??= setTimeout(() => {
        timer = undefined;
        flush().catch(failed);
      }, wait);
    },
    flush,
  };
}
