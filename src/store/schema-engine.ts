import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';

export type Provider = 'sqlite' | 'postgresql';

/** Node has it; the type libraries list it under the browser's. */
declare const WebAssembly: {
  instantiate(
    bytes: Uint8Array,
    imports: Record<string, unknown>,
  ): Promise<{ instance: { exports: Record<string, unknown> } }>;
};

const noFilters = { externalTables: [], externalEnums: [] };

/** The project's `prisma` folder, from the sources as from dist/. */
export function prismaFolder(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, 'prisma', 'models.prisma'))) {
    if (dirname(folder) === folder) throw new Error('The folder prisma/ with the models and migrations is missing.');
    folder = dirname(folder);
  }
  return join(folder, 'prisma');
}

/** The head of one database joined with the models: the schema as it should be. */
export function wholeSchema(provider: Provider): string {
  const read = (...path: string[]) => readFileSync(join(prismaFolder(), ...path), 'utf8');
  return `${read(provider, 'head.prisma')}\n${read('models.prisma')}`;
}

/** Names of the migrations that this version ships, oldest first. */
export function shippedMigrations(provider: Provider): string[] {
  return readdirSync(join(prismaFolder(), provider, 'migrations'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

function migrationsList(provider: Provider) {
  const baseDir = join(prismaFolder(), provider, 'migrations');
  return {
    baseDir,
    lockfile: { path: 'migration_lock.toml', content: `provider = "${provider}"\n` },
    shadowDbInitScript: '',
    migrationDirectories: shippedMigrations(provider).map((name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok' as const, value: readFileSync(join(baseDir, name, 'migration.sql'), 'utf8') },
      },
    })),
  };
}

async function loadEngine() {
  const engine = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const wasm = require.resolve('@prisma/schema-engine-wasm').replace(/schema_engine\.js$/, 'schema_engine_bg.wasm');
  const imports: Record<string, unknown> = { ...engine };
  // its lock's time-out of 10 s would keep a process alive that is done long before
  const setTimer = Object.keys(imports).find((name) => name.startsWith('__wbg_setTimeout_'));
  if (setTimer) {
    const original = imports[setTimer] as (...args: unknown[]) => NodeJS.Timeout;
    imports[setTimer] = (...args: unknown[]) => original(...args).unref();
  }
  const { instance } = await WebAssembly.instantiate(await readFile(wasm), { './schema_engine_bg.js': imports });
  engine.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  return engine;
}

// once in a process: a second instance would take the first one's memory away
let loaded: ReturnType<typeof loadEngine> | undefined;

/**
 * Prisma's own schema engine as WebAssembly: no binary, no download. It takes about 50 ms to load, so it is loaded only
 * when there is something to migrate or to compare.
 */
export async function openSchemaEngine(provider: Provider, factory: SqlMigrationAwareDriverAdapterFactory) {
  loaded ??= loadEngine();
  const engine = await loaded;
  // freeing the engine leaves its connection open, on SQLite with the file locked: remember it to close it
  const opened: SqlDriverAdapter[] = [];
  const remembering: SqlMigrationAwareDriverAdapterFactory = {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connectToShadowDb: () => factory.connectToShadowDb(),
    async connect() {
      const adapter = await factory.connect();
      opened.push(adapter);
      return adapter;
    },
  };
  const schema: [string, string] = ['schema.prisma', wholeSchema(provider)];
  const open = await engine.SchemaEngine.new(
    { datamodels: [schema] },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(remembering),
  );
  const asFiles = (content: string) => ({ files: [{ path: 'schema.prisma', content }] });
  return {
    /** Applies what is pending and records it as the official command line does. */
    async migrate(): Promise<string[]> {
      const done = await open.applyMigrations({ migrationsList: migrationsList(provider), filters: noFilters });
      return done.appliedMigrationNames;
    },
    /** The SQL that leads from one schema text (null: an empty database) to another. */
    async sqlBetween(from: string | null, to: string): Promise<string> {
      const answer = await open.diff({
        from: from === null ? { tag: 'empty' } : { tag: 'schemaDatamodel', ...asFiles(from) },
        to: { tag: 'schemaDatamodel', ...asFiles(to) },
        script: true,
        exitCode: null,
        filters: noFilters,
      });
      return answer.stdout ?? '';
    },
    /** What differs between the open database and the models, in words; null when nothing does. */
    async drift(): Promise<string | null> {
      const answer = await open.diff({
        from: { tag: 'schemaDatasource', ...asFiles(wholeSchema(provider)), configDir: prismaFolder() },
        to: { tag: 'schemaDatamodel', ...asFiles(wholeSchema(provider)) },
        script: false,
        exitCode: true,
        filters: noFilters,
      });
      return answer.exitCode === 2 ? (answer.stdout ?? 'something differs') : null;
    },
    async close(): Promise<void> {
      open.free();
      for (const adapter of opened) await adapter.dispose();
    },
  };
}
