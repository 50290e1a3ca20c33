import { adapterFor } from '../../src/store/open-database';
import type { Throwaway } from './databases';

/** Every row of every table, each row as its values. */
export async function rowsByTable(database: Throwaway): Promise<Record<string, unknown[][]>> {
  const tables = Object.entries(await recordsByTable(database));
  return Object.fromEntries(tables.map(([table, records]) => [table, records.map((record) => Object.values(record))]));
}

/** Every row of every table, each row by its columns. */
export async function recordsByTable({ url, db }: Throwaway): Promise<Record<string, Record<string, unknown>[]>> {
  const adapter = await adapterFor(url).connect();
  const query = async (sql: string) => {
    const { columnNames, rows } = await adapter.queryRaw({ sql, args: [], argTypes: [] });
    return rows.map((row) => Object.fromEntries(columnNames.map((name, at) => [name, row[at]])));
  };
  const names =
    db.provider === 'sqlite'
      ? `SELECT name FROM sqlite_master WHERE type = 'table'`
      : `SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'`;
  const tables: Record<string, Record<string, unknown>[]> = {};
  for (const name of (await query(names)).flatMap((row) => Object.values(row) as string[])) {
    if (name !== '_prisma_migrations') tables[name] = await query(`SELECT * FROM "${name}"`);
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
