import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { WebClient } from '@slack/web-api';
import type { Person } from '../../playground/server/people/person';
import type { SimulatedSlack } from '../../playground/server/simulated-slack';
import { startSimulatedSlack } from '../../playground/server/start';
import type { Workspace } from '../../playground/server/workspace';
import { manifestPath, manifestWith } from './manifest';

let slack: SimulatedSlack;
let circle: Workspace;
let gina: Person;
let client: WebClient;

beforeEach(async () => {
  slack = await startSimulatedSlack({ manifestPath });
  circle = slack.addWorkspace({ name: 'Circle' });
  gina = circle.addMember({ name: 'gina' });
  client = new WebClient(circle.botToken, { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } });
});

afterEach(() => slack.stop());

test('files.uploadV2 of the real client arrives in the DM, byte for byte', async () => {
  const { channel } = await client.conversations.open({ users: gina.id });
  const content = Buffer.from([0, 1, 2, 250, 13, 10, 13, 10]);
  await client.files.uploadV2({
    channel_id: channel?.id ?? '',
    initial_comment: 'Your ledger',
    file_uploads: [
      { file: content, filename: 'ledger.xlsx' },
      { file: Buffer.from('a,b'), filename: 'ledger.csv' },
    ],
  });
  const message = gina.dm.at(-1);
  expect(message?.text).toBe('Your ledger');
  expect(message?.files.map((file) => file.name)).toEqual(['ledger.xlsx', 'ledger.csv']);
  expect(message?.files[0]?.content?.equals(content)).toBe(true);
});

test('unknown, unfinished and foreign uploads are refused', async () => {
  const complete = (id: string) => client.files.completeUploadExternal({ files: [{ id }], channel_id: 'C0NOWHERE' });
  await expect(complete('F0NONE')).rejects.toThrow('file_not_found');
  const asked = await client.files.getUploadURLExternal({ filename: 'x.csv', length: 3 });
  await expect(complete(asked.file_id ?? '')).rejects.toThrow('file_not_found');
  await fetch(asked.upload_url ?? '', { method: 'POST', body: 'four' });
  await expect(complete(asked.file_id ?? '')).rejects.toThrow('file_upload_size_mismatch');
  await fetch(asked.upload_url ?? '', { method: 'POST', body: 'abc' });
  await expect(complete(asked.file_id ?? '')).rejects.toThrow('channel_not_found');
  await expect(client.files.getUploadURLExternal({ filename: 'x.csv', length: 0 })).rejects.toThrow(
    'invalid_arguments',
  );
});

test('a file is shared once, and appears when Slack is ready', async () => {
  const { channel } = await client.conversations.open({ users: gina.id });
  const asked = await client.files.getUploadURLExternal({ filename: 'x.csv', length: 3 });
  expect((await fetch(asked.upload_url ?? '', { method: 'PUT', body: 'abc' })).status).toBe(405);
  await fetch(asked.upload_url ?? '', { method: 'POST', body: 'abc' });
  const id = asked.file_id ?? '';
  const away = circle.addChannel({ name: 'away', appIsMember: false });
  const complete = (channelId: string, ...others: { id: string }[]) =>
    client.files.completeUploadExternal({ files: [{ id }, ...others], channel_id: channelId, initial_comment: 'Here' });
  await expect(complete(away.id)).rejects.toThrow('not_in_channel');
  await expect(complete(channel?.id ?? '', { id })).rejects.toThrow('invalid_arguments');
  const letIn = slack.holdShares();
  await complete(channel?.id ?? '');
  expect(gina.dm).toEqual([]);
  letIn();
  expect(gina.dm.map(({ text, files }) => [text, files.length])).toEqual([['Here', 1]]);
  await expect(complete(channel?.id ?? '')).rejects.toThrow('file_not_found');
  expect((await fetch(asked.upload_url ?? '', { method: 'POST', body: 'abc' })).status).toBe(404);
});

test('without files:write nothing is uploaded', async () => {
  const less = manifestWith((manifest) => {
    manifest.oauth_config.scopes.bot = manifest.oauth_config.scopes.bot.filter((scope) => scope !== 'files:write');
  });
  const other = await startSimulatedSlack({ manifestPath: less });
  const token = other.addWorkspace({ name: 'Less' }).botToken;
  const poorer = new WebClient(token, { slackApiUrl: other.apiUrl, retryConfig: { retries: 0 } });
  await expect(poorer.files.getUploadURLExternal({ filename: 'x', length: 1 })).rejects.toThrow('missing_scope');
  await other.stop();
});
