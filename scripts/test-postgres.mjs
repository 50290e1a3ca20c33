// Where the tests find a PostgreSQL in which they may create databases: TEST_POSTGRES_URL, or the usual local one.
import pg from 'pg';

/** The address of a PostgreSQL that answers, or null. */
export async function findPostgres() {
  const named = process.env.TEST_POSTGRES_URL;
  const port = process.env.PGPORT ?? '5432';
  const usual = ['postgres', process.env.USER ?? 'root', 'root'].map(
    (user) => `postgresql://${user}@127.0.0.1:${port}/postgres`,
  );
  for (const url of named ? [named] : usual) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3000 });
    try {
      await client.connect();
      await client.end();
      return url;
    } catch {
      // the next address may answer
    }
  }
  return null;
}
