import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Channel } from '../../playground/server/channel';
import type { JsonObject } from '../../playground/server/json';
import type { Person } from '../../playground/server/people/person';
import type { SimulatedSlack } from '../../playground/server/simulated-slack';
import { startSimulatedSlack } from '../../playground/server/start';
import type { Workspace } from '../../playground/server/workspace';
import { manifestPath } from './manifest';

let slack: SimulatedSlack;
let circle: Workspace;
let gina: Person;
let alice: Person;
let general: Channel;
let secret: Channel;
let now: Date;

beforeEach(async () => {
  now = new Date('2026-11-23T15:00:00Z');
  slack = await startSimulatedSlack({ manifestPath, now: () => now });
  circle = slack.addWorkspace({ id: 'T0CIRCLE', name: 'Circle', refuse: ['groups:history'] });
  gina = circle.addMember({ name: 'gina', tz: 'America/Chicago', admin: true });
  alice = circle.addMember({ name: 'alice', guest: 'single' });
  general = circle.addChannel({ name: 'general', members: [gina, alice] });
  secret = circle.addChannel({ name: 'secret', members: [gina], private: true, appIsMember: false });
});

afterEach(() => slack.stop());

async function call(method: string, args: JsonObject = {}, token = circle.botToken): Promise<JsonObject> {
  const form = Object.entries(args).map(([key, value]): [string, string] => [
    key,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  const response = await fetch(slack.apiUrl + method, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: new URLSearchParams(form),
  });
  return (await response.json()) as JsonObject;
}

const post = (channel: string, more: JsonObject = {}) => call('chat.postMessage', { channel, text: 'hello', ...more });

describe('tokens and scopes', () => {
  test('no token, a wrong token, the app-level token and a revoked token are refused each in its way', async () => {
    expect(await call('auth.test', {}, '')).toMatchObject({ ok: false, error: 'not_authed' });
    expect(await call('auth.test', {}, 'xoxb-wrong')).toMatchObject({ error: 'invalid_auth' });
    expect(await call('auth.test', {}, slack.appToken)).toMatchObject({ error: 'not_allowed_token_type' });
    expect(await call('apps.connections.open')).toMatchObject({ error: 'not_allowed_token_type' });
    expect(await call('auth.test')).toMatchObject({ ok: true, team_id: 'T0CIRCLE', user_id: circle.botUserId });
    await circle.uninstall();
    expect(await call('auth.test')).toMatchObject({ error: 'account_inactive' });
    const revoked = circle.botToken;
    circle.reinstall();
    expect(await call('auth.test')).toMatchObject({ ok: true });
    expect(await call('auth.test', {}, revoked)).toMatchObject({ error: 'account_inactive' });
  });

  test('JSON bodies and the token argument are taken too', async () => {
    const response = await fetch(`${slack.apiUrl}auth.test`, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({ token: circle.botToken }),
    });
    expect(await response.json()).toMatchObject({ ok: true });
  });

  test('a scope that the manifest does not ask for, or the installer refused, is missing', async () => {
    expect(await call('team.info')).toMatchObject({ error: 'missing_scope', needed: 'team:read' });
    expect(await call('conversations.list', { types: 'im' })).toMatchObject({ needed: 'im:read' });
    const private1 = circle.addChannel({ name: 'inside', private: true, members: [gina] });
    expect(await call('conversations.history', { channel: private1.id })).toMatchObject({ needed: 'groups:history' });
    expect(await post(general.id, { username: 'Somebody' })).toMatchObject({ needed: 'chat:write.customize' });
    expect(() => slack.addWorkspace({ name: 'Other', refuse: ['chat:write'] })).toThrow('no optional scope');
  });

  test('an unknown method is refused', async () => {
    expect(await call('chat.shout')).toMatchObject({ ok: false, error: 'unknown_method' });
    expect(await call('constructor')).toMatchObject({ ok: false, error: 'unknown_method' });
  });

  test("another workspace's channels and people do not exist", async () => {
    const other = slack.addWorkspace({ name: 'Other' });
    const theirs = other.addChannel({ name: 'theirs' });
    const stranger = other.addMember({ name: 'olga' });
    expect(await post(theirs.id)).toMatchObject({ error: 'channel_not_found' });
    expect(await call('users.info', { user: stranger.id })).toMatchObject({ error: 'user_not_found' });
  });
});

describe('conversations', () => {
  test('open gives one DM per person, a group for several, and nothing for bots and strangers to us', async () => {
    const first = await call('conversations.open', { users: gina.id });
    const again = await call('conversations.open', { users: gina.id });
    expect(again).toMatchObject({ already_open: true, channel: first['channel'] });
    const group = (await call('conversations.open', { users: `${gina.id},${alice.id}` }))['channel'] as JsonObject;
    expect(group['id']).toMatch(/^G/);
    expect(await post(String(group['id']))).toMatchObject({ ok: true });

    const robot = circle.addMember({ name: 'robot', bot: true });
    expect(await call('conversations.open', { users: robot.id })).toMatchObject({ error: 'cannot_dm_bot' });
    expect(await call('conversations.open', { users: circle.botUserId })).toMatchObject({ error: 'cannot_dm_bot' });
    expect(await call('conversations.open', { users: 'U0NOBODY' })).toMatchObject({ error: 'user_not_found' });
    expect(await call('conversations.open')).toMatchObject({ error: 'users_list_not_supplied' });
  });

  test('a group DM needs mpim:write', async () => {
    const other = slack.addWorkspace({ name: 'Careful', refuse: ['mpim:write'] });
    const users = [1, 2].map((n) => other.addMember({ name: `member${n}` }).id).join(',');
    const answer = await call('conversations.open', { users }, other.botToken);
    expect(answer).toMatchObject({ error: 'missing_scope', needed: 'mpim:write' });
  });

  test('info tells a shared and an archived channel; what is private stays unknown', async () => {
    const shared = circle.addChannel({ name: 'partners', shared: true });
    expect(await call('conversations.info', { channel: shared.id })).toMatchObject({
      channel: { is_ext_shared: true, is_member: true, is_archived: false },
    });
    expect(await call('conversations.info', { channel: secret.id })).toMatchObject({ error: 'channel_not_found' });
    const listed = await call('conversations.list', { types: 'public_channel,private_channel' });
    expect((listed['channels'] as JsonObject[]).map((each) => each['name'])).toEqual(['general', 'partners']);
    const dm = (await post(gina.id))['channel'];
    expect(await call('conversations.info', { channel: dm })).toMatchObject({ needed: 'im:read' });
  });

  test('history comes newest first, in pages, with metadata only when asked for', async () => {
    const metadata = { event_type: 'delivery', event_payload: { id: 'd1' } };
    const sent: string[] = [];
    for (const text of ['one', 'two', 'three']) {
      sent.push(String((await post(gina.id, { text, metadata }))['ts']));
      now = new Date(now.getTime() + 2000);
    }
    const channel = circle.dmOf(gina).id;
    const page = await call('conversations.history', { channel, limit: 2 });
    expect((page['messages'] as JsonObject[]).map((each) => each['text'])).toEqual(['three', 'two']);
    expect((page['messages'] as JsonObject[])[0]).not.toHaveProperty('metadata');
    const cursor = (page['response_metadata'] as JsonObject)['next_cursor'];
    const rest = await call('conversations.history', { channel, limit: 2, cursor, include_all_metadata: true });
    expect(rest).toMatchObject({ has_more: false, messages: [{ text: 'one', metadata }] });

    const texts = async (args: JsonObject): Promise<unknown[]> => {
      const answer = await call('conversations.history', { channel, ...args });
      return (answer['messages'] as JsonObject[]).map((each) => each['text']);
    };
    expect(await texts({ oldest: sent[1] })).toEqual(['three']);
    expect(await texts({ oldest: sent[1], inclusive: true })).toEqual(['three', 'two']);
    expect(await texts({ latest: sent[1], inclusive: false })).toEqual(['one']);
    expect(await call('conversations.history', { channel, oldest: 'x' })).toMatchObject({ error: 'invalid_ts_oldest' });
  });
});

describe('people', () => {
  test('users.info says what Slack says of each kind', async () => {
    const gone = circle.addMember({ name: 'gone', deleted: true, admin: true });
    const stranger = circle.addMember({ name: 'olga', stranger: true });
    const unknown = circle.addMember({ name: 'zoneless', tz: null });
    const user = async (person: Person): Promise<JsonObject> =>
      (await call('users.info', { user: person.id }))['user'] as JsonObject;
    expect(await user(gina)).toMatchObject({
      tz: 'America/Chicago',
      tz_offset: -21_600,
      tz_label: 'Central Standard Time',
      is_admin: true,
      deleted: false,
    });
    expect(await user(alice)).toMatchObject({ is_restricted: true, is_ultra_restricted: true });
    expect(await user(gone)).toMatchObject({ deleted: true });
    expect(await user(gone)).not.toHaveProperty('tz');
    expect(await user(gone)).not.toHaveProperty('is_admin');
    expect(await user(unknown)).not.toHaveProperty('tz');
    expect(await user(stranger)).toMatchObject({ is_stranger: true, team_id: circle.foreignTeamId });
    expect(await user(circle.bot)).toMatchObject({ is_bot: true });
    expect(await call('users.info', { user: 'U0NOBODY' })).toMatchObject({ error: 'user_not_found' });
  });

  test('users.list pages by cursor', async () => {
    const names: unknown[] = [];
    let cursor = '';
    do {
      const page = await call('users.list', { limit: 3, cursor });
      names.push(...(page['members'] as JsonObject[]).map((each) => each['name']));
      cursor = String((page['response_metadata'] as JsonObject)['next_cursor']);
    } while (cursor !== '');
    expect(names).toEqual(['goodturn', 'slackbot', 'gina', 'alice']);
    expect(await call('users.list', { cursor: 'bm9uc2Vuc2U=' })).toMatchObject({ error: 'invalid_cursor' });
  });

  test('reactions.get tells who stands by what', async () => {
    const message = await gina.says('hi', { in: general });
    await alice.reacts('pray', message);
    const answer = await call('reactions.get', { channel: general.id, timestamp: message.ts });
    expect(answer).toMatchObject({ message: { reactions: [{ name: 'pray', users: [alice.id], count: 1 }] } });
    await alice.removesReaction('pray', message);
    await expect(alice.removesReaction('pray', message)).rejects.toThrow('not reacted');
    expect(await call('reactions.get', { channel: general.id })).toMatchObject({ error: 'no_item_specified' });
  });
});
