import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from '@jest/globals';
import { BadConfiguration, readConfig, VARIABLES } from '../src/config';

const key = Buffer.alloc(32, 1).toString('base64');
const http = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'secret' };
const oauth = {
  SLACK_SIGNING_SECRET: 'secret',
  SLACK_CLIENT_ID: '1.2',
  SLACK_CLIENT_SECRET: 'c',
  SLACK_STATE_SECRET: 's',
  TOKEN_ENCRYPTION_KEY: key,
};

function problemsOf(env: Record<string, string>): string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof BadConfiguration) return error.problems;
    throw error;
  }
}

describe('the environment as configuration', () => {
  it('needs nothing: then there is no Slack, and the database is the usual file', () => {
    expect(readConfig({})).toEqual({
      slack: null,
      databaseUrl: 'file:./data/goodturn.db',
      port: 3000,
      logLevel: 'info',
    });
  });

  it('chooses HTTP without and Socket Mode with an app-level token', () => {
    expect(readConfig(http).slack?.transport).toEqual({ kind: 'http', signingSecret: 'secret' });
    expect(readConfig({ ...http, SLACK_APP_TOKEN: 'xapp-1' }).slack?.transport).toEqual({
      kind: 'socket',
      appToken: 'xapp-1',
    });
    expect(readConfig({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' }).slack?.transport.kind).toBe('socket');
  });

  it('chooses OAuth where the client is given', () => {
    expect(readConfig(oauth).slack?.install).toMatchObject({ kind: 'oauth', clientId: '1.2' });
  });

  it('counts an empty variable as not set', () => {
    expect(readConfig({ ...http, SLACK_APP_TOKEN: '  ', DATABASE_URL: '', PORT: '' })).toMatchObject({ port: 3000 });
  });

  test.each<[string, Record<string, string>, string[]]>([
    ['a bot token alone', { SLACK_BOT_TOKEN: 'xoxb-1' }, ['SLACK_SIGNING_SECRET is missing']],
    ['a signing secret alone', { SLACK_SIGNING_SECRET: 's' }, ['SLACK_BOT_TOKEN is missing']],
    ['an app-level token alone', { SLACK_APP_TOKEN: 'xapp-1' }, ['SLACK_BOT_TOKEN is missing']],
    [
      'tokens the wrong way round',
      { SLACK_BOT_TOKEN: 'xapp-1', SLACK_APP_TOKEN: 'xoxb-1' },
      ['SLACK_BOT_TOKEN is not', 'SLACK_APP_TOKEN is not'],
    ],
    ['OAuth without a key', { ...oauth, TOKEN_ENCRYPTION_KEY: '' }, ['TOKEN_ENCRYPTION_KEY is missing']],
    [
      'a key of the wrong length',
      { ...oauth, TOKEN_ENCRYPTION_KEY: 'YWJj' },
      ['TOKEN_ENCRYPTION_KEY must be 32 bytes'],
    ],
    [
      'a key that is no base64',
      { ...oauth, TOKEN_ENCRYPTION_KEY: '!'.repeat(44) },
      ['TOKEN_ENCRYPTION_KEY must be 32 bytes'],
    ],
    ['one workspace and many', { ...oauth, SLACK_BOT_TOKEN: 'xoxb-1' }, ['Set either SLACK_BOT_TOKEN']],
    [
      'half of OAuth',
      { SLACK_CLIENT_ID: '1' },
      ['SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET', 'TOKEN_ENCRYPTION_KEY', 'SLACK_SIGNING_SECRET'],
    ],
    ['a database of another kind', { ...http, DATABASE_URL: 'mysql://x' }, ['DATABASE_URL must start with']],
    ['a database without a path', { ...http, DATABASE_URL: 'file:' }, ['DATABASE_URL must start with']],
    ['a port in words', { ...http, PORT: 'http' }, ['PORT must be a number']],
    ['a port out of range', { ...http, PORT: '70000' }, ['PORT must be a number']],
    ['an unknown log level', { ...http, LOG_LEVEL: 'loud' }, ['LOG_LEVEL must be one of']],
    ['an API address that is none', { ...http, SLACK_API_URL: 'slack' }, ['SLACK_API_URL must be an address']],
    [
      'everything at once',
      { PORT: 'x', LOG_LEVEL: 'x', SLACK_BOT_TOKEN: 'xoxp-1' },
      ['SLACK_BOT_TOKEN is not', 'PORT must', 'LOG_LEVEL must', 'SLACK_SIGNING_SECRET is missing'],
    ],
  ])('says what is wrong with %s', (_name, env, starts) => {
    const problems = problemsOf(env);
    expect(problems).toHaveLength(starts.length);
    starts.forEach((start, i) => expect(problems[i]).toMatch(new RegExp(`^${start}`)));
  });

  it('is what .env.example explains, no more and no less', () => {
    const named = [...readFileSync('.env.example', 'utf8').matchAll(/^#?\s?([A-Z_]+)=/gm)].map(([, name]) => name);
    expect(named.toSorted()).toEqual([...VARIABLES].toSorted());
  });
});
