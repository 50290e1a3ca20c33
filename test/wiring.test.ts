import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import Ajv from 'ajv';
import { parse } from 'yaml';
import { features } from '../src/features';
import { OPTIONAL_SCOPES, SCOPES } from '../src/goodturn';

interface Manifest {
  features: {
    shortcuts: { callback_id: string; type: string }[];
    slash_commands: { command: string; should_escape: boolean }[];
  };
  oauth_config: { scopes: { bot: string[]; bot_optional: string[] } };
  settings: { event_subscriptions: { bot_events: string[] } };
}

const manifest = parse(readFileSync('manifest.yml', 'utf8')) as Manifest;
const sorted = (items: Iterable<string>) => [...items].toSorted();
const keysOf = (part: 'actions' | 'shortcuts' | 'submissions' | 'events' | 'commands') =>
  features.flatMap((feature) => Object.keys(feature[part] ?? {}));

describe('the manifest', () => {
  it('is valid by the rules of Slack', () => {
    const validate = new Ajv({ allErrors: true }).compile(
      JSON.parse(readFileSync('test/manifest.schema.json', 'utf8')) as object,
    );
    validate(manifest);
    expect(validate.errors).toBeNull();
  });

  it('names every shortcut and event that the code handles, and no other', () => {
    expect(sorted(manifest.features.shortcuts.map((shortcut) => shortcut.callback_id))).toEqual(
      sorted(keysOf('shortcuts')),
    );
    expect(sorted(manifest.settings.event_subscriptions.bot_events)).toEqual(sorted(new Set(keysOf('events'))));
  });

  it('has one command, with people and channels escaped', () => {
    expect(manifest.features.slash_commands).toMatchObject([{ command: '/referral', should_escape: true }]);
  });

  it('asks for the scopes that an installation by OAuth asks for', () => {
    expect(manifest.oauth_config.scopes.bot).toEqual(SCOPES);
    expect(manifest.oauth_config.scopes.bot_optional).toEqual(OPTIONAL_SCOPES);
  });
});

describe('the features', () => {
  it('are all listed: each folder is one of them', () => {
    const folders = readdirSync('src/features', { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(sorted(features.map((feature) => feature.name))).toEqual(sorted(folders.map((entry) => entry.name)));
  });

  it.each(['actions', 'shortcuts', 'submissions', 'commands'] as const)(
    'have one handler for each of their %s',
    (part) => {
      const ids = keysOf(part);
      expect(ids).toHaveLength(new Set(ids).size);
    },
  );

  it('name their ids after themselves', () => {
    for (const feature of features) {
      for (const id of [...Object.keys(feature.actions ?? {}), ...Object.keys(feature.submissions ?? {})]) {
        expect(id).toMatch(new RegExp(`^${feature.name}(\\.[a-z_]+){1,2}$`));
      }
    }
  });

  it('handle every id that is declared in a view', () => {
    const handled = new Set([...keysOf('actions'), ...keysOf('submissions'), ...keysOf('shortcuts')]);
    const files = readdirSync('src/features', { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.ts'),
    );
    const names = features.map((feature) => feature.name).join('|');
    const declared = files.flatMap((file) => {
      const text = readFileSync(join('src/features', file), 'utf8');
      return [...text.matchAll(new RegExp(`'((?:${names})(?:\\.[a-z_]+){1,2})'`, 'g'))].map(([, id]) => id!);
    });
    expect(declared.filter((id) => !handled.has(id))).toEqual([]);
  });

  it('know how to render every kind of message once', () => {
    const kinds = features.flatMap((feature) => feature.messages ?? []).map(({ kind }) => kind);
    expect(kinds).toHaveLength(new Set(kinds).size);
  });
});
