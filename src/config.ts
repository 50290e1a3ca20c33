import { z } from 'zod';

/** How Slack reaches Goodturn, and how Goodturn proves who it is. */
export type SlackConfig = {
  transport: { kind: 'http'; signingSecret: string } | { kind: 'socket'; appToken: string };
  /** one workspace whose token is given, or many that install by OAuth */
  install:
    | { kind: 'token'; botToken: string }
    | { kind: 'oauth'; clientId: string; clientSecret: string; stateSecret: string; encryptionKey: Buffer };
  apiUrl: string | undefined;
};

export interface Config {
  /** null where no Slack credentials are set at all */
  slack: SlackConfig | null;
  databaseUrl: string;
  port: number;
  logLevel: LogLevel;
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

const filled = z.string().trim().min(1).optional();

const environment = z.object({
  // the one mistake that everybody makes once: the tokens the wrong way round
  SLACK_BOT_TOKEN: filled.refine((token) => !token || !/^xapp-|^xoxp-/.test(token), {
    error: 'SLACK_BOT_TOKEN is not a bot token: that one starts with xoxb-.',
  }),
  SLACK_APP_TOKEN: filled.refine((token) => !token || !token.startsWith('xox'), {
    error: 'SLACK_APP_TOKEN is not an app-level token: that one starts with xapp-.',
  }),
  SLACK_SIGNING_SECRET: filled,
  SLACK_CLIENT_ID: filled,
  SLACK_CLIENT_SECRET: filled,
  SLACK_STATE_SECRET: filled,
  TOKEN_ENCRYPTION_KEY: filled.refine((key) => !key || decoded(key).length === 32, {
    error: 'TOKEN_ENCRYPTION_KEY must be 32 bytes in base64. Make one with: openssl rand -base64 32',
  }),
  SLACK_API_URL: filled.refine((url) => !url || isUrl(url, ['http:', 'https:']), {
    error: 'SLACK_API_URL must be an address that starts with http:// or https://.',
  }),
  DATABASE_URL: filled
    .default('file:./data/goodturn.db')
    .refine(
      (url) => (url.startsWith('file:') ? url.length > 'file:'.length : isUrl(url, ['postgresql:', 'postgres:'])),
      {
        error: 'DATABASE_URL must start with file: (SQLite) or postgresql:// (PostgreSQL).',
      },
    ),
  PORT: filled
    .default('3000')
    .refine((port) => /^\d{1,5}$/.test(port) && Number(port) <= 65_535, {
      error: 'PORT must be a number from 0 to 65535.',
    })
    .transform(Number),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}.` }).default('info'),
});

type Environment = z.output<typeof environment>;

/** Names of every variable that Goodturn reads. */
export const VARIABLES = Object.keys(environment.shape);

function decoded(base64: string): Buffer {
  return /^[A-Za-z0-9+/]+=*$/.test(base64) ? Buffer.from(base64, 'base64') : Buffer.alloc(0);
}

function isUrl(text: string, protocols: string[]): boolean {
  return URL.canParse(text) && protocols.includes(new URL(text).protocol);
}

/** Everything that is wrong with the configuration, a sentence each. */
export class BadConfiguration extends Error {
  constructor(readonly problems: string[]) {
    super(problems.join('\n'));
  }
}

/**
 * The environment as configuration; an empty variable counts as not set.
 *
 * @throws BadConfiguration with every problem at once
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const set = Object.fromEntries(VARIABLES.flatMap((name) => (env[name]?.trim() ? [[name, env[name].trim()]] : [])));
  const read = environment.safeParse(set);
  const problems = read.success ? [] : read.error.issues.map(({ message }) => message);
  problems.push(...missing(set));
  if (!read.success || problems.length > 0) throw new BadConfiguration(problems);
  const { DATABASE_URL: databaseUrl, PORT: port, LOG_LEVEL: logLevel } = read.data;
  return { slack: slackConfig(read.data), databaseUrl, port, logLevel };
}

const OAUTH = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET'];
const CREDENTIALS = ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET', ...OAUTH];

/** What the given credentials need beside them. */
function missing(set: Record<string, string | undefined>): string[] {
  if (!CREDENTIALS.some((name) => set[name])) return [];
  const problems: string[] = [];
  const byOAuth = OAUTH.some((name) => set[name]);
  if (byOAuth && set.SLACK_BOT_TOKEN) {
    problems.push(
      'Set either SLACK_BOT_TOKEN (one workspace) or SLACK_CLIENT_ID, SLACK_CLIENT_SECRET and SLACK_STATE_SECRET (many), not both.',
    );
  } else if (byOAuth) {
    for (const name of [...OAUTH, 'TOKEN_ENCRYPTION_KEY']) {
      if (!set[name]) problems.push(`${name} is missing: installing by OAuth needs it.`);
    }
  } else if (!set.SLACK_BOT_TOKEN) {
    problems.push('SLACK_BOT_TOKEN is missing: Slack shows it under "OAuth & Permissions" once the app is installed.');
  }
  if (!set.SLACK_APP_TOKEN && !set.SLACK_SIGNING_SECRET) {
    problems.push(
      'SLACK_SIGNING_SECRET is missing: Slack shows it under "Basic Information". For Socket Mode set SLACK_APP_TOKEN instead.',
    );
  }
  return problems;
}

function slackConfig(env: Environment): SlackConfig | null {
  const { SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret, SLACK_BOT_TOKEN: botToken } = env;
  if (!appToken && !signingSecret) return null;
  return {
    transport: appToken ? { kind: 'socket', appToken } : { kind: 'http', signingSecret: signingSecret! },
    install: botToken
      ? { kind: 'token', botToken }
      : {
          kind: 'oauth',
          clientId: env.SLACK_CLIENT_ID!,
          clientSecret: env.SLACK_CLIENT_SECRET!,
          stateSecret: env.SLACK_STATE_SECRET!,
          encryptionKey: decoded(env.TOKEN_ENCRYPTION_KEY!),
        },
    apiUrl: env.SLACK_API_URL,
  };
}
