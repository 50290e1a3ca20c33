import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { startSimulatedSlack } from '../../playground/server/start';
import { manifestWith } from './manifest';
import { RawApp } from './raw-app';

const view = { type: 'home', blocks: [{ type: 'divider' }] };

let app: RawApp;

beforeEach(async () => {
  app = await RawApp.start();
});

afterEach(() => app.stop());

test('Home is published per person, with a hash against overtaking', async () => {
  const alice = app.circle.addMember({ name: 'alice' });
  const publish = (args: object) => app.ask('views.publish', { user_id: app.gina.id, view, ...args });
  const first = (await publish({}))['view'] as { id: string; hash: string };
  expect(app.gina.home?.view.id).toBe(first.id);
  expect(await publish({ hash: first.hash })).toMatchObject({ ok: true });
  expect(await publish({ hash: first.hash })).toMatchObject({ error: 'hash_conflict' });
  expect(await publish({ user_id: 'U0NOBODY' })).toMatchObject({ error: 'user_not_found' });
  const modal = { ...view, type: 'modal', title: { type: 'plain_text', text: 'x' } };
  expect(await publish({ view: modal })).toMatchObject({ error: 'invalid_arguments' });
  expect(alice.home).toBeUndefined();
});

test('every opening is told, for both tabs, with what is shown already', async () => {
  await app.gina.opensHome();
  await app.ask('views.publish', { user_id: app.gina.id, view });
  await app.gina.opensHome();
  await app.gina.opensMessagesTab();
  const events = app.events.map((each) => each['event'] as { tab: string; view?: unknown });
  expect(events.map((event) => [event.tab, event.view !== undefined])).toEqual([
    ['home', false],
    ['home', true],
    ['messages', false],
  ]);
});

test('a button in Home is pressed there, without a channel or a response_url', async () => {
  const element = { type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' } };
  await app.ask('views.publish', {
    user_id: app.gina.id,
    view: { type: 'home', blocks: [{ type: 'actions', elements: [element] }] },
  });
  await app.gina.press('Go', { inHome: true });
  const payload = app.payloads.at(-1);
  expect(payload).toMatchObject({ container: { type: 'view' }, view: { type: 'home' } });
  expect(payload).not.toHaveProperty('channel');
  expect(payload).not.toHaveProperty('response_url');
});

test('Home and messages are refused where the manifest has them switched off', async () => {
  const off = manifestWith((manifest) => {
    manifest.features.app_home = { home_tab_enabled: false, messages_tab_enabled: false };
  });
  const other = await startSimulatedSlack({ manifestPath: off });
  const workspace = other.addWorkspace({ name: 'Off' });
  const member = workspace.addMember({ name: 'gina' });
  const ask = async (method: string, args: object): Promise<unknown> => {
    const headers = { authorization: `Bearer ${workspace.botToken}`, 'content-type': 'application/json' };
    return (await fetch(other.apiUrl + method, { method: 'POST', headers, body: JSON.stringify(args) })).json();
  };
  expect(await ask('views.publish', { user_id: member.id, view })).toMatchObject({ error: 'not_enabled' });
  expect(await ask('chat.postMessage', { channel: member.id, text: 'x' })).toMatchObject({
    error: 'messages_tab_disabled',
  });
  await expect(member.opensHome()).rejects.toThrow('not enabled');
  await other.stop();
});
