import { randomBytes } from 'node:crypto';
import { copyFileSync, readFileSync } from 'node:fs';
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

function prepared(): Prepared {
  return JSON.parse(readFileSync(process.env.GOODTURN_PREPARED!, 'utf8')) as Prepared;
}

/** A migrated database of a test's own. */
export async function throwawayDatabase(kind: Kind = 'SQLite'): Promise<Throwaway> {
  const { folder, sqliteTemplate, postgres } = prepared();
  const id = randomBytes(6).toString('hex');
  if (kind === 'SQLite') {
    const path = join(folder, `${id}.db`);
    copyFileSync(sqliteTemplate, path);
    const db = openDatabase(`file:${path}`);
    return { url: `file:${path}`, db, drop: () => db.close() };
  }
  const { url, template } = postgres!;
  const name = `${template}_${id}`;
  const admin = async (sql: string) => {
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query(sql);
    await client.end();
  };
  await admin(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  const address = new URL(url);
  address.pathname = `/${name}`;
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

/** The same tests on both real databases; PostgreSQL's are skipped by name where none answers. */
export function describeOnBoth(name: string, tests: (kind: Kind) => void): void {
  describe(`${name} on SQLite`, () => tests('SQLite'));
  const whenThere = prepared().postgres ? describe : describe.skip;
  whenThere(`${name} on PostgreSQL`, () => tests('PostgreSQL'));
}
