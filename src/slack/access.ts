import { type Logger, webApi } from '@slack/bolt';
import type { Clock } from '../domain/clock';
import { after, MINUTE_MS } from '../domain/clock';
import { isStandIn } from '../domain/stand-in';
import { failureOf } from './failures';
import { type Profile, profileOf } from './members';

/** Calls to Slack, for whichever workspace. */
export interface SlackAccess {
  /** The Web API with that workspace's token. @throws NotInstalled when there is none */
  client(workspaceId: string): Promise<webApi.WebClient>;
  /** One account as it is now; null when Slack does not know it. Who is forgotten is never asked about. */
  profile(workspaceId: string, userId: string): Promise<Profile | null>;
  /** Every account, at most ten minutes old: Slack allows few such listings. */
  directory(workspaceId: string): Promise<Profile[]>;
  /**
   * What an answer of Slack's comes to, or undefined when it takes longer than so many milliseconds; it is not ended then,
   * and its result is dropped.
   */
  within<T>(ms: number, answer: Promise<T>): Promise<T | undefined>;
}

export class NotInstalled extends Error {
  override name = 'NotInstalled';
}

const CALL_TIMEOUT_MS = 8_000;
const DIRECTORY_AGE_MS = 10 * MINUTE_MS;

/**
 * How every client is set up: no blind retries (a repeated post is a double post), no waiting inside a call.
 *
 * @param patience how many times as long as usual it waits for an answer
 */
export function clientOptions(slackApiUrl: string | undefined, logger: Logger, patience = 1): webApi.WebClientOptions {
  return {
    slackApiUrl,
    logger,
    retryConfig: { retries: 0 },
    timeout: CALL_TIMEOUT_MS * patience,
    rejectRateLimitedCalls: true,
  };
}

export interface AccessOptions {
  clock: Clock;
  options: webApi.WebClientOptions;
  /** The token of a workspace, null when Goodturn is not installed there. */
  tokenOf(workspaceId: string): Promise<string | null>;
  /** how many times as long as it says `within` waits; default 1 */
  patience?: number;
}

export function slackAccess({ clock, options, tokenOf, patience = 1 }: AccessOptions): SlackAccess {
  const clients = new Map<string, { token: string; client: webApi.WebClient }>();
  const directories = new Map<string, { until: Date; profiles: Promise<Profile[]> }>();

  const access: SlackAccess = {
    async client(workspaceId) {
      const token = await tokenOf(workspaceId);
      if (token === null) {
        clients.delete(workspaceId);
        directories.delete(workspaceId);
        throw new NotInstalled(`Goodturn is not installed in ${workspaceId}.`);
      }
      const known = clients.get(workspaceId);
      if (known?.token === token) return known.client;
      const client = new webApi.WebClient(token, options);
      clients.set(workspaceId, { token, client });
      return client;
    },

    async profile(workspaceId, userId) {
      if (isStandIn(userId)) return null;
      const client = await access.client(workspaceId);
      try {
        const { user } = await client.users.info({ user: userId });
        return user ? profileOf(user, workspaceId) : null;
      } catch (error) {
        const failure = failureOf(error);
        if (failure.kind === 'refused' && /^users?_not_(found|visible)$/.test(failure.code)) return null;
        throw error;
      }
    },

    async directory(workspaceId) {
      const known = directories.get(workspaceId);
      if (known && known.until > clock.now()) return known.profiles;
      // large ones of workspaces that ask seldom would pile up
      for (const [id, { until }] of directories) if (until <= clock.now()) directories.delete(id);
      const profiles = readDirectory(await access.client(workspaceId), workspaceId);
      directories.set(workspaceId, { until: after(clock.now(), DIRECTORY_AGE_MS), profiles });
      profiles.catch(() => directories.delete(workspaceId));
      return profiles;
    },

    async within(ms, answer) {
      let timer: NodeJS.Timeout | undefined;
      const timeUp = new Promise<undefined>((resolve) => {
        timer = setTimeout(() => resolve(undefined), ms * patience);
      });
      return Promise.race([answer, timeUp]).finally(() => clearTimeout(timer));
    },
  };
  return access;
}

async function readDirectory(client: webApi.WebClient, workspaceId: string): Promise<Profile[]> {
  const profiles: Profile[] = [];
  let cursor: string | undefined;
  do {
    const page = await client.users.list({ limit: 500, cursor });
    profiles.push(...(page.members ?? []).map((user) => profileOf(user, workspaceId)));
    cursor = page.response_metadata?.next_cursor || undefined;
  } while (cursor);
  return profiles;
}
