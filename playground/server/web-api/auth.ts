import { ApiError } from '../api-error';
import { stringAt, type JsonObject } from '../json';
import type { SimulatedSlack } from '../simulated-slack';
import type { Method } from './call';

interface Credentials {
  token: string | undefined;
  authorization: string | undefined;
}

/** Methods that take no bot token. */
export const accessMethods: Record<
  string,
  (slack: SimulatedSlack, args: JsonObject, given: Credentials) => JsonObject
> = {
  'api.test': (_slack, args) => {
    const error = stringAt(args, 'error');
    if (error !== undefined) throw new ApiError(error, { args });
    return { args };
  },

  'apps.connections.open': (slack, _args, { token }) => {
    if (token === undefined) throw new ApiError('not_authed');
    if (token !== slack.appToken) {
      throw new ApiError(token.startsWith('xoxb-') ? 'not_allowed_token_type' : 'invalid_auth');
    }
    return {
      url: `${slack.url.replace('http', 'ws')}/link/?ticket=${slack.delivery.sockets.ticket()}&app_id=${slack.appId}`,
    };
  },

  'oauth.v2.access': (slack, args, { authorization }) => {
    const basic = /^Basic (.+)$/i.exec(authorization ?? '')?.[1];
    const [basicId, basicSecret] = Buffer.from(basic ?? '', 'base64')
      .toString('utf8')
      .split(':');
    const id = stringAt(args, 'client_id') ?? basicId;
    if (id !== slack.clientId) throw new ApiError('invalid_client_id');
    if ((stringAt(args, 'client_secret') ?? basicSecret) !== slack.clientSecret)
      throw new ApiError('bad_client_secret');
    return slack.grants.redeem(stringAt(args, 'code') ?? '', stringAt(args, 'redirect_uri'));
  },
};

export const authMethods: Record<string, Method> = {
  'auth.test': {
    tier: 'special',
    run: ({ workspace }) => ({
      url: workspace.url,
      team: workspace.name,
      user: workspace.bot.name,
      team_id: workspace.id,
      user_id: workspace.botUserId,
      bot_id: workspace.botId,
      is_enterprise_install: false,
    }),
  },

  'team.info': {
    tier: 'tier3',
    scope: 'team:read',
    run: ({ workspace }) => ({ team: workspace.toSlack() }),
  },
};
