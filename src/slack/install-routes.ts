import type { ServerResponse } from 'node:http';
import type { CustomRoute, InstallationStore, Logger, webApi } from '@slack/bolt';
import { InstallProvider } from '@slack/oauth';

export interface InstallOptions {
  clientId: string;
  clientSecret: string;
  stateSecret: string;
  scopes: string[];
  store: InstallationStore;
  clientOptions: webApi.WebClientOptions;
  logger: Logger;
}

/**
 * `/slack/install` and `/slack/oauth_redirect`, the same over HTTP and beside Socket Mode. Bolt's receivers have such
 * routes too, but then insist on reading tokens themselves.
 */
export function installRoutes({ scopes, store, clientOptions, logger, ...credentials }: InstallOptions): CustomRoute[] {
  const authorizationUrl =
    clientOptions.slackApiUrl && `${new URL(clientOptions.slackApiUrl).origin}/oauth/v2/authorize`;
  const provider = new InstallProvider({
    ...credentials,
    installationStore: store,
    clientOptions,
    logger,
    ...(authorizationUrl ? { authorizationUrl } : {}),
  });
  const answered = (work: Promise<void>, res: ServerResponse) => {
    work.catch((error: unknown) => {
      logger.error(`an installation failed: ${String(error)}`);
      if (!res.headersSent) res.writeHead(500);
      res.end();
    });
  };
  return [
    {
      path: '/slack/install',
      method: 'GET',
      handler: (req, res) => answered(provider.handleInstallPath(req, res, {}, { scopes }), res),
    },
    {
      path: '/slack/oauth_redirect',
      method: 'GET',
      handler: (req, res) => answered(provider.handleCallback(req, res), res),
    },
  ];
}
