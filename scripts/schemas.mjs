// The two databases and their joined schemas: head + models.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..');
export const databases = ['sqlite', 'postgresql'];

/** The whole schema of one database, as text. */
export function joinedSchema(database) {
  const head = readFileSync(join(root, 'prisma', database, 'head.prisma'), 'utf8');
  return `${head}\n${readFileSync(join(root, 'prisma', 'models.prisma'), 'utf8')}`;
}

/** Writes the joined schema where Prisma's generator can read it; returns its path. */
export function writeJoinedSchema(database) {
  const folder = join(root, 'dist', 'schemas', database);
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'schema.prisma');
  const output = JSON.stringify(join(root, 'src', 'store', 'generated', database));
  writeFileSync(path, joinedSchema(database).replace(/output\s*=.*/, `output = ${output}`));
  return path;
}
