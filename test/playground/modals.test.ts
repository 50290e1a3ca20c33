import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../playground/server/json';
import { RawApp } from './raw-app';

let app: RawApp;

beforeEach(async () => {
  app = await RawApp.start();
});

afterEach(() => app.stop());

const modal = { type: 'modal', title: { type: 'plain_text', text: 'Title' }, blocks: [{ type: 'divider' }] };

const section = (length: number) => ({ type: 'section', text: { type: 'mrkdwn', text: 'x'.repeat(length) } });

describe('trigger ids', () => {
  const open = async (trigger: string): Promise<unknown> => app.ask('views.open', { trigger_id: trigger, view: modal });

  test('are good once', async () => {
    await app.gina.types('/referral x');
    const trigger = app.commandField('trigger_id');
    expect(await open(trigger)).toMatchObject({ ok: true });
    expect(app.gina.modal?.title).toBe('Title');
    expect(await open(trigger)).toMatchObject({ error: 'exchanged_trigger_id' });
  });

  test('live three seconds', async () => {
    await app.gina.types('/referral x');
    app.pass(3001);
    expect(await open(app.commandField('trigger_id'))).toMatchObject({ error: 'expired_trigger_id' });
    expect(app.gina.modal).toBeUndefined();
  });

  test('are not made up, and a refused view does not spend them', async () => {
    expect(await open('1.2.3')).toMatchObject({ error: 'invalid_trigger_id' });
    await app.gina.types('/referral x');
    const trigger = app.commandField('trigger_id');
    const wrong = { ...modal, title: undefined };
    expect(await app.ask('views.open', { trigger_id: trigger, view: wrong })).toMatchObject({
      error: 'invalid_arguments',
      response_metadata: { messages: ['[ERROR] missing required field: title [json-pointer:/view]'] },
    });
    expect(await open(trigger)).toMatchObject({ ok: true });
  });

  test('stack three modals and no more; an external_id is taken once; a hash goes stale', async () => {
    const element = { type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'More' } };
    const view = { ...modal, blocks: [{ type: 'actions', elements: [element] }] };
    await app.gina.types('/referral x');
    const opened = { ...view, external_id: 'e1' };
    const first = await app.ask('views.open', { trigger_id: app.commandField('trigger_id'), view: opened });
    const pushed: unknown[] = [];
    for (let n = 0; n < 3; n += 1) {
      await app.gina.press('More', { inView: true });
      const trigger = app.payloads.at(-1)?.['trigger_id'];
      pushed.push(await app.ask('views.push', { trigger_id: trigger, view }));
    }
    expect(pushed).toMatchObject([{ ok: true }, { ok: true }, { error: 'push_limit_reached' }]);
    const lastTrigger = app.payloads.at(-1)?.['trigger_id'];
    expect(await app.ask('views.open', { trigger_id: lastTrigger, view: opened })).toMatchObject({
      error: 'duplicate_external_id',
    });
    expect(app.gina.modals).toHaveLength(3);
    const { id, hash } = first['view'] as JsonObject;
    const update = async (args: JsonObject): Promise<unknown> => app.ask('views.update', { view, ...args });
    expect(await update({ view_id: id, hash })).toMatchObject({ ok: true });
    expect(await update({ view_id: id, hash })).toMatchObject({ error: 'hash_conflict' });
    expect(await update({ view_id: 'V0NONE' })).toMatchObject({ error: 'not_found' });
    const large = { ...view, blocks: Array.from({ length: 90 }, () => section(3000)) };
    expect(await update({ view_id: id, view: large })).toMatchObject({ error: 'view_too_large' });
  });
});

describe('answers to a form', () => {
  const plain = (text: string) => ({ type: 'plain_text', text });
  const form = {
    type: 'modal',
    callback_id: 'form',
    title: plain('Form'),
    submit: plain('Send'),
    notify_on_close: true,
    blocks: [
      { type: 'input', block_id: 'who', label: plain('Who?'), element: { type: 'users_select', action_id: 'who' } },
      {
        type: 'input',
        block_id: 'note',
        label: plain('Note'),
        optional: true,
        element: { type: 'plain_text_input', action_id: 'note' },
      },
      {
        type: 'section',
        block_id: 'kind',
        text: plain('Kind'),
        accessory: {
          type: 'static_select',
          action_id: 'kind',
          options: ['a', 'b'].map((value) => ({ text: plain(value.toUpperCase()), value })),
        },
      },
    ],
  };

  beforeEach(async () => {
    await app.gina.types('/referral x');
    await app.ask('views.open', { trigger_id: app.commandField('trigger_id'), view: form });
    await app.gina.fillIn({ 'Who?': app.gina, Note: 'kept' });
  });

  const respond = (body: JsonObject): void => {
    app.answer = { status: 200, body: JSON.stringify(body) };
  };

  test('the submission carries state, hash and metadata as Slack sends them', async () => {
    await app.gina.submit();
    expect(app.payloads.at(-1)).toMatchObject({
      type: 'view_submission',
      response_urls: [],
      view: {
        callback_id: 'form',
        private_metadata: '',
        hash: expect.any(String),
        previous_view_id: null,
        state: {
          values: {
            who: { who: { type: 'users_select', selected_user: app.gina.id } },
            note: { note: { type: 'plain_text_input', value: 'kept' } },
            kind: { kind: { type: 'static_select', selected_option: null } },
          },
        },
      },
    });
    expect(app.gina.modal).toBeUndefined();
  });

  test('a select outside an input tells the app at once, an input does not', async () => {
    const before = app.payloads.length;
    await app.gina.fillIn({ Note: 'other' });
    expect(app.payloads).toHaveLength(before);
    await app.gina.fillIn({ Kind: 'B' });
    expect(app.payloads.at(-1)).toMatchObject({
      type: 'block_actions',
      container: { type: 'view' },
      actions: [{ action_id: 'kind', selected_option: { value: 'b' } }],
    });
  });

  test('update redraws and keeps what was entered under the same ids', async () => {
    respond({ response_action: 'update', view: { ...form, title: plain('Again') } });
    await app.gina.submit();
    expect(app.gina.modal?.title).toBe('Again');
    expect(app.gina.modal?.fields).toMatchObject({ 'Who?': app.gina.id, Note: 'kept' });
  });

  test('push puts a view on top, closing goes back, clear closes all', async () => {
    respond({ response_action: 'push', view: { ...form, title: plain('Second') } });
    await app.gina.submit();
    expect(app.gina.modals.map((each) => each.title)).toEqual(['Form', 'Second']);
    await app.gina.closeModal();
    expect(app.gina.modal?.title).toBe('Form');
    expect(app.payloads.at(-1)).toMatchObject({ type: 'view_closed', is_cleared: false });
    respond({ response_action: 'clear' });
    await app.gina.submit();
    expect(app.gina.modal).toBeUndefined();
    await expect(app.gina.submit()).rejects.toThrow('gina has no modal open');
  });

  test.each<[string, JsonObject, string]>([
    [
      'a wrong view',
      { response_action: 'update', view: { ...form, title: undefined } },
      'missing required field: title',
    ],
    ['an unknown action', { response_action: 'close' }, 'unknown response_action'],
    ['errors for a section', { response_action: 'errors', errors: { kind: 'No' } }, '"kind", which is no input'],
    ['no errors at all', { response_action: 'errors', errors: {} }, 'errors without any'],
  ])('an answer with %s is trouble, and the form stays', async (_what, body, trouble) => {
    respond(body);
    await app.gina.submit();
    expect(app.gina.modal?.title).toBe('Form');
    expect(app.gina.warnings.at(-1)).toContain(trouble);
  });

  test('a deactivated member is not offered', async () => {
    const gone = app.circle.addMember({ name: 'gone', deleted: true });
    await expect(app.gina.fillIn({ 'Who?': gone })).rejects.toThrow('gone is deactivated');
  });
});
