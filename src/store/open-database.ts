import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import { PrismaPg } from '@prisma/adapter-pg';
import type { SqlDriverAdapter, SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import { type Prisma, PrismaClient } from './generated/sqlite/client';
import { PrismaClient as PostgresClient } from './generated/postgresql/client';
import { openSchemaEngine, type Provider, shippedMigrations } from './schema-engine';
import { type Store, storeOn } from './store';

/** A start that must not go on, in a sentence for the operator. */
export class DatabaseRefused extends Error {}

export interface Database {
  provider: Provider;
  /** What was committed last. */
  read: Store;
  /**
   * Runs all of `work` in one transaction, again from the start where another process got in between: so `work` has no
   * effect but on the database.
   */
  transaction<T>(work: (store: Store) => Promise<T>): Promise<T>;
  /** Rejects when the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

const SQLITE_SETTINGS = 'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;';
const BUSY_TIMEOUT_MS = 10_000;
const MOST_TRIES = 8;
// the longer formats print the code around each query
const errorFormat = 'minimal';
const transactionLimits = { maxWait: 15_000, timeout: 30_000 };

export function providerOf(url: string): Provider {
  return url.startsWith('file:') ? 'sqlite' : 'postgresql';
}

function pathOf(url: string): string {
  return resolve(url.slice('file:'.length));
}

/** With what is above it. Node's own way never ends where a folder cannot hold one, as `/proc`, and says ENOENT. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    // another process that starts at the same moment
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

class SqliteFactory extends PrismaBetterSqlite3 {
  override async connect(): Promise<SqlDriverAdapter> {
    const adapter = await super.connect();
    await adapter.executeScript(SQLITE_SETTINGS);
    return adapter;
  }
}

export function adapterFor(url: string): SqlMigrationAwareDriverAdapterFactory {
  if (providerOf(url) === 'postgresql') return new PrismaPg({ connectionString: url, max: 10, allowExitOnIdle: true });
  const path = pathOf(url);
  makeFolder(dirname(path));
  return new SqliteFactory({ url: `file:${path}`, timeout: BUSY_TIMEOUT_MS });
}

async function appliedMigrations(adapter: SqlDriverAdapter, provider: Provider): Promise<string[]> {
  const query = (sql: string) => adapter.queryRaw({ sql, args: [], argTypes: [] });
  const known = await query(
    provider === 'sqlite'
      ? `SELECT name FROM sqlite_master WHERE name = '_prisma_migrations'`
      : `SELECT to_regclass('_prisma_migrations')::text`,
  );
  if (!known.rows[0]?.[0]) return [];
  const applied = await query(`SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL`);
  return applied.rows.map(([name]) => String(name));
}

/** Holds back a second process that starts at the same moment. */
async function oneAtATime(url: string, work: () => Promise<void>): Promise<void> {
  if (providerOf(url) === 'postgresql') {
    const adapter = await adapterFor(url).connect();
    const holder = await adapter.startTransaction();
    try {
      await holder.queryRaw({ sql: 'SELECT pg_advisory_xact_lock(7407)::text', args: [], argTypes: [] });
      await work();
    } finally {
      await holder.executeRaw({ sql: 'ROLLBACK', args: [], argTypes: [] });
      await holder.rollback();
      await adapter.dispose();
    }
    return;
  }
  const lock = `${pathOf(url)}.migrating`;
  makeFolder(dirname(lock));
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      // a process that was killed while it migrated leaves its lock behind
      const since = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
      if (Date.now() - since > 60_000) rmSync(lock, { recursive: true, force: true });
      else await wait(50);
    }
  }
  try {
    await work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

async function isCurrent(url: string): Promise<boolean> {
  const provider = providerOf(url);
  const adapter = await adapterFor(url).connect();
  try {
    const shipped = shippedMigrations(provider);
    const applied = await appliedMigrations(adapter, provider);
    const newer = applied.filter((name) => !shipped.includes(name));
    if (newer.length > 0) {
      throw new DatabaseRefused(
        `The database was last used by a newer version of Goodturn (it has "${newer.at(-1)}"): start that version, or restore an older backup.`,
      );
    }
    return applied.length === shipped.length;
  } finally {
    await adapter.dispose();
  }
}

/**
 * Brings the database to this version's schema.
 *
 * @throws DatabaseRefused when a newer version of Goodturn migrated it
 */
export async function migrate(url: string): Promise<void> {
  if (await isCurrent(url)) return;
  await oneAtATime(url, async () => {
    if (await isCurrent(url)) return;
    // The engine locks a SQLite file for itself: no connection of our own may be open meanwhile.
    const engine = await openSchemaEngine(providerOf(url), adapterFor(url));
    await engine.migrate();
    await engine.close();
  });
}

function isWorthAnotherTry(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  // P2034: write conflict or deadlock; P1008: SQLite stayed busy for longer than its timeout
  return (
    code === 'P2034' || code === 'P1008' || /database is locked|SQLITE_BUSY|deadlock detected/i.test(message ?? '')
  );
}

/** Opens a database whose schema is current: run `migrate` first. */
export function openDatabase(url: string): Database {
  const provider = providerOf(url);
  const open = () =>
    provider === 'sqlite'
      ? new PrismaClient({ adapter: adapterFor(url), errorFormat })
      : // both clients are generated from the same models and have the same shape
        (new PostgresClient({ adapter: adapterFor(url), errorFormat }) as unknown as PrismaClient);
  const writer = open();
  // Prisma runs all of a SQLite client's queries on one connection: a read beside an open transaction would see what it
  // has not committed. A connection of its own sees what is committed.
  const reader = provider === 'sqlite' ? open() : writer;

  const begin = async (tx: Prisma.TransactionClient) => {
    // Takes SQLite's write lock at once; a lock taken after the first read fails when another process wrote meanwhile.
    if (provider === 'sqlite') await tx.$executeRaw`UPDATE "Workspace" SET "id" = "id" WHERE 0`;
  };

  return {
    provider,
    read: storeOn(reader),
    async transaction(work) {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await writer.$transaction(async (tx) => {
            await begin(tx);
            return work(storeOn(tx));
          }, transactionLimits);
        } catch (error) {
          if (attempt >= MOST_TRIES || !isWorthAnotherTry(error)) throw error;
          await wait(10 * attempt);
        }
      }
    },
    async ping() {
      await reader.$queryRaw`SELECT 1`;
    },
    async close() {
      await writer.$disconnect();
      if (reader !== writer) await reader.$disconnect();
    },
  };
}
