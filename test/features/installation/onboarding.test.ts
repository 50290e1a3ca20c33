import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import pino from 'pino';
import { startSimulatedSlack } from '../../../playground/server/start';
import { assemble, dueJobs, type Goodturn } from '../../../src/goodturn';
import { runDue } from '../../../src/jobs/run-due';
import { installedByOAuth } from '../../support/by-oauth';
import { startCircle } from '../../support/circle';
import { throwawayDatabase, type Throwaway } from '../../support/databases';
import { FixedClock } from '../../support/fixed-clock';

describe('after an installation by OAuth', () => {
  const clock = new FixedClock(new Date('2026-11-24T15:00:00Z'));
  let slack: Awaited<ReturnType<typeof startSimulatedSlack>>;
  let database: Throwaway;
  let goodturn: Goodturn;
  let address: string;

  async function start(): Promise<void> {
    goodturn = await assemble({
      slack: installedByOAuth(slack),
      port: 0,
      db: database.db,
      clock,
      log: pino({ level: 'silent' }),
      ticking: false,
    });
    address = `http://127.0.0.1:${(await goodturn.start()).port}`;
    slack.connectHttp(address);
  }

  beforeEach(async () => {
    slack = await startSimulatedSlack({
      manifestPath: 'manifest.yml',
      rateLimits: 'off',
      now: () => clock.now(),
      appIdle: async () => goodturn?.idle(),
      quiet: 5,
    });
    database = await throwawayDatabase();
    await start();
  });

  afterEach(async () => {
    await goodturn.stop();
    await slack.stop();
    await database.drop();
  });

  test('the installer gets one message with what to do next, and nobody else is told', async () => {
    const circle = slack.addWorkspace({ id: 'T0CIRCLE', name: 'Circle & Co', installed: false });
    const ada = circle.addMember({ name: 'ada', displayName: 'Ada', admin: true });
    const gina = circle.addMember({ name: 'gina', displayName: 'Gina' });
    const general = circle.addChannel({ name: 'general', members: [ada, gina] });
    const install = async (by = ada) => {
      await slack.install(circle, `${address}/slack/install`, { by });
      await slack.idle();
    };
    await install();
    expect((await database.db.read.workspaces.find('T0CIRCLE'))?.installedById).toBe(ada.id);
    expect(ada.dm.map(({ text }) => text)).toEqual([
      'You installed Goodturn in Circle &amp; Co. I have told nobody else.',
    ]);
    const [message] = ada.dm;
    expect(message?.buttons).toEqual(['Choose a channel', 'Give a referral']);
    expect(message?.readable).toContain('A text to paste');
    expect([...gina.dm, ...gina.sees({ in: general })]).toEqual([]);
    await ada.press('Choose a channel', { on: message });
    expect(ada.modal?.labels).toContain('Digest channel');
    await ada.closeModal({ all: true });
    await ada.press('Give a referral', { on: message });
    expect(ada.modal?.labels).toContain('To whom?');

    // not at each start, and not for more scopes of the same installation
    await goodturn.stop();
    await start();
    await install();
    await runDue(goodturn.delivery, dueJobs, clock.now());
    expect(ada.dm).toHaveLength(1);

    // another installation, by somebody who is no admin
    await circle.uninstall();
    await slack.idle();
    clock.set('2026-11-25T15:00:00Z');
    await install(gina);
    expect(ada.dm).toHaveLength(1);
    expect(gina.dm.map(({ buttons }) => buttons)).toEqual([['Give a referral']]);
    expect(gina.dm[0]?.readable).toContain('an admin says `/referral digest here`');
  });
});

describe('with a given token', () => {
  test('nobody is told; who adds Goodturn to a channel sees a hint that nobody else sees', async () => {
    const circle = await startCircle();
    const { workspace, gina, alice, ada } = circle;
    for (const person of [gina, alice, ada]) expect(person.dm).toEqual([]);
    const channel = workspace.addChannel({ name: 'new', members: [gina, alice], appIsMember: false });
    const secret = workspace.addChannel({ name: 'secret', members: [gina], appIsMember: false, private: true });
    for (const each of [channel, secret]) {
      await workspace.inviteApp(each, gina);
      await circle.settle();
      expect(gina.sees({ in: each }).map(({ text, ephemeral }) => ({ text, ephemeral }))).toEqual([
        {
          text: "I am in this channel now, and post nothing here unless an admin wants the weekly digest here: `/referral digest here`. `/referral @alice to Bob's firm` records a referral wherever you type it.",
          ephemeral: true,
        },
      ]);
    }
    expect(alice.sees({ in: channel })).toEqual([]);

    // nobody did it, or it is not about Goodturn
    const quiet = workspace.addChannel({ name: 'quiet', members: [gina], appIsMember: false });
    await workspace.inviteApp(quiet);
    const joined = { type: 'member_joined_channel', user: alice.id, inviter: gina.id, channel: quiet.id };
    await circle.slack.delivery.emit(workspace, joined);
    await circle.settle();
    expect(gina.sees({ in: quiet })).toEqual([]);

    // who has left the channel since cannot be shown anything, and that is no failure
    const gone = workspace.addChannel({ name: 'gone', members: [alice], appIsMember: false });
    await workspace.inviteApp(gone, gina);
    await circle.settle();
    expect(circle.complaints.join('')).toContain('who added Goodturn could not be told');
    await circle.stop();
  });
});
