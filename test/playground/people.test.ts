import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Channel } from '../../playground/server/channel';
import type { Person } from '../../playground/server/people/person';
import type { SimulatedSlack } from '../../playground/server/simulated-slack';
import { startSimulatedSlack } from '../../playground/server/start';
import type { Workspace } from '../../playground/server/workspace';
import { startBoltApp, type RunningApp } from './bolt-app';
import { manifestPath } from './manifest';
import { heard, listen } from './sample-app';

describe.each(['http', 'socket'] as const)('people in the simulated Slack, over %s', (transport) => {
  let slack: SimulatedSlack;
  let circle: Workspace;
  let gina: Person;
  let alice: Person;
  let general: Channel;
  let running: RunningApp;

  beforeAll(async () => {
    slack = await startSimulatedSlack({ manifestPath, rateLimits: 'off', answerWithin: 500 });
    circle = slack.addWorkspace({ id: 'T0CIRCLE', name: 'Circle' });
    gina = circle.addMember({ name: 'gina', displayName: 'Gina', tz: 'America/Chicago', admin: true });
    alice = circle.addMember({ name: 'alice', displayName: 'Alice Smith' });
    general = circle.addChannel({ name: 'general', members: [gina, alice] });
    circle.addChannel({ name: 'hidden', private: true, members: [gina], appIsMember: false, id: 'C0HIDDEN' });
    circle.addUserGroup({ handle: 'sales', id: 'S0SALES' });
    running = await startBoltApp(slack, circle.botToken, transport, listen);
  });

  afterAll(async () => {
    await running.stop();
    await slack.stop();
  });

  beforeEach(async () => {
    await slack.idle();
    heard.length = 0;
    gina.clearsScreen();
    alice.clearsScreen();
  });

  test('a command is escaped as Slack does and its answer is shown to the person alone', async () => {
    const answer = await gina.types('/referral @alice, @Alice Smith & <b> in #general #hidden @here @sales @nobody', {
      in: general,
    });
    const said =
      `<@${alice.id}|alice>, <@${alice.id}|alice> &amp; &lt;b&gt; in <#${general.id}|general> <#C0HIDDEN|> ` +
      '<!here> <!subteam^S0SALES|@sales> @nobody';
    expect(heard).toEqual([`command ${said}`]);
    expect(answer?.text).toBe(`You said ${said}`);
    expect(gina.ephemerals).toEqual([answer]);
    expect(alice.sees({ in: general })).toEqual([]);
  });

  test('raw text is sent untouched', async () => {
    await gina.types('/referral <@U1|x> &', { raw: true });
    expect(heard).toEqual(['command <@U1|x> &']);
  });

  test('an answer over response_url after the acknowledgement is found', async () => {
    const answer = await gina.types('/referral later');
    expect(answer?.text).toBe('Answered later');
  });

  test('a command that is not in the manifest cannot be typed', async () => {
    await expect(gina.types('/other x')).rejects.toThrow('/other is not a command of the manifest');
  });

  test('an app that does not answer in time shows as operation_timeout', async () => {
    const answer = await gina.types('/referral fail');
    const expected = transport === 'http' ? /dispatch_failed|operation_timeout/ : /operation_timeout/;
    expect(answer?.text).toMatch(expected);
    expect(gina.warnings.at(-1)).toMatch(expected);
  });

  test('a form is held back by the client, refused by the app, then accepted', async () => {
    await gina.types('/referral form');
    expect(gina.modal?.title).toBe('Say thanks');
    expect(gina.modal?.labels).toEqual(['Your note', 'How are you thanking them?', 'Sharing']);

    expect(await gina.submit()).toEqual({ sent: 0, errors: { 'Your note': 'Please complete this required field.' } });
    await gina.fillIn({ 'Your note': 'x'.repeat(21) });
    expect((await gina.submit()).sent).toBe(0);
    expect(heard).toEqual(['command form']);

    await gina.fillIn({ 'Your note': 'no', 'How are you thanking them?': 'Gift', 'The digest may quote this': true });
    expect(await gina.submit()).toEqual({ sent: 1, errors: { 'Your note': 'Say a little more' } });
    expect(gina.modal?.fields).toEqual({
      'Your note': 'no',
      'How are you thanking them?': 'Gift',
      Sharing: ['The digest may quote this'],
    });

    await gina.fillIn({ 'Your note': 'You made my week' });
    expect(await gina.submit()).toEqual({ sent: 1, errors: {} });
    expect(gina.modal).toBeUndefined();
    expect(heard.at(-1)).toBe('thanks r1 You made my week');
  });

  test('errors for something that is no input block are Slack trouble, not a closed form', async () => {
    await gina.types('/referral form');
    await gina.fillIn({ 'Your note': 'stray' });
    await gina.submit();
    expect(gina.modal).toBeDefined();
    expect(gina.warnings.at(-1)).toContain('"nowhere", which is no input block');
    await gina.closeModal();
    expect(heard.at(-1)).toBe('closed');
  });

  test('what a form does not offer cannot be chosen', async () => {
    await gina.types('/referral form');
    await expect(gina.fillIn({ 'How are you thanking them?': 'Yacht' })).rejects.toThrow('only: Note, Gift');
    await expect(gina.fillIn({ Nope: 'x' })).rejects.toThrow('no field "Nope"');
    await gina.closeModal();
  });

  test('a double submit sends two payloads', async () => {
    await gina.types('/referral form');
    await gina.fillIn({ 'Your note': 'twice' });
    await gina.submit({ times: 2 });
    expect(heard.filter((each) => each.startsWith('thanks'))).toHaveLength(2);
    expect(gina.modal).toBeUndefined();
  });

  test('a button is found by its row, newest message first, and a confirm dialog can be cancelled', async () => {
    await alice.types('/referral rows');
    await alice.press('Say thanks', { row: /Acme/ });
    expect(heard.at(-1)).toBe('press acme');
    await alice.closeModal({ all: true });

    await alice.press('Withdraw', { confirm: false });
    expect(heard).not.toContain('withdraw');
    await alice.press('Withdraw', { on: alice.dm.at(-1) });
    expect(alice.confirmations.at(-1)).toContain('It is final.');
    expect(alice.dm.at(-1)?.text).toBe('Gone');
    expect(alice.dm.at(-1)?.buttons).toEqual([]);
  });

  test('a button that is not there is named among those that are', async () => {
    await alice.types('/referral rows');
    await expect(alice.press('Fly')).rejects.toThrow(/sees no button Fly; visible: .*"Say thanks", "Withdraw"/);
    await expect(gina.press('Say thanks', { on: alice.dm.at(-1) })).rejects.toThrow('does not see');
    await expect(alice.press('Say thanks', { on: undefined })).rejects.toThrow('no message');
  });

  test('shortcuts go by name; a message shortcut carries the message', async () => {
    await gina.usesShortcut('Give a referral');
    expect(gina.modal?.title).toBe('Say thanks');
    await gina.closeModal();
    const message = await alice.says('thank you @gina', { in: general });
    await gina.usesMessageShortcut('Record a referral', message);
    expect(heard.at(-1)).toBe(`record thank you <@${gina.id}>`);
    await expect(gina.usesShortcut('Record a referral')).rejects.toThrow('no global shortcut');
  });

  test('reactions are told in the order chosen', async () => {
    const message = await gina.says('hello', { in: general });
    await alice.reacts('pray::skin-tone-2', message, { deliver: false });
    await alice.removesReaction('pray::skin-tone-2', message, { deliver: false });
    expect(heard).toEqual([]);
    await slack.deliverHeld('reversed');
    await slack.idle();
    expect(heard).toEqual(['removed pray::skin-tone-2', 'added pray::skin-tone-2']);
  });

  test('reactions where the app is not a member are not told', async () => {
    const elsewhere = circle.addChannel({ name: `elsewhere-${transport}`, members: [gina], appIsMember: false });
    const message = await gina.says('hello', { in: elsewhere });
    await gina.reacts('pray', message);
    expect(heard).toEqual([]);
  });

  test('a member who leaves and comes back changes, without a zone meanwhile', async () => {
    const temporary = circle.addMember({ name: `temp-${transport}`, tz: 'Europe/Paris' });
    await circle.deactivate(temporary);
    await circle.reactivate(temporary);
    await slack.idle();
    expect(heard).toEqual([`changed temp-${transport} true undefined`, `changed temp-${transport} false Europe/Paris`]);
  });

  test('events that are not in the manifest are not sent', async () => {
    const before = slack.payloads.length;
    await gina.says('nobody listens', { in: general });
    await circle.archive(circle.addChannel({ name: `old-${transport}` }));
    expect(slack.payloads).toHaveLength(before);
  });

  test('the same payload again reaches the app again', async () => {
    await gina.types('/referral again');
    await slack.resend(slack.lastPayload);
    expect(heard).toEqual(['command again', 'command again']);
  });
});
