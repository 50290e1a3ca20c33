// Generates the two database clients, compiles to dist/, and bundles the playground's page. Does nothing when nothing
// changed, so that `npm start` and `npm run jobs` can call it each time; one build at a time, whoever calls.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { databases, root, writeJoinedSchema } from './schemas.mjs';

const stamps = join(root, 'dist', 'built');
const lock = join(root, 'dist', 'building');

function files(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.name !== 'generated' && entry.name !== 'node_modules')
    .flatMap((entry) => files(join(path, entry.name)));
}

function hashOf(...paths) {
  const hash = createHash('sha256');
  for (const path of paths.flatMap((each) => files(join(root, each))).sort())
    hash.update(path).update(readFileSync(path));
  return hash.digest('hex');
}

function run(script, args) {
  // Prisma's generator looks for a schema engine that it never runs; any existing file saves the download.
  const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: '1' };
  const done = spawnSync(process.execPath, [join(root, 'node_modules', script), ...args], { cwd: root, env });
  if (done.status === 0) return;
  process.stderr.write(`${done.stdout}${done.stderr}`);
  rmSync(lock, { recursive: true, force: true });
  process.exit(1);
}

/** Runs a step when its inputs are not those of the last time. */
function step(name, hash, work) {
  const stamp = join(stamps, name);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  work();
  mkdirSync(stamps, { recursive: true });
  writeFileSync(stamp, hash);
}

/** A build that was killed, by Ctrl-C above all, leaves its lock behind. */
function isLeftBehind() {
  try {
    process.kill(Number(readFileSync(join(lock, 'pid'), 'utf8')), 0);
  } catch (error) {
    if (error.code === 'ESRCH') return true;
  }
  return Date.now() - statSync(lock, { throwIfNoEntry: false })?.mtimeMs > 90_000;
}

function takeLock() {
  mkdirSync(join(root, 'dist'), { recursive: true });
  for (let waited = 0; waited < 120_000; waited += 200) {
    try {
      mkdirSync(lock);
      writeFileSync(join(lock, 'pid'), String(process.pid));
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (isLeftBehind()) rmSync(lock, { recursive: true, force: true });
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
    }
  }
  process.stderr.write(
    'Another build of Goodturn did not end within two minutes. Remove dist/building and try again.\n',
  );
  process.exit(1);
}

const schemaHash = hashOf(
  'prisma/models.prisma',
  'prisma/sqlite/head.prisma',
  'prisma/postgresql/head.prisma',
  'package-lock.json',
);
const codeHash = hashOf('src', 'playground', 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json') + schemaHash;
const pageHash = hashOf(
  'playground/web',
  // what the page takes from its server's side
  'playground/page/contract.ts',
  'playground/server/json.ts',
  'scripts/build.mjs',
  'package-lock.json',
);

takeLock();
// looked at under the lock: whoever held it may just have made them
const generated = databases.every((each) => existsSync(join(root, 'src/store/generated', each, 'client.ts')));
if (!generated) rmSync(join(stamps, 'clients'), { force: true });
if (!existsSync(join(root, 'dist/src/main.js'))) rmSync(join(stamps, 'code'), { force: true });
if (!existsSync(join(root, 'dist/web/index.html'))) rmSync(join(stamps, 'page'), { force: true });
step('clients', schemaHash, () => {
  for (const database of databases) {
    run('prisma/build/index.js', ['generate', `--schema=${writeJoinedSchema(database)}`]);
  }
});
if (!process.argv.includes('--clients')) {
  step('code', codeHash, () => run('typescript/bin/tsc', ['-p', 'tsconfig.build.json']));
  step('page', pageHash, () => {
    const web = join(root, 'dist', 'web');
    run('esbuild/bin/esbuild', [
      join(root, 'playground/web/page.tsx'),
      `--outdir=${web}`,
      '--bundle',
      '--minify',
      '--jsx=automatic',
      '--target=es2022',
      '--define:process.env.NODE_ENV="production"',
      // what a library says of its licence goes along
      '--legal-comments=linked',
      '--log-level=warning',
    ]);
    copyFileSync(join(root, 'playground/web/index.html'), join(web, 'index.html'));
  });
}
rmSync(lock, { recursive: true, force: true });
