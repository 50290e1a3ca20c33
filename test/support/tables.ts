import { adapterFor } from '../../src/store/open-database';
import type { Throwaway } from './databases';

/** Every row of every table, each row as its values. */
export async function rowsByTable({ url, db }: Throwaway): Promise<Record<string, unknown[][]>> {
  const adapter = await adapterFor(url).connect();
  const query = async (sql: string) => (await adapter.queryRaw({ sql, args: [], argTypes: [] })).rows;
  const names =
    db.provider === 'sqlite'
      ? `SELECT name FROM sqlite_master WHERE type = 'table'`
      : `SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'`;
  const tables: Record<string, unknown[][]> = {};
  for (const [name] of await query(names)) {
    if (name === '_prisma_migrations') continue;
    tables[name as string] = await query(`SELECT * FROM "${name as string}"`);
  }
  await adapter.dispose();
  return tables;
}

/** Where in the database any of these words is, in any case: "Referral: …, …" for each row. */
export async function rowsWith(database: Throwaway, words: readonly string[]): Promise<string[]> {
  const tables = Object.entries(await rowsByTable(database));
  const rows = tables.flatMap(([table, all]) => all.map((row) => `${table}: ${JSON.stringify(row)}`));
  return rows.filter((row) => words.some((word) => row.toLowerCase().includes(word.toLowerCase())));
}
