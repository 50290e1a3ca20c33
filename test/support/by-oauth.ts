import type { startSimulatedSlack } from '../../playground/server/start';
import type { SlackConfig } from '../../src/config';

/** An app that any workspace of this simulated Slack may install, over HTTP. */
export const installedByOAuth = (slack: Awaited<ReturnType<typeof startSimulatedSlack>>): SlackConfig => ({
  transport: { kind: 'http', signingSecret: slack.signingSecret },
  install: {
    kind: 'oauth',
    clientId: slack.clientId,
    clientSecret: slack.clientSecret,
    stateSecret: 'state',
    encryptionKey: Buffer.alloc(32, 7),
  },
  apiUrl: slack.apiUrl,
});
