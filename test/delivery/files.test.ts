import { afterEach, beforeEach, expect, it } from '@jest/globals';
import pino from 'pino';
import type { Person } from '../../playground/server/people/person';
import { startSimulatedSlack } from '../../playground/server/start';
import type { Workspace } from '../../playground/server/workspace';
import { createBackground } from '../../src/bolt/background';
import { boltLogger } from '../../src/bolt/bolt-logger';
import type { DeliveryDeps, MessageKind } from '../../src/delivery/message-kind';
import { deliverAll } from '../../src/jobs/run-due';
import { clientOptions, slackAccess } from '../../src/slack/access';
import { describeOnBoth, throwawayDatabase, type Throwaway } from '../support/databases';
import { FixedClock } from '../support/fixed-clock';

const W = 'T0CIRCLE';
const COMPLETE = 'files.completeUploadExternal';

describeOnBoth('a message with files', (kind) => {
  let slack: Awaited<ReturnType<typeof startSimulatedSlack>>;
  let circle: Workspace;
  let alice: Person;
  let database: Throwaway;
  let clock: FixedClock;
  let deps: DeliveryDeps;
  let rendered: number;
  let givenUp: string[];

  const parcel: MessageKind = {
    kind: 'parcel',
    async render() {
      rendered += 1;
      const file = (name: string, words: string) => ({ name, content: Buffer.from(words) });
      return { text: 'Here you are.', files: [file('a.csv', 'a,ü'), file('b.csv', `b,${rendered}`)] };
    },
    refused: async (_store, _delivery, code) => void givenUp.push(code),
  };

  beforeEach(async () => {
    clock = new FixedClock(new Date('2026-11-24T15:00:00Z'));
    slack = await startSimulatedSlack({ manifestPath: 'manifest.yml', now: () => clock.now(), rateLimits: 'off' });
    circle = slack.addWorkspace({ id: W, name: 'Circle' });
    alice = circle.addMember({ name: 'alice', displayName: 'Alice' });
    database = await throwawayDatabase(kind);
    const log = pino({ level: 'silent' });
    const options = { ...clientOptions(slack.apiUrl, boltLogger(log)), timeout: 300 };
    const access = slackAccess({ clock, options, tokenOf: async () => circle.botToken });
    const kinds = new Map([[parcel.kind, parcel]]);
    deps = { clock, db: database.db, slack: access, log, kinds, aside: createBackground(log) };
    rendered = 0;
    givenUp = [];
    const installed = { name: 'Circle', botUserId: circle.botUserId, sealedToken: null, scopes: '' };
    await database.db.transaction((store) => store.workspaces.install(W, installed, clock.now()));
    await plan('a');
  });
  afterEach(async () => {
    await slack.stop();
    await database.drop();
  });

  const plan = (subjectId: string) =>
    database.db.transaction((store) =>
      store.deliveries.plan(W, { kind: 'parcel', subjectId, recipientId: alice.id, dueAt: clock.now() }),
    );
  const deliver = () => deliverAll(deps, clock.now());
  /** Ticks for some minutes. */
  const minutes = async (count: number) => {
    for (let minute = 0; minute < count; minute += 1) {
      await deliver();
      clock.advance(60_000);
    }
  };
  const row = async () => (await database.db.read.deliveries.named(W, 'parcel', 'a'))!;
  const state = async () => {
    const { state: now, task } = await row();
    return [now, task];
  };
  const seen = () => alice.dm.filter(({ deleted }) => !deleted);

  it('arrives with both, byte for byte, once', async () => {
    expect((await deliver()).map(({ outcome }) => outcome)).toEqual(['sent']);
    await plan('a');
    await deliver();
    expect(seen().map(({ text, files }) => [text, files.map(({ name, title }) => [name, title])])).toEqual([
      [
        'Here you are.',
        [
          ['a.csv', 'a.csv'],
          ['b.csv', 'b.csv'],
        ],
      ],
    ]);
    expect(seen()[0]?.files.map(({ content }) => content?.toString())).toEqual(['a,ü', 'b,1']);
    expect(await state()).toEqual(['sent', null]);
    expect(slack.callsTo('chat.postMessage')).toEqual([]);
  });

  it('is never redrawn', async () => {
    const off = slack.beforeAnswer(COMPLETE, async () => {
      await database.db.transaction(async (store) => store.deliveries.redrawAbout(W, ['a'], clock.now()));
    });
    await deliver();
    off();
    await database.db.transaction(async (store) => store.deliveries.redrawAbout(W, ['a'], clock.now()));
    await minutes(2);
    expect([seen().length, rendered, slack.callsTo('chat.update').length]).toEqual([1, 1, 0]);
  });

  it.each(['stored_but_dropped', 'hang'] as const)(
    'is looked up by its files, not sent again, when the answer was lost: %s',
    async (lost) => {
      slack.fault(COMPLETE, { kind: lost }, { times: 1 });
      await deliver();
      expect(await state()).toEqual(['sending', 'send']);
      await minutes(4);
      expect(seen()).toHaveLength(1);
      // what Slack never got is made and uploaded afresh
      expect(rendered).toBe(lost === 'hang' ? 2 : 1);
      expect(await state()).toEqual(['sent', null]);
    },
  );

  it('is not sent again while its files take their time to appear', async () => {
    const letIn = slack.holdShares();
    slack.fault(COMPLETE, { kind: 'stored_but_dropped' }, { times: 1 });
    await deliver();
    clock.advance(15_000);
    expect((await deliver()).map(({ reason }) => reason)).toEqual(['not there yet']);
    letIn();
    await minutes(3);
    expect([seen().length, rendered]).toEqual([1, 1]);
    expect(await state()).toEqual(['sent', null]);
  });

  it('is not sent again when the process died before it noted that it was sent', async () => {
    const alive = deps.db;
    let isDead = false;
    const off = slack.beforeAnswer(COMPLETE, () => void (isDead = true));
    const transaction: typeof alive.transaction = (work) =>
      isDead ? Promise.reject(new Error('killed')) : alive.transaction(work);
    deps = { ...deps, db: { ...alive, transaction } };
    await deliver();
    off();
    expect(await state()).toEqual(['sending', 'send']);
    deps = { ...deps, db: alive };
    clock.advance(46_000);
    await minutes(2);
    expect([seen().length, rendered]).toEqual([1, 1]);
    expect(await state()).toEqual(['sent', null]);
  });

  it.each([
    ['no place for the bytes', 'files.getUploadURLExternal', { kind: 'error' as const, status: 500 }],
    ['the bytes were refused', 'upload', { kind: 'error' as const, status: 500 }],
    ['the bytes did not arrive', 'upload', { kind: 'dropped' as const }],
    ['the bytes arrived, unanswered', 'upload', { kind: 'stored_but_dropped' as const }],
    ['too many uploads', 'upload', { kind: 'rate_limit' as const, retryAfter: 5 }],
    ['Slack asked to wait', COMPLETE, { kind: 'rate_limit' as const, retryAfter: 5 }],
    ['Slack failed at the end', COMPLETE, { kind: 'error' as const, status: 503 }],
    ['Slack was not sure', COMPLETE, { kind: 'api_error' as const, error: 'fatal_error' }],
  ])('is sent once, whole, when %s', async (_name, method, fault) => {
    slack.fault(method, fault, { times: 3 });
    await minutes(9);
    expect(seen().map(({ files }) => files.map(({ name }) => name))).toEqual([['a.csv', 'b.csv']]);
    expect(await state()).toEqual(['sent', null]);
    expect(givenUp).toEqual([]);
  });

  it('is given up, with its consequence, when Slack refuses it', async () => {
    slack.fault('files.getUploadURLExternal', { kind: 'api_error', error: 'file_uploads_disabled' });
    expect((await deliver()).map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['failed', 'file_uploads_disabled'],
    ]);
    await minutes(2);
    expect([givenUp, seen()]).toEqual([['file_uploads_disabled'], []]);
  });

  it('is not sent again where Slack does not let us look', async () => {
    slack.fault(COMPLETE, { kind: 'stored_but_dropped' }, { times: 1 });
    slack.fault('conversations.history', { kind: 'api_error', error: 'missing_scope' });
    await minutes(3);
    expect([seen().length, givenUp]).toEqual([1, ['fate unknown']]);
  });

  it('goes to a new conversation where the remembered one is no longer there', async () => {
    await database.db.transaction(async (store) => {
      await store.members.remember(W, [{ userId: alice.id, name: 'Alice', timeZone: null }]);
      await store.members.setDirectMessages(W, alice.id, 'D0GONE');
    });
    await deliver();
    expect(seen()).toHaveLength(1);
  });

  it('is not shared when the upload took so long that its claim is about to run out', async () => {
    const off = slack.beforeAnswer('files.getUploadURLExternal', () => clock.advance(20_000));
    expect((await deliver()).map(({ reason }) => reason)).toContain('took too long');
    off();
    expect(seen()).toEqual([]);
    await minutes(3);
    expect(seen()).toHaveLength(1);
  });
});
