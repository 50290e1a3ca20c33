import { afterEach, beforeEach, expect, it } from '@jest/globals';
import pino from 'pino';
import type { Person } from '../../playground/server/people/person';
import { startSimulatedSlack } from '../../playground/server/start';
import type { Workspace } from '../../playground/server/workspace';
import { deliverDue } from '../../src/delivery/deliver';
import type { DeliveryDeps, MessageKind } from '../../src/delivery/message-kind';
import { deliverAll } from '../../src/jobs/run-due';
import { clientOptions, slackAccess } from '../../src/slack/access';
import { createBackground } from '../../src/bolt/background';
import { boltLogger } from '../../src/bolt/bolt-logger';
import { say } from '../../src/slack/blocks';
import { describeOnBoth, throwawayDatabase, type Throwaway } from '../support/databases';
import { FixedClock } from '../support/fixed-clock';

type SimulatedSlack = Awaited<ReturnType<typeof startSimulatedSlack>>;

describeOnBoth('what is owed', (kind) => {
  let slack: SimulatedSlack;
  let circle: Workspace;
  let alice: Person;
  let database: Throwaway;
  let clock: FixedClock;
  let deps: DeliveryDeps;
  let words: string;
  let givenUp: string[];

  const greeting: MessageKind = {
    kind: 'greeting',
    render: async () => (words ? say(words) : 'nothing'),
    refused: async (_store, _delivery, code) => void givenUp.push(code),
  };
  const notice: MessageKind = { ...greeting, kind: 'notice', whenStale: 'leave' };

  beforeEach(async () => {
    clock = new FixedClock(new Date('2026-11-24T15:00:00Z'));
    slack = await startSimulatedSlack({ manifestPath: 'manifest.yml', now: () => clock.now(), rateLimits: 'off' });
    circle = slack.addWorkspace({ id: 'T0CIRCLE', name: 'Circle' });
    alice = circle.addMember({ name: 'alice', displayName: 'Alice' });
    database = await throwawayDatabase(kind);
    deps = depsOf();
    words = 'Good morning, Alice.';
    givenUp = [];
    await install(circle);
  });
  afterEach(async () => {
    await slack.stop();
    await database.drop();
  });

  /** What one process works with; called again for a second process. */
  function depsOf({ timeout = 30_000 } = {}): DeliveryDeps {
    const log = pino({ level: 'silent' });
    const options = { ...clientOptions(slack.apiUrl, boltLogger(log)), timeout };
    const tokenOf = async (id: string) => (id === 'T0CIRCLE' ? circle.botToken : other!.botToken);
    const access = slackAccess({ clock, options, tokenOf });
    return {
      clock,
      db: database.db,
      slack: access,
      log,
      kinds: new Map([greeting, notice].map((each) => [each.kind, each])),
      aside: createBackground(log),
    };
  }

  let other: Workspace | undefined;
  const install = (workspace: Workspace) =>
    database.db.transaction((store) =>
      store.workspaces.install(
        workspace.id,
        { name: workspace.name, botUserId: workspace.botUserId, sealedToken: null, scopes: '' },
        clock.now(),
      ),
    );
  const plan = (
    subjectId: string,
    more: { to?: Person; workspaceId?: string; channelId?: string; kind?: string } = {},
  ) =>
    database.db.transaction((store) =>
      store.deliveries.plan(more.workspaceId ?? 'T0CIRCLE', {
        kind: more.kind ?? 'greeting',
        subjectId,
        ...(more.channelId ? { channelId: more.channelId } : { recipientId: (more.to ?? alice).id }),
        dueAt: clock.now(),
      }),
    );
  const deliver = () => deliverAll(deps, clock.now());
  const state = async (subjectId: string) => {
    const row = await database.db.read.deliveries.named('T0CIRCLE', 'greeting', subjectId);
    return row && { state: row.state, task: row.task };
  };
  const seen = () => alice.dm.filter((message) => !message.deleted).map((message) => message.text);

  it('is sent once, however often it is planned and delivered', async () => {
    await plan('a');
    await plan('a');
    expect((await deliver()).map(({ outcome }) => outcome)).toEqual(['sent']);
    await plan('a');
    expect(await deliver()).toEqual([]);
    expect(seen()).toEqual(['Good morning, Alice.']);
  });

  it('is sent once by two processes at the same moment', async () => {
    for (const subject of ['a', 'b', 'c', 'd', 'e', 'f']) await plan(subject);
    const another = depsOf();
    await Promise.all([deliver(), deliverAll(another, clock.now()), deliver(), deliverAll(another, clock.now())]);
    expect(seen()).toHaveLength(6);
  });

  it('waits until it is due', async () => {
    await database.db.transaction((store) =>
      store.deliveries.plan('T0CIRCLE', {
        kind: 'greeting',
        subjectId: 'a',
        recipientId: alice.id,
        dueAt: new Date('2026-11-25T00:00:00Z'),
      }),
    );
    expect(await deliver()).toEqual([]);
    expect(await deliverAll(deps, new Date('2026-11-25T00:00:00Z'))).toHaveLength(1);
  });

  it('carries an opaque id and nothing else as metadata', async () => {
    const row = await plan('a');
    await deliver();
    expect(alice.dm[0]?.metadata).toEqual({ event_type: 'goodturn_delivery', event_payload: { id: row.id } });
  });

  it('is not sent when it was settled before', async () => {
    await plan('a');
    words = '';
    await deliver();
    expect(seen()).toEqual([]);
    expect(await state('a')).toEqual({ state: 'ended', task: null });
  });

  it.each(['stored_but_dropped', 'hang'] as const)(
    'is looked up, not sent again, when the answer was lost: %s',
    async (lost) => {
      if (lost === 'hang') deps = depsOf({ timeout: 300 });
      slack.fault('chat.postMessage', { kind: lost }, { times: 1 });
      await plan('a');
      await deliver();
      expect(await state('a')).toEqual({ state: 'sending', task: 'send' });
      clock.advance(5_000);
      expect(await deliver()).toEqual([]);
      clock.advance(60_000);
      await deliver();
      expect(seen()).toEqual(['Good morning, Alice.']);
      expect(await state('a')).toEqual({ state: 'sent', task: null });
    },
  );

  it.each([
    ['the connection dropped before Slack stored it', { kind: 'dropped' as const }],
    ['Slack answered 500', { kind: 'error' as const, status: 500 }],
    ['Slack was not sure', { kind: 'api_error' as const, error: 'fatal_error' }],
  ])('is sent once when %s', async (_name, fault) => {
    slack.fault('chat.postMessage', fault, { times: 2 });
    await plan('a');
    for (let minute = 0; minute < 6; minute += 1) {
      await deliver();
      clock.advance(60_000);
    }
    expect(seen()).toEqual(['Good morning, Alice.']);
  });

  it('is not posted again while its fate cannot be looked up', async () => {
    slack.fault('chat.postMessage', { kind: 'stored_but_dropped' }, { times: 1 });
    const history = slack.fault('conversations.history', { kind: 'error', status: 500 });
    await plan('a');
    for (let minute = 0; minute < 5; minute += 1) {
      await deliver();
      clock.advance(120_000);
    }
    history.off();
    const limited = slack.fault('conversations.history', { kind: 'rate_limit', retryAfter: 30 }, { times: 1 });
    clock.advance(600_000);
    await deliver();
    limited.off();
    expect(slack.callsTo('chat.postMessage')).toHaveLength(1);
    clock.advance(600_000);
    await deliver();
    expect(seen()).toHaveLength(1);
    expect(await state('a')).toEqual({ state: 'sent', task: null });
  });

  it('waits as long as Slack asks, in that workspace alone', async () => {
    other = slack.addWorkspace({ id: 'T0OTHER', name: 'Other' });
    await install(other);
    const olga = other.addMember({ name: 'olga', displayName: 'Olga' });
    slack.fault('chat.postMessage', { kind: 'rate_limit', retryAfter: 20 }, { times: 1 });
    await plan('a');
    await deliver();
    await plan('b');
    await plan('c', { to: olga, workspaceId: 'T0OTHER' });
    await deliver();
    expect(olga.dm).toHaveLength(1);
    expect(seen()).toEqual([]);
    clock.advance(19_000);
    expect(await deliver()).toEqual([]);
    clock.advance(1_500);
    await deliver();
    expect(seen()).toHaveLength(2);
  });

  it('is claimed again when the process that claimed it is gone', async () => {
    const row = await plan('a');
    await database.db.transaction((store) =>
      store.deliveries.claim(row, 'gone', clock.now(), new Date(clock.now().getTime() + 45_000)),
    );
    expect(await deliver()).toEqual([]);
    clock.advance(46_000);
    await deliver();
    expect(seen()).toHaveLength(1);
  });

  it('ends for somebody who has left, and says nothing into the void', async () => {
    await database.db.transaction((store) =>
      store.members.remember('T0CIRCLE', [{ userId: alice.id, name: 'Alice', timeZone: null }]),
    );
    await circle.deactivate(alice);
    await plan('a');
    await deliver();
    expect(slack.callsTo('chat.postMessage')).toEqual([]);
    expect(await state('a')).toEqual({ state: 'ended', task: null });
    expect((await database.db.read.members.find('T0CIRCLE', alice.id))?.leftAt).not.toBeNull();
  });

  it('is given up, once and with its consequence, when Slack refuses it', async () => {
    const general = circle.addChannel({ name: 'general' });
    await circle.archive(general);
    await plan('a', { channelId: general.id });
    expect((await deliver()).map(({ outcome, reason }) => [outcome, reason])).toEqual([['failed', 'is_archived']]);
    expect(givenUp).toEqual(['is_archived']);
    expect(await deliver()).toEqual([]);
  });

  it('is not posted again where Slack does not let us look', async () => {
    await slack.stop();
    slack = await startSimulatedSlack({ manifestPath: 'manifest.yml', now: () => clock.now(), rateLimits: 'off' });
    circle = slack.addWorkspace({ id: 'T0CIRCLE', name: 'Circle', refuse: ['channels:history'] });
    const general = circle.addChannel({ name: 'general' });
    deps = depsOf();
    slack.fault('chat.postMessage', { kind: 'stored_but_dropped' }, { times: 1 });
    await plan('a', { channelId: general.id });
    await deliver();
    clock.advance(60_000);
    await deliver();
    expect(slack.callsTo('chat.postMessage')).toHaveLength(1);
    expect(givenUp).toEqual(['fate unknown']);
  });

  const change = (row: { id: string }) =>
    database.db.transaction((store) => store.deliveries.redraw('T0CIRCLE', [row.id], clock.now()));
  const takeBack = (row: { id: string }) =>
    database.db.transaction((store) => store.deliveries.remove('T0CIRCLE', [row.id], clock.now()));

  it('is redrawn in place when what it shows changed', async () => {
    const row = await plan('a');
    await deliver();
    words = 'Good evening, Alice.';
    await change(row);
    await deliver();
    expect(seen()).toEqual(['Good evening, Alice.']);
    expect(slack.callsTo('chat.postMessage')).toHaveLength(1);
  });

  it('is redrawn when it changed while it was being sent', async () => {
    const row = await plan('a');
    const off = slack.beforeAnswer('chat.postMessage', async () => {
      words = 'Good evening, Alice.';
      await change(row);
    });
    await deliver();
    off();
    expect(seen()).toEqual(['Good evening, Alice.']);
    expect(await state('a')).toEqual({ state: 'sent', task: null });
  });

  it('is redrawn once more when it changed while it was being redrawn', async () => {
    const row = await plan('a');
    await deliver();
    words = 'Good evening, Alice.';
    await change(row);
    const off = slack.beforeAnswer('chat.update', async () => {
      off();
      words = 'Good night, Alice.';
      await change(row);
    });
    await deliver();
    expect(seen()).toEqual(['Good night, Alice.']);
  });

  it('is deleted where Slack refuses the redraw', async () => {
    const row = await plan('a');
    await deliver();
    slack.fault('chat.update', { kind: 'api_error', error: 'edit_window_closed' });
    await change(row);
    await deliver();
    expect(seen()).toEqual([]);
  });

  it('is left where Slack refuses the redraw of a channel message', async () => {
    const general = circle.addChannel({ name: 'general', members: [alice] });
    const row = await plan('a', { channelId: general.id, kind: 'notice' });
    await deliver();
    slack.fault('chat.update', { kind: 'api_error', error: 'edit_window_closed' });
    await change(row);
    await deliver();
    expect(await deliver()).toEqual([]);
    expect(alice.sees({ in: general }).map((message) => message.text)).toEqual(['Good morning, Alice.']);
  });

  it('is never sent when it is taken back before', async () => {
    await takeBack(await plan('a'));
    await deliver();
    expect(slack.callsTo('chat.postMessage')).toEqual([]);
  });

  it('is deleted when it is taken back after, and stays so', async () => {
    const row = await plan('a');
    await deliver();
    await takeBack(row);
    await change(row);
    await deliver();
    expect(seen()).toEqual([]);
    await plan('a');
    expect(await deliver()).toEqual([]);
  });

  it('is deleted when it is taken back while it is being sent', async () => {
    const row = await plan('a');
    const off = slack.beforeAnswer('chat.postMessage', async () => {
      off();
      await takeBack(row);
    });
    await deliver();
    expect(seen()).toEqual([]);
    expect(await state('a')).toEqual({ state: 'ended', task: null });
  });

  it('is deleted when it is taken back and the answer to its sending was lost', async () => {
    const row = await plan('a');
    slack.fault('chat.postMessage', { kind: 'stored_but_dropped' }, { times: 1 });
    await deliver();
    await takeBack(row);
    clock.advance(60_000);
    await deliver();
    expect(seen()).toEqual([]);
    expect(slack.callsTo('chat.postMessage')).toHaveLength(1);
  });

  it('shows a change that was being stored when it was about to be sent', async () => {
    const row = await plan('a');
    let begun!: () => void;
    let finish!: () => void;
    const hasBegun = new Promise<void>((resolve) => (begun = resolve));
    const mayFinish = new Promise<void>((resolve) => (finish = resolve));
    const changing = database.db.transaction(async (store) => {
      await store.deliveries.redraw('T0CIRCLE', [row.id], clock.now());
      begun();
      await mayFinish;
    });
    await hasBegun;
    const sending = deliver();
    // either it waits for the change, or it has gone out without it
    await Promise.race([sending, new Promise((resolve) => setTimeout(resolve, 300))]);
    words = 'Good evening, Alice.';
    finish();
    await changing;
    await sending;
    await deliver();
    expect(seen()).toEqual(['Good evening, Alice.']);
  });

  it('is not posted when its claim is about to run out: another process may have it by then', async () => {
    const row = await plan('a');
    const slow: MessageKind = {
      ...greeting,
      render: async () => {
        clock.advance(40_000);
        return say(words);
      },
    };
    const late = { ...deps, kinds: new Map([['greeting', slow]]) };
    expect((await deliverDue(late, clock.now())).map(({ reason }) => reason)).toEqual(['took too long']);
    expect(slack.callsTo('chat.postMessage')).toEqual([]);
    expect((await database.db.read.deliveries.find('T0CIRCLE', row.id))?.state).toBe('planned');
    clock.advance(60_000);
    await deliver();
    expect(seen()).toHaveLength(1);
  });

  it('stays sent, whatever a process says whose claim had run out', async () => {
    const row = await plan('a');
    const until = new Date(clock.now().getTime() + 45_000);
    const stale = await database.db.transaction((store) => store.deliveries.claim(row, 'stale', clock.now(), until));
    clock.advance(46_000);
    await deliver();
    await database.db.transaction(async (store) => {
      expect(await store.deliveries.end(stale!, 'too late')).toBe(false);
      await store.deliveries.settled(stale!);
      await store.deliveries.removeInstead(stale!);
    });
    expect(await state('a')).toEqual({ state: 'sent', task: null });
  });

  it('goes to a new conversation where the remembered one is no longer there', async () => {
    await database.db.transaction(async (store) => {
      await store.members.remember('T0CIRCLE', [{ userId: alice.id, name: 'Alice', timeZone: null }]);
      await store.members.setDirectMessages('T0CIRCLE', alice.id, 'D0GONE');
    });
    await plan('a');
    await deliver();
    expect(seen()).toEqual(['Good morning, Alice.']);
    await plan('b');
    await deliver();
    expect(seen()).toHaveLength(2);
  });

  it('waits for a workspace whose token is refused, without asking for each message', async () => {
    const fault = slack.fault('users.info', { kind: 'api_error', error: 'account_inactive' });
    for (const subject of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j']) await plan(subject);
    await deliver();
    expect(fault.hits).toBeLessThan(9);
    fault.off();
    clock.advance(600_001);
    await deliver();
    expect(seen()).toHaveLength(10);
  });

  it('asks for no other try where Goodturn is no longer installed', async () => {
    await plan('a');
    await database.db.transaction((store) => store.workspaces.uninstall('T0CIRCLE', clock.now()));
    expect(await deliver()).toEqual([]);
    expect(await database.db.read.deliveries.nextTry(clock.now(), clock.now())).toBeNull();
  });

  it('is claimed no more once the process is stopping', async () => {
    await plan('a');
    expect(await deliverAll(deps, clock.now(), () => true)).toEqual([]);
    expect(slack.callsTo('chat.postMessage')).toEqual([]);
  });

  it('does not hold up the others when what became of one cannot be stored', async () => {
    const refused = () => Promise.reject(new Error('a mistake'));
    const general = circle.addChannel({ name: 'general' });
    await circle.archive(general);
    deps = { ...deps, kinds: new Map([['greeting', { ...greeting, refused }]]) };
    await plan('a', { channelId: general.id });
    await plan('b');
    expect((await deliver()).map(({ outcome }) => outcome)).toEqual(['sent']);
  });

  it('does not hold up the others when one of them cannot be made', async () => {
    deps = {
      ...deps,
      kinds: new Map([
        [
          'greeting',
          {
            ...greeting,
            render: async (_context, { subjectId }) =>
              subjectId === 'a' ? Promise.reject(new Error('a mistake')) : say(words),
          },
        ],
      ]),
    };
    await plan('a');
    await plan('b');
    const outcomes = (await deliverDue(deps, clock.now())).map(({ outcome }) => outcome).toSorted();
    expect(outcomes).toEqual(['put off', 'sent']);
  });
});
