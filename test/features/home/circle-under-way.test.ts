import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { ImageBlock } from '@slack/types';
import type { Person } from '../../../playground/server/people/person';
import { standInOf } from '../../../src/domain/stand-in';
import { publish } from '../../../src/features/home/publish';
import { openDatabase } from '../../../src/store/open-database';
import { type Circle, startCircle } from '../../support/circle';
import { describeOnBoth } from '../../support/databases';
import { rowsWith } from '../../support/tables';
import { refer, stopQuietly } from '../thanks/circle-of-thanks';
import { atHome, homeOf, seed } from './circle-of-home';

const W = 'T0CIRCLE';
let circle: Circle;
const by = atHome(() => circle);

const pictureOf = (person: Person) => {
  const image = person.home?.view['blocks'] as ImageBlock[] | undefined;
  const block = image?.find(({ type }) => type === 'image') as
    (ImageBlock & { slack_file: { id: string } }) | undefined;
  return block && { alt: block.alt_text, file: circle.slack.files.get(block.slack_file.id)! };
};
const files = () => [...circle.slack.files.values()];
/** The ids of those that Slack has. */
const there = () => files().flatMap(({ id, completed, deleted }) => (completed && !deleted ? id : []));
const later = (minutes: number) => new Date(circle.clock.now().getTime() + minutes * 60_000);
const rows = () => circle.database.db.read.pictures.due(new Date('2100-01-01'), 100);

describeOnBoth('a picture of a circle that is on its way', (database) => {
  beforeEach(async () => {
    circle = await startCircle({ database });
  });
  afterEach(() => stopQuietly(circle));

  it.each(['files.getUploadURLExternal', 'files.completeUploadExternal', 'views.publish'])(
    'leaves nothing of its reader, who is forgotten meanwhile: %s',
    async (method) => {
      const { gina, alice, slack } = circle;
      await refer(circle, gina, alice, 'Acme');
      await alice.types('/referral forget me');
      const off = slack.beforeAnswer(method, async () => {
        if (method === 'views.publish' && slack.callsTo('files.completeUploadExternal').length === 0) return;
        off();
        await alice.press('Erase everything about me', { inView: true, settle: false });
      });
      await by(alice).opens();
      expect(slack.callsTo('files.getUploadURLExternal')).toHaveLength(1);
      await circle.runAt(later(2));
      await circle.runAt(later(70));
      expect(pictureOf(alice)).toBeUndefined();
      // in the first case it is begun too late, which is logged
      expect(circle.complaints.splice(0).every((line) => line.includes('a picture could not be made'))).toBe(true);
      expect(there()).toEqual([]);
      expect(await rowsWith(circle.database, [alice.id])).toEqual([]);
    },
  );

  it.each(['files.getUploadURLExternal', 'files.completeUploadExternal', 'views.publish'])(
    'does not go on showing somebody who is forgotten meanwhile: %s',
    async (method) => {
      const { gina, alice, bob, slack } = circle;
      // recorded without any message: nothing but the picture tells of them
      await seed(circle, 1, gina, alice);
      await seed(circle, 1, gina, bob);
      await alice.types('/referral forget me');
      const off = slack.beforeAnswer(method, async () => {
        if (method === 'views.publish' && slack.callsTo('files.completeUploadExternal').length === 0) return;
        off();
        await alice.press('Erase everything about me', { inView: true, settle: false });
      });
      await by(gina).opens();
      await circle.runAt(later(2));
      await circle.runAt(later(70));
      const shown = pictureOf(gina);
      expect(there()).toEqual(shown ? [shown.file.id] : []);
      expect(shown?.alt).toBe('Your circle. You helped a member and Bob.');
      expect(homeOf(gina)).not.toContain('Alice');
    },
  );

  it('and in another process, too, is not deleted while Home shows it', async () => {
    const { gina, alice, slack, goodturn } = circle;
    await refer(circle, gina, alice, 'Acme');
    const other = openDatabase(circle.database.url);
    const off = slack.beforeAnswer('files.completeUploadExternal', async () => {
      off();
      await publish({ ...goodturn.delivery, db: other }, W, gina.id);
    });
    await by(gina).opens();
    await circle.runAt(later(2));
    await circle.runAt(later(70));
    expect(pictureOf(gina)?.file.deleted).toBe(false);
    expect(there()).toEqual([pictureOf(gina)!.file.id]);
    expect(await rows()).toEqual([]);
    await other.close();
  });

  it('leaves nothing of its reader either where another process forgets them', async () => {
    const { gina, alice, slack } = circle;
    await refer(circle, gina, alice, 'Acme');
    const other = openDatabase(circle.database.url);
    const off = slack.beforeAnswer('files.getUploadURLExternal', async () => {
      off();
      await other.transaction((store) => store.erasures.begin(W, alice.id, standInOf('0b0e'), circle.clock.now()));
    });
    await by(alice).opens();
    await circle.runAt(later(2));
    await circle.runAt(later(70));
    expect(there()).toEqual([]);
    expect(await rowsWith(circle.database, [alice.id])).toEqual([]);
    expect(circle.complaints.splice(0).join()).toContain('a picture could not be made');
    await other.close();
  });

  it('waits for nobody who has left: it is given up like any other', async () => {
    const { gina, alice, slack, workspace } = circle;
    await refer(circle, gina, alice, 'Acme');
    slack.holdPictures();
    await by(gina).opens();
    await workspace.deactivate(gina);
    for (const minutes of [2, 60 * 12, 60 * 13, 60 * 26, 60 * 2]) await circle.runAt(later(minutes));
    expect(files().map(({ deleted }) => deleted)).toEqual([true]);
    expect(await rows()).toEqual([]);
    circle.complaints.splice(0);
  });

  it('is not held up by many of a workspace where Goodturn is not installed any more', async () => {
    const { gina, alice, bob, database: throwaway } = circle;
    const then = new Date('2026-11-01T00:00:00Z');
    await throwaway.db.transaction(async (store) => {
      await store.workspaces.install('T0GONE', { name: 'Gone', botUserId: 'U0B', sealedToken: null, scopes: '' }, then);
      for (let n = 0; n < 60; n += 1)
        await store.pictures.begin({ workspaceId: 'T0GONE', fileId: `F0${n}`, place: `digest:${n}`, key: 'k' }, then);
      await store.workspaces.uninstall('T0GONE', then, then);
    });
    await refer(circle, gina, alice, 'Acme');
    await by(gina).opens();
    const before = pictureOf(gina)!.file;
    await refer(circle, gina, bob, 'Globex');
    await circle.runAt(later(2));
    expect(before.deleted).toBe(true);
  });
});
