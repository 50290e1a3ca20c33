// Holds models, migrations and generated clients against each other, on both databases:
// - the schema that was last migrated to is the schema of the models;
// - what the migrations make is what the models say;
// - both generated clients are those of the models.
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import pg from 'pg';
import { databases, joinedSchema, root } from './schemas.mjs';
import { findPostgres } from './test-postgres.mjs';

const { openSchemaEngine } = await import('../dist/src/store/schema-engine.js');
const { adapterFor, migrate } = await import('../dist/src/store/open-database.js');

const problems = [];

/** Everything a SQLite file's schema says, one line a fact. */
function sqliteFacts(path) {
  const db = new Database(path, { readonly: true });
  const tables = db
    .prepare(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\' ORDER BY name`)
    .all();
  const facts = tables.flatMap(({ name }) => [
    ...db
      .pragma(`table_info("${name}")`)
      .map((column) => `${name}.${column.name} ${column.type} ${column.notnull} ${column.dflt_value} ${column.pk}`),
    ...db
      .pragma(`foreign_key_list("${name}")`)
      .map((key) => `${name} ${key.from} -> ${key.table}.${key.to} ${key.on_delete}`),
  ]);
  const indexes = db.prepare(`SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL`).all();
  db.close();
  return [...facts, ...indexes.map(({ sql }) => sql)].sort();
}

async function postgresFacts(client) {
  const rows = async (sql) => (await client.query(sql)).rows.map((row) => Object.values(row).join(' '));
  return [
    ...(await rows(`SELECT table_name, column_name, data_type, udt_name, is_nullable, column_default, datetime_precision
      FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'`)),
    ...(await rows(
      `SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`,
    )),
    ...(await rows(`SELECT conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint
      WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text NOT LIKE '%_prisma_migrations%'`)),
    ...(await rows(`SELECT typname, enumlabel FROM pg_enum JOIN pg_type ON pg_type.oid = enumtypid`)),
  ].sort();
}

function compare(database, migrated, modelled) {
  const missing = modelled.filter((fact) => !migrated.includes(fact));
  const extra = migrated.filter((fact) => !modelled.includes(fact));
  for (const fact of missing) problems.push(`${database}: the migrations do not make: ${fact}`);
  for (const fact of extra) problems.push(`${database}: the models do not know: ${fact}`);
}

async function sqlOfModels(database, url) {
  const engine = await openSchemaEngine(database, adapterFor(url));
  const sql = await engine.sqlBetween(null, joinedSchema(database));
  await engine.close();
  return sql;
}

async function checkSqlite() {
  const base = join(tmpdir(), `goodturn-schema-${process.pid}`);
  const paths = [`${base}-migrated.db`, `${base}-modelled.db`];
  await migrate(`file:${paths[0]}`);
  const sql = await sqlOfModels('sqlite', `file:${base}-engine.db`);
  const modelled = new Database(paths[1]);
  modelled.exec(sql);
  modelled.close();
  compare('sqlite', sqliteFacts(paths[0]), sqliteFacts(paths[1]));
  for (const path of [...paths, `${base}-engine.db`]) {
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
  }
}

async function checkPostgres(server) {
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  const names = ['migrated', 'modelled'].map((kind) => `goodturn_schema_${kind}_${process.pid}`);
  const urls = names.map((name) => Object.assign(new URL(server), { pathname: `/${name}` }).href);
  for (const name of names) await admin.query(`CREATE DATABASE ${name}`);
  await migrate(urls[0]);
  const sql = await sqlOfModels('postgresql', urls[1]);
  const facts = [];
  for (const [i, url] of urls.entries()) {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    if (i === 1) await client.query(sql);
    facts.push(await postgresFacts(client));
    await client.end();
  }
  compare('postgresql', facts[0], facts[1]);
  for (const name of names) await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
  await admin.end();
}

for (const database of databases) {
  const migrated = readFileSync(join(root, 'prisma', database, 'migrated.prisma'), 'utf8');
  const bare = (schema) =>
    schema
      .replace(/generator client \{[^}]*\}/, '')
      .replace(/\s*\/\/.*$/gm, '')
      .replace(/\s+/g, ' ');
  if (bare(migrated) !== bare(joinedSchema(database))) {
    problems.push(`${database}: the models changed since the last migration. Run: npm run migration -- what_changed`);
  }
  const { Prisma } = await import(`../dist/src/store/generated/${database}/client.js`);
  const models = readFileSync(join(root, 'prisma', 'models.prisma'), 'utf8');
  for (const [, model, body] of models.matchAll(/^model (\w+) \{([^}]*)\}/gm)) {
    const fields = [...body.matchAll(/^ {2}(\w+)\s+(\w+)/gm)]
      .filter(([, , type]) => !models.includes(`model ${type} {`))
      .map(([, name]) => name);
    const generated = Object.keys(Prisma[`${model}ScalarFieldEnum`] ?? {});
    if ([...fields].sort().join() !== [...generated].sort().join()) {
      problems.push(`${database}: the generated client's ${model} is not the models'. Run: npm run build`);
    }
  }
}
await checkSqlite();
const server = await findPostgres();
if (server) await checkPostgres(server);
else if (process.env.CI) problems.push('No PostgreSQL answers, and in CI its check may not be skipped.');
else process.stdout.write('No PostgreSQL answers: its schema is not checked.\n');

for (const problem of problems) process.stderr.write(`${problem}\n`);
process.exit(problems.length > 0 ? 1 : 0);
