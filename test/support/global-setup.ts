import { rm } from 'node:fs/promises';
import { mkdtempSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { BrowserServer } from 'playwright-core';
import { findChromium, launchChromiumServer } from '../../scripts/chromium.mjs';
import { findLibreOffice } from '../../scripts/libreoffice.mjs';
import { findPostgres } from '../../scripts/test-postgres.mjs';
import { migrate } from '../../src/store/open-database';

/** What the set-up tells the tests; they run in processes of their own. */
export interface Prepared {
  folder: string;
  sqliteTemplate: string;
  postgres: { url: string; template: string } | null;
  /** where the tests' Chromium takes connections */
  browser: string | null;
  libreOffice: string | null;
}

let browser: BrowserServer | undefined;

/** Migrates one template database of each kind, of which every test gets a copy; starts one browser for all. */
export default async function setUp(): Promise<void> {
  const folder = mkdtempSync(join(fastestFolder(), 'goodturn-'));
  const sqliteTemplate = join(folder, 'template.db');
  await migrate(`file:${sqliteTemplate}`);
  const url = await findPostgres();
  if (!url && process.env.CI) throw new Error('No PostgreSQL answers, and in CI its tests may not be skipped.');
  if (!url) process.stderr.write('No PostgreSQL answers: its tests are skipped (set TEST_POSTGRES_URL).\n');
  const libreOffice = findLibreOffice() ?? null;
  if (!libreOffice && process.env.CI)
    throw new Error('There is no LibreOffice, and in CI its tests may not be skipped.');
  if (!libreOffice) process.stderr.write('There is no LibreOffice: its test is skipped (set LIBREOFFICE_PATH).\n');
  const prepared: Prepared = { folder, sqliteTemplate, postgres: null, browser: await startBrowser(), libreOffice };
  if (url) {
    const template = `goodturn_template_${process.pid}`;
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query(`CREATE DATABASE ${template}`);
    await client.end();
    const address = new URL(url);
    address.pathname = `/${template}`;
    await migrate(address.href);
    prepared.postgres = { url, template };
  }
  const path = join(folder, 'prepared.json');
  writeFileSync(path, JSON.stringify(prepared));
  process.env.GOODTURN_PREPARED = path;
}

/** Memory, where there is enough of it for files: SQLite waits for the disk at each commit. */
function fastestFolder(): string {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm');
    if (bavail * bsize > 2 ** 30) return '/dev/shm';
  } catch {
    // not Linux
  }
  return tmpdir();
}

async function startBrowser(): Promise<string | null> {
  const chromium = findChromium();
  if (!chromium && process.env.CI) throw new Error('There is no Chromium, and in CI its tests may not be skipped.');
  if (!chromium) {
    process.stderr.write('There is no Chromium: the tests of the page are skipped (set CHROMIUM_PATH).\n');
    return null;
  }
  browser = await launchChromiumServer(chromium);
  return browser.wsEndpoint();
}

export async function tearDown(): Promise<void> {
  await browser?.close();
  const path = process.env.GOODTURN_PREPARED;
  if (!path) return;
  const { readFileSync } = await import('node:fs');
  const { folder, postgres } = JSON.parse(readFileSync(path, 'utf8')) as Prepared;
  await rm(folder, { recursive: true, force: true });
  if (postgres) {
    const client = new Client({ connectionString: postgres.url });
    await client.connect();
    const left = await client.query<{ datname: string }>(`SELECT datname FROM pg_database WHERE datname LIKE $1`, [
      `${postgres.template}%`,
    ]);
    for (const { datname } of left.rows) await client.query(`DROP DATABASE IF EXISTS "${datname}" WITH (FORCE)`);
    await client.end();
  }
}
