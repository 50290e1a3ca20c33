import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pino from 'pino';
import { startSimulatedSlack } from '../../playground/server/start';
import { systemClock } from '../../src/domain/clock';
import { assemble, type Goodturn } from '../../src/goodturn';
import { tokenSeal } from '../../src/slack/installations';
import { throwawayDatabase, type Throwaway } from '../support/databases';
import { installedByOAuth } from '../support/by-oauth';

describe('a sealed token', () => {
  const seal = tokenSeal(Buffer.alloc(32, 7));

  it('opens with its key', () => {
    expect(seal.open(seal.seal('xoxb-secret'))).toBe('xoxb-secret');
  });

  it('never reads the same twice, nor like the token', () => {
    expect(seal.seal('xoxb-secret')).not.toBe(seal.seal('xoxb-secret'));
    expect(seal.seal('xoxb-secret')).not.toContain('xoxb');
  });

  it('does not open with another key, nor when it was changed', () => {
    const sealed = seal.seal('xoxb-secret');
    expect(() => tokenSeal(Buffer.alloc(32, 8)).open(sealed)).toThrow();
    const [iv, tag, text] = sealed.split('.');
    const changed = Buffer.from(text!, 'base64');
    changed[0]! ^= 1;
    expect(() => seal.open([iv, tag, changed.toString('base64')].join('.'))).toThrow();
  });
});

describe('installing by OAuth', () => {
  let slack: Awaited<ReturnType<typeof startSimulatedSlack>>;
  let database: Throwaway;
  let goodturn: Goodturn;
  let address: string;

  beforeEach(async () => {
    slack = await startSimulatedSlack({ manifestPath: 'manifest.yml', rateLimits: 'off' });
    database = await throwawayDatabase();
    goodturn = await assemble({
      slack: installedByOAuth(slack),
      port: 0,
      db: database.db,
      clock: systemClock,
      log: pino({ level: 'silent' }),
      ticking: false,
    });
    address = `http://127.0.0.1:${(await goodturn.start()).port}`;
    slack.connectHttp(address);
  });
  afterEach(async () => {
    await goodturn.stop();
    await slack.stop();
    await database.drop();
  });

  const join = (id: string) => {
    const workspace = slack.addWorkspace({ id, name: id, installed: false });
    return { workspace, gina: workspace.addMember({ name: 'gina', displayName: 'Gina', admin: true }) };
  };
  const install = async ({ workspace, gina }: ReturnType<typeof join>) =>
    slack.install(workspace, `${address}/slack/install`, { by: gina });

  it('makes each workspace work with a token of its own, sealed in the database', async () => {
    const [one, two] = [join('T0ONE'), join('T0TWO')];
    expect((await install(one)).status).toBe(200);
    expect((await install(two)).status).toBe(200);
    expect((await one.gina.types('/referral nonsense'))?.text).toBeTruthy();
    expect((await two.gina.types('/referral nonsense'))?.text).toBeTruthy();
    const stored = await database.db.read.workspaces.find('T0ONE');
    expect(stored?.sealedToken).toBeTruthy();
    expect(JSON.stringify(stored)).not.toContain(one.workspace.botToken);
  });

  it('answers nothing after an uninstall, and again after a new installation', async () => {
    const one = join('T0ONE');
    await install(one);
    await one.workspace.uninstall();
    await slack.idle();
    const stored = await database.db.read.workspaces.find('T0ONE');
    expect(stored).toMatchObject({ sealedToken: null });
    expect(stored?.uninstalledAt).not.toBeNull();
    await install(one);
    expect((await one.gina.types('/referral nonsense'))?.text).toBeTruthy();
  });

  it('does not take an event as done while it cannot look up whose it is', async () => {
    const one = join('T0ONE');
    await install(one);
    const { read } = database.db;
    const { find } = read.workspaces;
    read.workspaces.find = () => Promise.reject(new Error('the database is away'));
    await one.workspace.rename(one.gina, { displayName: 'Georgina' });
    await slack.idle();
    read.workspaces.find = find;
    expect(slack.pendingRetries).toHaveLength(1);
    await slack.runRetries();
    expect(slack.pendingRetries).toHaveLength(0);
  });

  it('stores nothing when the person says no', async () => {
    const one = join('T0ONE');
    await slack.install(one.workspace, `${address}/slack/install`, { by: one.gina, deny: true });
    expect(await database.db.read.workspaces.find('T0ONE')).toBeNull();
  });
});
