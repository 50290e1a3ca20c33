import { randomBytes } from 'node:crypto';
import { copyFileSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from '@jest/globals';
import { Client } from 'pg';
import { type Database, openDatabase } from '../../src/store/open-database';
import type { Prepared } from './global-setup';

export interface Throwaway {
  url: string;
  db: Database;
  /** Closes and removes it. */
  drop(): Promise<void>;
}

export type Kind = 'SQLite' | 'PostgreSQL';

export function prepared(): Prepared {
  return JSON.parse(readFileSync(process.env.GOODTURN_PREPARED!, 'utf8')) as Prepared;
}

/** A migrated database of a test's own. */
export async function throwawayDatabase(kind: Kind = 'SQLite'): Promise<Throwaway> {
  const { sqliteTemplate, postgres } = prepared();
  if (kind === 'SQLite') return copyOf(sqliteTemplate);
  const { url, template } = postgres!;
  const name = `${template}_${newId()}`;
  const admin = async (sql: string) => {
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query(sql);
    await client.end();
  };
  await admin(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  const address = new URL(url);
  address.pathname = `/${name}`;
  // what is thrown away need not survive a power cut
  address.searchParams.set('options', '-c synchronous_commit=off');
  const db = openDatabase(address.href);
  return {
    url: address.href,
    db,
    async drop() {
      await db.close();
      await admin(`DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

/** The same of a SQLite file that nobody has open. */
export function copyOf(file: string): Throwaway {
  const path = join(prepared().folder, `${newId()}.db`);
  copyFileSync(file, path);
  const db = openDatabase(`file:${path}`);
  return {
    url: `file:${path}`,
    db,
    async drop() {
      await db.close();
      for (const rest of ['', '-wal', '-shm']) rmSync(`${path}${rest}`, { force: true });
    },
  };
}

const newId = () => randomBytes(6).toString('hex');

/** The same tests on both real databases; PostgreSQL's are skipped by name where none answers. */
export function describeOnBoth(name: string, tests: (kind: Kind) => void): void {
  describe(`${name} on SQLite`, () => tests('SQLite'));
  const whenThere = prepared().postgres ? describe : describe.skip;
  whenThere(`${name} on PostgreSQL`, () => tests('PostgreSQL'));
}
