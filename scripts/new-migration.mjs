// `npm run migration -- add_follow_ups`: writes the SQL that leads from the last migrated schema to the models of now,
// for both databases. Read it before you commit it.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findPostgres } from './test-postgres.mjs';
import { databases, joinedSchema, root } from './schemas.mjs';

const name = process.argv[2];
if (!/^[a-z0-9_]+$/.test(name ?? '')) {
  process.stderr.write('Name the migration in lower case: npm run migration -- add_follow_ups\n');
  process.exit(1);
}
const { openSchemaEngine } = await import('../dist/src/store/schema-engine.js');
const { adapterFor } = await import('../dist/src/store/open-database.js');
const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
for (const database of databases) {
  const folder = join(root, 'prisma', database);
  const migrated = join(folder, 'migrated.prisma');
  // the engine compares two texts, but wants a database of the kind to answer
  const url = database === 'sqlite' ? 'file:./dist/empty.db' : await findPostgres();
  if (url === null) throw new Error('No PostgreSQL answers: set TEST_POSTGRES_URL.');
  const engine = await openSchemaEngine(database, adapterFor(url));
  const schema = joinedSchema(database);
  const sql = await engine.sqlBetween(existsSync(migrated) ? readFileSync(migrated, 'utf8') : null, schema);
  if (/^\s*(-- This is an empty migration\.)?\s*$/.test(sql)) {
    process.stdout.write(`${database}: nothing to migrate\n`);
    continue;
  }
  const target = join(folder, 'migrations', `${stamp}_${name}`);
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, 'migration.sql'), sql);
  writeFileSync(migrated, schema);
  process.stdout.write(`${database}: ${join('prisma', database, 'migrations', `${stamp}_${name}`)}\n`);
}
process.exit(0);
