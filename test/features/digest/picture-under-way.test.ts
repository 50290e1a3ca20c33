import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ImageBlock } from '@slack/types';
import type { Person } from '../../../playground/server/people/person';
import { digestPicture } from '../../../src/domain/picture-places';
import type { Circle } from '../../support/circle';
import { describeOnBoth } from '../../support/databases';
import { change, digestsIn, MONDAY, refer, startDigestCircle } from './circle-with-digest';

const W = 'T0CIRCLE';
let circle: Circle;

/** The workspace's digest has a picture, in which these people agreed to be named. */
async function agreed(...people: Person[]): Promise<void> {
  await circle.database.db.transaction(async (store) => {
    await store.settings.change(W, { drawsWeek: true });
    for (const { id: userId, displayName: name } of people) {
      await store.members.remember(W, [{ userId, name, timeZone: null }]);
      await store.members.choose(W, userId, { inPicture: true });
    }
  });
}

async function disagrees(person: Person): Promise<void> {
  await person.types('/referral settings');
  await person.fillIn({ "In the digest's picture": [] });
  await person.submit();
}

const image = () => {
  const blocks = (digestsIn(circle)[0]?.blocks ?? []) as unknown as ImageBlock[];
  const block = blocks.find(({ type }) => type === 'image') as
    (ImageBlock & { slack_file: { id: string } }) | undefined;
  return block && { alt: block.alt_text, file: circle.slack.files.get(block.slack_file.id)! };
};
const files = () => [...circle.slack.files.values()];
/** The ids of those that Slack has. */
const there = () => files().flatMap(({ id, completed, deleted }) => (completed && !deleted ? id : []));
const rows = () => circle.database.db.read.pictures.due(new Date('2100-01-01'), 100);

describeOnBoth('a picture of the week that is on its way', (database) => {
  beforeEach(async () => {
    circle = await startDigestCircle({ database });
  });
  afterEach(() => circle.stop());

  it.each(['files.getUploadURLExternal', 'files.completeUploadExternal', 'chat.postMessage'])(
    'shows nobody who takes back their agreement meanwhile: %s',
    async (method) => {
      const { gina, alice, carol } = circle;
      await agreed(gina, alice, carol);
      await refer(circle, gina, alice, 'Acme');
      await refer(circle, gina, carol, 'Globex');
      const off = circle.slack.beforeAnswer(method, async ({ args }) => {
        if ('channel' in args && args['channel'] !== circle.general.id) return;
        off();
        await disagrees(carol);
      });
      await circle.runAt(MONDAY);
      expect(image()!.alt).toBe('Who referred whom. Gina referred Alice.');
      await circle.runAt('2026-11-30T15:05:00Z');
      expect(there()).toEqual([image()!.file.id]);
      expect(await rows()).toEqual([]);
    },
  );
});

describe('a picture of the week', () => {
  beforeEach(async () => {
    circle = await startDigestCircle();
    await agreed(circle.gina, circle.alice);
  });
  afterEach(() => circle.stop());

  it('that was made when the process ended is shown by the next one, and stays', async () => {
    await refer(circle, circle.gina, circle.alice, 'Acme');
    circle.slack.fault(
      'chat.postMessage',
      { kind: 'rate_limit', retryAfter: 20 },
      { times: 1, when: ({ channel }) => channel === circle.general.id },
    );
    await circle.runAt(MONDAY);
    // as it is where the process ended before it noted that the digest waits for it
    const digestId = (await circle.database.db.read.digests.latest(W))!.id;
    const place = digestPicture(digestId);
    const { fileId, key } = (await circle.database.db.read.pictures.at(W, place))!;
    await circle.database.db.transaction(async (store) => {
      await store.pictures.deleted(W, fileId);
      await store.pictures.begin({ workspaceId: W, fileId, place, key }, circle.clock.now());
      await store.pictures.uploaded(W, fileId, circle.clock.now());
    });
    await circle.runAt('2026-11-30T15:00:30Z');
    for (const minute of ['03', '05']) await circle.runAt(`2026-11-30T15:${minute}:00Z`);
    expect(image()!.file.id).toBe(fileId);
    expect(image()!.file.deleted).toBe(false);
  });

  it('that Slack cannot show is not spoken of as if it were there', async () => {
    await refer(circle, circle.gina, circle.alice, 'Acme');
    circle.slack.holdPictures();
    for (const minute of ['00', '01', '02', '03', '04']) await circle.runAt(`2026-11-30T15:${minute}:00Z`);
    expect(digestsIn(circle)[0]!.readable).not.toContain('The picture names');
    await circle.runAt('2026-11-30T15:10:00Z');
    expect(files().map(({ deleted }) => deleted)).toEqual([true]);
  });

  it('goes with a digest that is not owed any more', async () => {
    const referral = await refer(circle, circle.gina, circle.alice, 'Acme');
    circle.slack.holdPictures();
    await circle.runAt(MONDAY);
    expect(files()).toHaveLength(1);
    await change(circle, referral, { withdrawnAt: circle.clock.now() });
    await circle.runAt('2026-11-30T15:02:00Z');
    await circle.runAt('2026-11-30T15:10:00Z');
    expect(digestsIn(circle)).toEqual([]);
    expect(files().map(({ deleted }) => deleted)).toEqual([true]);
    expect(await rows()).toEqual([]);
  });
});
