import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { App, HTTPReceiver, type Installation } from '@slack/bolt';
import type { SimulatedSlack } from '../../playground/server/simulated-slack';
import { startSimulatedSlack } from '../../playground/server/start';
import type { Workspace } from '../../playground/server/workspace';
import { silent } from './bolt-app';
import { manifestPath } from './manifest';

let slack: SimulatedSlack;
let circle: Workspace;
let receiver: HTTPReceiver;
let appUrl: string;
let installations: Installation[];

beforeEach(async () => {
  installations = [];
  slack = await startSimulatedSlack({ manifestPath });
  circle = slack.addWorkspace({ id: 'T0CIRCLE', name: 'Circle', installed: false });
  circle.addMember({ name: 'gina', admin: true });
  const clientOptions = { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } };
  receiver = new HTTPReceiver({
    signingSecret: slack.signingSecret,
    clientId: slack.clientId,
    clientSecret: slack.clientSecret,
    stateSecret: 'a-state-secret',
    scopes: slack.manifest.scopes.concat(slack.manifest.optionalScopes),
    redirectUri: 'https://goodturn.example.com/slack/oauth_redirect',
    installerOptions: { redirectUriPath: '/slack/oauth_redirect', clientOptions },
    installationStore: {
      storeInstallation: async (installation) => {
        installations.push(installation);
      },
      fetchInstallation: async () => installations[0] as never,
    },
    logger: silent,
  });
  const app = new App({ receiver, clientOptions, logger: silent });
  app.command('/referral', async ({ ack }) => ack('installed and answering'));
  const address = (await receiver.start(0)).address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  appUrl = `http://127.0.0.1:${address.port}`;
  slack.connectHttp(appUrl);
});

afterEach(async () => {
  await receiver.stop();
  await slack.stop();
});

test('an installation through the browser gives a token that works, with the scopes that were granted', async () => {
  const { status } = await slack.install(circle, `${appUrl}/slack/install`, { refuse: ['mpim:write'] });
  expect(status).toBe(200);
  expect(installations[0]?.bot?.token).toBe(circle.botToken);
  expect(installations[0]?.team).toEqual({ id: 'T0CIRCLE', name: 'Circle' });
  expect(installations[0]?.bot?.scopes).not.toContain('mpim:write');
  expect(circle.scopes.has('mpim:write')).toBe(false);
  const gina = circle.members.find((each) => each.name === 'gina');
  expect((await gina?.types('/referral x'))?.text).toBe('installed and answering');
});

test('before and without consent nothing works', async () => {
  const gina = circle.members.find((each) => each.name === 'gina');
  await expect(gina?.types('/referral x')).rejects.toThrow('not installed');
  await slack.install(circle, `${appUrl}/slack/install`, { deny: true });
  expect(installations).toEqual([]);
  expect(circle.installed).toBe(false);
});

test('codes are good once, for the right client and redirect', async () => {
  const code = (): string =>
    slack.grants.issue({ workspace: circle, by: circle.bot, refuse: [], redirectUri: 'https://x.y' });
  const access = async (args: Record<string, string>): Promise<unknown> =>
    (await fetch(`${slack.apiUrl}oauth.v2.access`, { method: 'POST', body: new URLSearchParams(args) })).json();
  const right = { client_id: slack.clientId, client_secret: slack.clientSecret, redirect_uri: 'https://x.y' };
  expect(await access({ ...right, client_id: 'x', code: code() })).toMatchObject({ error: 'invalid_client_id' });
  expect(await access({ ...right, client_secret: 'x', code: code() })).toMatchObject({ error: 'bad_client_secret' });
  expect(await access({ ...right, redirect_uri: 'https://z', code: code() })).toMatchObject({
    error: 'bad_redirect_uri',
  });
  expect(await access({ ...right, code: 'made-up' })).toMatchObject({ error: 'invalid_code' });
  const good = code();
  expect(await access({ ...right, code: good })).toMatchObject({
    ok: true,
    token_type: 'bot',
    team: { id: circle.id },
  });
  expect(await access({ ...right, code: good })).toMatchObject({ error: 'invalid_code' });
});

test.each([
  ['a foreign client', { client_id: 'x' }],
  ['a scope the manifest does not ask for', { scope: 'admin' }],
  ['a redirect that is not registered', { redirect_uri: 'https://evil.example.com/' }],
])('the consent page refuses %s', async (_what, wrong) => {
  const query = new URLSearchParams({
    client_id: slack.clientId,
    scope: 'commands',
    state: 's',
    redirect_uri: 'https://goodturn.example.com/slack/oauth_redirect',
    ...wrong,
  });
  const page = await fetch(`${slack.url}/oauth/v2/authorize?${query.toString()}`, { redirect: 'manual' });
  expect(page.status).toBe(400);
});
