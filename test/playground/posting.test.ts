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

describe('posting', () => {
  test('reaches a channel, a DM by user id, and a deactivated member', async () => {
    expect(await post(general.id)).toMatchObject({ ok: true, channel: general.id });
    const dm = await post(alice.id);
    expect(dm['channel']).toMatch(/^D/);
    expect(alice.dm.at(-1)).toMatchObject({ text: 'hello', ts: dm['ts'] });
    await circle.deactivate(alice);
    expect(await post(alice.id)).toMatchObject({ ok: true });
    expect(await call('conversations.open', { users: alice.id })).toMatchObject({ error: 'user_disabled' });
  });

  test.each([
    ['an unknown channel', () => ({ channel: 'C0NOWHERE' }), 'channel_not_found'],
    ['no channel', () => ({ channel: '' }), 'channel_not_found'],
    ['a private channel it is not in', () => ({ channel: secret.id }), 'channel_not_found'],
    ['a DM of others', () => ({ channel: circle.addDirectMessage([gina, alice]).id }), 'channel_not_found'],
    [
      'a public channel it is not in',
      () => ({ channel: circle.addChannel({ name: 'away', appIsMember: false }).id }),
      'not_in_channel',
    ],
    ['an archived channel', () => ({ channel: circle.addChannel({ name: 'old', archived: true }).id }), 'is_archived'],
    ['no text', () => ({ text: '' }), 'no_text'],
    ['blocks without text', () => ({ text: '', blocks: [{ type: 'divider' }] }), 'no_text'],
    ['text over 40,000 characters', () => ({ text: 'x'.repeat(40_001) }), 'msg_too_long'],
    ['blocks that are no list', () => ({ blocks: 'nonsense' }), 'invalid_blocks_format'],
    ['a wrong block', () => ({ blocks: [{ type: 'section' }] }), 'invalid_blocks'],
    [
      'blocks over 13,000 characters',
      () => ({
        blocks: Array.from({ length: 5 }, () => ({
          type: 'section',
          text: { type: 'mrkdwn', text: 'x'.repeat(2900) },
        })),
      }),
      'msg_blocks_too_long',
    ],
    ['metadata without a payload', () => ({ metadata: { event_type: 'x' } }), 'invalid_metadata_schema'],
    [
      'too much metadata',
      () => ({ metadata: { event_type: 'x', event_payload: { id: 'x'.repeat(8001) } } }),
      'metadata_too_large',
    ],
  ])('refuses %s', async (_what, args, error) => {
    expect(await post(general.id, args())).toMatchObject({ ok: false, error });
  });

  test('names the place of a wrong block', async () => {
    const blocks = [{ type: 'divider' }, { type: 'header', text: { type: 'mrkdwn', text: 'x' } }];
    expect(await post(general.id, { blocks })).toMatchObject({
      response_metadata: { messages: ['[ERROR] unsupported type: mrkdwn [json-pointer:/blocks/1/text/type]'] },
    });
  });

  test('ts grows in a channel even when the clock stands still or goes back', async () => {
    const first = String((await post(general.id))['ts']);
    now = new Date(now.getTime() - 60_000);
    const second = String((await post(general.id))['ts']);
    expect(first).toBe('1795446000.000000');
    expect(second).toBe('1795446000.000100');
  });

  test('the app is shut out when it is kicked', async () => {
    await circle.kickApp(general);
    expect(await post(general.id)).toMatchObject({ error: 'not_in_channel' });
    await circle.inviteApp(general);
    expect(await post(general.id)).toMatchObject({ ok: true });
  });

  test('an ephemeral message needs a member of the channel', async () => {
    const args = { channel: general.id, user: gina.id, text: 'psst' };
    expect(await call('chat.postEphemeral', args)).toMatchObject({ ok: true });
    expect(gina.ephemerals.map((each) => each.text)).toEqual(['psst']);
    const outsider = circle.addMember({ name: 'omar' });
    expect(await call('chat.postEphemeral', { ...args, user: outsider.id })).toMatchObject({
      error: 'user_not_in_channel',
    });
    expect(outsider.ephemerals).toEqual([]);
  });
});

describe('changing what was posted', () => {
  test('an update keeps the blocks unless given others, and takes metadata away with an empty object', async () => {
    const metadata = { event_type: 'delivery', event_payload: { id: 'd1' } };
    const { ts } = await post(general.id, { blocks: [{ type: 'divider' }], metadata });
    const message = general.find(String(ts));
    await call('chat.update', { channel: general.id, ts, text: 'new' });
    expect(message).toMatchObject({ text: 'new', metadata, blocks: [{ type: 'divider' }] });
    expect(message?.edited).toBeDefined();
    await call('chat.update', { channel: general.id, ts, text: 'new', blocks: [], metadata: {} });
    expect(message?.blocks).toEqual([]);
    expect(message?.metadata).toBeUndefined();
  });

  test('others’ messages, vanished ones, ephemerals, archived channels and late edits are refused', async () => {
    const theirs = await gina.says('mine', { in: general });
    const at = (ts: unknown): JsonObject => ({ channel: general.id, ts, text: 'x' });
    expect(await call('chat.update', at(theirs.ts))).toMatchObject({ error: 'cant_update_message' });
    expect(await call('chat.delete', at(theirs.ts))).toMatchObject({ error: 'cant_delete_message' });
    expect(await call('chat.update', at('1.000000'))).toMatchObject({ error: 'message_not_found' });
    const shown = await call('chat.postEphemeral', { channel: general.id, user: gina.id, text: 'psst' });
    expect(await call('chat.update', at(shown['message_ts']))).toMatchObject({ error: 'message_not_found' });

    const { ts } = await post(general.id);
    circle.editWindowMinutes = 5;
    now = new Date(now.getTime() + 6 * 60_000);
    expect(await call('chat.update', at(ts))).toMatchObject({ error: 'edit_window_closed' });
    expect(await call('chat.delete', at(ts))).toMatchObject({ ok: true });
    expect(await call('chat.delete', at(ts))).toMatchObject({ error: 'message_not_found' });
    expect(gina.sees({ in: general }).map((each) => each.text)).toEqual(['mine', 'psst']);

    circle.editWindowMinutes = undefined;
    const late = await post(general.id);
    await circle.archive(general);
    expect(await call('chat.update', at(late['ts']))).toMatchObject({ error: 'is_inactive' });
  });
});
