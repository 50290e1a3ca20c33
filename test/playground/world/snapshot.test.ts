import { describe, expect, it } from '@jest/globals';
import { StoredFile } from '../../../playground/server/files';
import { startSimulatedSlack } from '../../../playground/server/start';
import { View } from '../../../playground/server/view';
import { restore, takeSnapshot, type Rest } from '../../../playground/world/snapshot';
import { PNG, putFile } from '../picture-files';
import { FixedClock } from '../../support/fixed-clock';
import { PLAYED_WITHIN_MS, startHarbor, startPlayedHarbor } from './harbor';

const REST: Rest = {
  reads: { U1: { C1: '1.000001' } },
  guide: { hidden: true, done: ['give'], since: '5.000000' },
  clockOffset: 42,
};

async function slackAt(at: string) {
  const clock = new FixedClock(new Date(at));
  const slack = await startSimulatedSlack({ manifestPath: 'manifest.yml', now: () => clock.now() });
  return { clock, slack };
}

/** A workspace with one of everything. */
async function furnished() {
  const { slack } = await slackAt('2026-11-24T15:00:00Z');
  const workspace = slack.addWorkspace({ name: 'Pier', tz: 'Europe/London' });
  const gina = workspace.addMember({ name: 'gina', displayName: 'Gina', tz: null });
  const alice = workspace.addMember({ name: 'alice', guest: 'multi' });
  const bob = workspace.addMember({ name: 'bob', stranger: true });
  await workspace.rename(gina, { displayName: 'Gina M.', realName: 'Gina Moreno' });
  await workspace.changeTimeZone(alice, 'Asia/Tokyo');
  await workspace.makeAdmin(alice, true);
  await workspace.deactivate(bob);
  const group = workspace.addUserGroup({ handle: 'builders' });
  const general = workspace.addChannel({ name: 'general', members: [gina, alice] });
  const quiet = workspace.addChannel({
    name: 'quiet',
    members: [gina],
    private: true,
    shared: true,
    archived: true,
    appIsMember: false,
  });
  const three = workspace.addDirectMessage([gina, alice, workspace.bot]);
  const dm = workspace.dmOf(gina);

  const hello = await gina.says('Hello', { in: general });
  await alice.reacts('wave', hello);
  const file = putFile(workspace, 'ledger.csv', Buffer.from('a;b\né'));
  file.title = 'Your ledger';
  const unshown = new StoredFile(workspace, 'never.csv', 1);
  unshown.content = Buffer.from('x');
  slack.files.set(unshown.id, unshown);
  const block = { type: 'section', block_id: 'b1', text: { type: 'mrkdwn', text: 'Here it is' } };
  const posted = dm.post(workspace.botUserId, true, {
    text: 'Here it is',
    blocks: [block],
    metadata: { event_type: 'kind', event_payload: { id: '7' } },
    files: [file],
  });
  posted.edited = { user: workspace.botUserId, ts: dm.nextTs() };
  gina.showEphemeral(general, { text: 'Only for you', blocks: [block] });
  const gone = await gina.says('Never mind', { in: general });
  gone.deleted = true;
  general.post(alice.id, false, { text: 'An answer', threadTs: hello.ts });
  three.post(workspace.botUserId, true, { text: 'May I introduce you' });
  gina.showHome(new View(gina, { type: 'home', blocks: [block] }, undefined));
  gina.showModal(new View(gina, { type: 'modal', blocks: [block] }, undefined));
  return { slack, workspace, gina, general, quiet, dm, group, file };
}

describe('a snapshot', () => {
  it('brings back everybody, every conversation and every message, as they were', async () => {
    const before = await furnished();
    const text = takeSnapshot(before.workspace, REST);
    const { slack } = await slackAt('2026-11-24T18:00:00Z');
    const { workspace, rest } = restore(slack, text)!;
    expect(rest).toEqual(REST);
    expect(takeSnapshot(workspace, REST)).toBe(text);

    const { id, botUserId, botId, foreignTeamId, tz } = before.workspace;
    expect(workspace).toMatchObject({ id, botUserId, botId, foreignTeamId, tz });
    const gina = workspace.member(before.gina.id)!;
    expect([gina.displayName, gina.realName, gina.tz]).toEqual(['Gina M.', 'Gina Moreno', undefined]);
    const everybody = workspace.members.filter((person) => !person.isAutomatic);
    expect(
      everybody.map(({ name, admin, tz: zone, deleted, guest, stranger }) => [
        name,
        admin,
        zone,
        deleted,
        guest,
        stranger,
      ]),
    ).toEqual([
      ['gina', false, undefined, false, undefined, false],
      ['alice', true, 'Asia/Tokyo', false, 'multi', false],
      ['bob', false, 'Europe/London', true, undefined, true],
    ]);
    expect(workspace.channels.map((each) => each.toSlack())).toEqual(
      before.workspace.channels.map((each) => each.toSlack()),
    );
    const seen = (person: typeof gina) =>
      person.sees().map((each) => [each.channel.id, each.ts, each.text, each.ephemeral]);
    expect(seen(gina)).toEqual(seen(before.gina));
    expect(seen(gina).map(([, , words]) => words)).toEqual([
      'Hello',
      'Here it is',
      'Only for you',
      'An answer',
      'May I introduce you',
    ]);
    const [posted] = gina.dm;
    expect(posted?.toSlack(true)).toEqual({
      ...before.dm.messages[0]!.toSlack(true),
      files: [{ ...before.file.toSlack(), url_private: `${slack.url}/files/${before.file.id}` }],
    });
    expect(slack.files.get(before.file.id)?.content?.toString()).toBe('a;b\né');
    expect(gina.home?.text).toBe('Here it is');
    await before.slack.stop();
    await slack.stop();
  });

  it('leaves out what was deleted, and open forms', async () => {
    const before = await furnished();
    const text = takeSnapshot(before.workspace, REST);
    expect(text).not.toContain('Never mind');
    const { slack } = await slackAt('2026-11-24T18:00:00Z');
    const { workspace } = restore(slack, text)!;
    expect(workspace.member(before.gina.id)!.modalStack).toEqual([]);
    await before.slack.stop();
    await slack.stop();
  });

  it('keeps every file as it stands: what blocks show, what is not shown yet, and what was deleted', async () => {
    const before = await furnished();
    const [shown, early, gone] = ['shown.png', 'early.png', 'gone.png'].map((name) => putFile(before.workspace, name));
    const show = (file: StoredFile) => [
      { type: 'image', block_id: file.name, slack_file: { id: file.id }, alt_text: 'x' },
    ];
    before.dm.post(before.workspace.botUserId, true, { text: 'Both', blocks: [...show(shown!), ...show(gone!)] });
    before.dm.post(before.workspace.botUserId, true, { text: 'A file', files: [gone!] });
    gone!.delete();

    const text = takeSnapshot(before.workspace, REST);
    const { slack } = await slackAt('2026-11-24T18:00:00Z');
    const { workspace } = restore(slack, text)!;
    expect(takeSnapshot(workspace, REST)).toBe(text);
    const files = [...slack.files.values()];
    expect(files.map(({ name, content, completed, deleted }) => [name, content, completed, deleted])).toEqual([
      ['ledger.csv', Buffer.from('a;b\né'), true, false],
      ['never.csv', Buffer.from('x'), false, false],
      ['shown.png', PNG, true, false],
      ['early.png', PNG, true, false],
      ['gone.png', undefined, true, true],
    ]);
    const ask = async (method: string, args: object) => {
      const headers = { authorization: `Bearer ${workspace.botToken}`, 'content-type': 'application/json' };
      const asked = await fetch(slack.apiUrl + method, { method: 'POST', headers, body: JSON.stringify(args) });
      return (await asked.json()) as { ok: boolean; error?: string };
    };
    const post = (file: StoredFile) =>
      ask('chat.postMessage', { channel: before.gina.id, text: 'x', blocks: show(file) });
    expect([(await post(early!)).ok, (await post(gone!)).error]).toEqual([true, 'invalid_blocks']);
    expect(await ask('files.delete', { file: gone!.id })).toEqual({ ok: false, error: 'file_deleted' });
    const [, , last] = workspace.member(before.gina.id)!.dm;
    expect([last!.files, last!.toSlack()['files']]).toEqual([[], [{ id: gone!.id, mode: 'tombstone' }]]);
    await before.slack.stop();
    await slack.stop();
  });

  it('keeps the last 50 files that nothing shows', async () => {
    const before = await furnished();
    const made = Array.from({ length: 60 }, (_, at) => putFile(before.workspace, `${at}.png`));
    const other = putFile(before.slack.addWorkspace({ name: 'Other' }), 'other.png');
    const { slack } = await slackAt('2026-11-24T18:00:00Z');
    restore(slack, takeSnapshot(before.workspace, REST));
    const ids = [before.file, ...made.slice(-50)].map(({ id }) => id);
    expect([...slack.files.keys()]).toEqual(ids);
    expect(ids).not.toContain(other.id);
    await before.slack.stop();
    await slack.stop();
  });

  it('takes the files of a snapshot that says nothing of how they stand', async () => {
    const before = await furnished();
    const saved = JSON.parse(takeSnapshot(before.workspace, REST)) as { files: Record<string, unknown>[] };
    saved.files = [{ ...saved.files[0]!, completed: undefined, deleted: undefined }];
    const { slack } = await slackAt('2026-11-24T18:00:00Z');
    restore(slack, JSON.stringify(saved));
    expect(slack.files.get(before.file.id)).toMatchObject({ completed: true, deleted: false, title: 'Your ledger' });
    await before.slack.stop();
    await slack.stop();
  });

  it('goes on after the last: nothing new takes an id or a `ts` that is taken', async () => {
    const before = await furnished();
    // as if another process, which has counted further, had issued it
    const text = takeSnapshot(before.workspace, REST).replaceAll(before.general.id, 'C9000GENERAL');
    // the clock was put back meanwhile
    const { slack } = await slackAt('2026-11-20T09:00:00Z');
    const { workspace } = restore(slack, text)!;
    const gina = workspace.member(before.gina.id)!;
    const general = workspace.channels.find(({ id }) => id === 'C9000GENERAL')!;
    const last = general.messages.at(-1)!;
    const next = await gina.says('Later', { in: general });
    expect(Number(next.ts)).toBeGreaterThan(Number(last.ts));
    expect(Number(next.ts)).toBeGreaterThan(Number(gina.ephemerals[0]!.ts));
    expect(gina.sees().at(-1)).toBe(next);
    const made = workspace.addChannel({ name: 'general' });
    expect(made.id).toBe('C9001GENERAL');
    expect(workspace.dmOf(gina).id).toBe(before.dm.id);
    await before.slack.stop();
    await slack.stop();
  });

  it('keeps the last 500 messages of a conversation', async () => {
    const before = await furnished();
    for (let count = 1; count <= 502; count += 1) await before.gina.says(`number ${count}`, { in: before.general });
    const { slack } = await slackAt('2026-11-24T18:00:00Z');
    const { workspace } = restore(slack, takeSnapshot(before.workspace, REST))!;
    const kept = workspace.channels.find(({ id }) => id === before.general.id)!.messages;
    expect([kept.length, kept[0]?.text, kept.at(-1)?.text]).toEqual([500, 'number 3', 'number 502']);
    await before.slack.stop();
    await slack.stop();
  });

  it('is nothing where it is no snapshot, of another version, or not whole: then nothing is changed', async () => {
    const before = await furnished();
    const text = takeSnapshot(before.workspace, REST);
    const { slack } = await slackAt('2026-11-24T18:00:00Z');
    const changed = (change: (saved: Record<string, unknown>) => void) => {
      const saved = JSON.parse(text) as Record<string, unknown>;
      change(saved);
      return JSON.stringify(saved);
    };
    const bad = [
      '',
      'null',
      '{"version":1}',
      text.slice(0, -10),
      changed((saved) => (saved['version'] = 2)),
      changed((saved) => (saved['channels'] = [])),
      changed((saved) => (saved['members'] = [])),
      changed((saved) => delete saved['rest']),
    ];
    expect(bad.map((each) => restore(slack, each))).toEqual(bad.map(() => null));
    expect([slack.workspaces, slack.files.size]).toEqual([[], 0]);
    expect(restore(slack, text)).not.toBeNull();
    await before.slack.stop();
    await slack.stop();
  });

  it(
    'lets the app go on where it was stopped: a button of before works, and its messages are still found',
    async () => {
      const first = await startPlayedHarbor();
      await first.world.moveClock('morning', first.person('gina'));
      const snapshot = first.world.snapshot()!;
      const { database } = first;
      const now = first.world.clock.now().getTime();
      await first.stop('keep the database');

      const second = await startHarbor('2026-11-25T16:40:00Z', { database, snapshot });
      const { world } = second;
      expect(world.clock.moved).toBe(true);
      expect(world.clock.now().getTime()).toBeGreaterThan(now);
      expect(world.cast.map(({ person }) => person.name)).toEqual(first.world.cast.map(({ person }) => person.name));
      const alice = second.person('alice');
      await alice.press('Say thanks', { row: /Ferry Theatre/ });
      await alice.fillIn({ 'Your note': 'The first meeting was worth the train.' });
      await alice.submit();
      await second.tick();
      expect(second.person('omar').dm.at(-1)?.readable).toContain('worth the train');
      expect(alice.dm.filter(({ readable }) => readable.includes('You thanked Omar.'))).toHaveLength(2);
      expect(second.complaints).toEqual([]);
      await second.stop();
    },
    PLAYED_WITHIN_MS,
  );
});
