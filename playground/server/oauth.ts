import { randomBytes } from 'node:crypto';
import { ApiError } from './api-error';
import type { HttpAnswer } from './delivery-http';
import type { JsonObject } from './json';
import type { Person } from './people/person';
import type { SimulatedSlack } from './simulated-slack';
import type { Workspace } from './workspace';

const CODE_LIFE_MS = 10 * 60_000;

export interface InstallOptions {
  /** Who installs; default the first admin or owner, else the first member. */
  by?: Person;
  /** Optional scopes that they untick. */
  refuse?: string[];
  /** They press Cancel on the consent page. */
  deny?: boolean;
}

interface Grant {
  workspace: Workspace;
  by: Person;
  refuse: string[];
  redirectUri: string | undefined;
  issuedAt: number;
}

/** Codes between consent and `oauth.v2.access`: good once, for ten minutes, for one redirect URI. */
export class OAuthGrants {
  private readonly codes = new Map<string, Grant>();

  constructor(private readonly slack: SimulatedSlack) {}

  issue(grant: Omit<Grant, 'issuedAt'>): string {
    const code = `${randomBytes(6).toString('hex')}.${randomBytes(16).toString('hex')}`;
    this.codes.set(code, { ...grant, issuedAt: this.slack.now().getTime() });
    return code;
  }

  redeem(code: string, redirectUri: string | undefined): JsonObject {
    const grant = this.codes.get(code);
    if (grant === undefined) throw new ApiError('invalid_code');
    if (this.slack.now().getTime() - grant.issuedAt > CODE_LIFE_MS) throw new ApiError('invalid_code');
    if (grant.redirectUri !== redirectUri) throw new ApiError('bad_redirect_uri');
    this.codes.delete(code);
    const { workspace } = grant;
    const token = workspace.reinstall(grant.refuse);
    return {
      app_id: this.slack.appId,
      authed_user: { id: grant.by.id },
      scope: [...workspace.scopes].join(','),
      token_type: 'bot',
      access_token: token,
      bot_user_id: workspace.botUserId,
      team: { id: workspace.id, name: workspace.name },
      enterprise: null,
      is_enterprise_install: false,
    };
  }

  allowsRedirect(uri: string): boolean {
    const { hostname } = new URL(uri);
    return hostname === '127.0.0.1' || hostname === 'localhost' || this.isListed(uri);
  }

  private isListed(uri: string): boolean {
    return this.slack.redirectUrls.some((allowed) => uri === allowed || uri.startsWith(`${allowed}/`));
  }
}

/** Where "Allow" leads, for the first workspace or the one in `team`; undefined for a request Slack would not show. */
export function authorizeRedirect(slack: SimulatedSlack, query: URLSearchParams): string | undefined {
  const workspace = slack.workspaces.find((each) => each.id === query.get('team')) ?? slack.workspaces[0];
  return workspace === undefined ? undefined : consent(slack, workspace, query, {});
}

function consent(
  slack: SimulatedSlack,
  workspace: Workspace,
  query: URLSearchParams,
  options: InstallOptions,
): string | undefined {
  const redirectUri = query.get('redirect_uri') ?? undefined;
  const target = redirectUri ?? slack.redirectUrls[0];
  if (query.get('client_id') !== slack.clientId || target === undefined) return undefined;
  if (!URL.canParse(target) || !slack.grants.allowsRedirect(target)) return undefined;
  const wanted = (query.get('scope') ?? '').split(',').filter((scope) => scope !== '');
  const known = [...slack.manifest.scopes, ...slack.manifest.optionalScopes];
  if (wanted.length === 0 || wanted.some((scope) => !known.includes(scope))) return undefined;
  const location = new URL(target);
  location.searchParams.set('state', query.get('state') ?? '');
  if (options.deny === true) {
    location.searchParams.set('error', 'access_denied');
    return location.href;
  }
  const people = workspace.members.filter((person) => !person.isAutomatic);
  const by = options.by ?? people.find((person) => person.admin || person.owner) ?? people[0] ?? workspace.bot;
  const left = slack.manifest.optionalScopes.filter((scope) => !wanted.includes(scope));
  const refuse = [...new Set([...(options.refuse ?? []), ...left])];
  location.searchParams.set('code', slack.grants.issue({ workspace, by, refuse, redirectUri }));
  return location.href;
}

/** What a person's browser does: the app's page, Slack's consent, back to the app with its cookie. */
export async function installByBrowser(
  slack: SimulatedSlack,
  workspace: Workspace,
  installUrl: string,
  options: InstallOptions = {},
): Promise<HttpAnswer> {
  const end = slack.traffic.begin();
  try {
    const page = await fetch(installUrl, { redirect: 'manual' });
    const html = await page.text();
    const link = page.headers.get('location') ?? /href="([^"]*\/oauth\/v2\/authorize[^"]*)"/.exec(html)?.[1];
    if (link === undefined) return { status: page.status, body: html };
    const cookies = page.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');
    const authorize = new URL(link.replaceAll('&amp;', '&'), installUrl);
    const location = consent(slack, workspace, authorize.searchParams, options);
    if (location === undefined) return { status: 400, body: 'invalid request' };
    const answer = await fetch(reachable(location, installUrl), {
      redirect: 'manual',
      headers: { cookie: cookies.join('; ') },
    });
    return { status: answer.status, body: await answer.text() };
  } finally {
    end();
  }
}

/** The manifest names the public host; the app under test listens where its install page was. */
function reachable(location: string, installUrl: string): string {
  const target = new URL(location);
  return new URL(`${target.pathname}${target.search}`, installUrl).href;
}
