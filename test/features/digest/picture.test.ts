import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ImageBlock } from '@slack/types';
import type { Person } from '../../../playground/server/people/person';
import type { Circle } from '../../support/circle';
import { change, digestsIn, MONDAY, NEXT_MONDAY, refer, startDigestCircle } from './circle-with-digest';

const W = 'T0CIRCLE';
const HINT = 'The picture names those who agreed to it: you choose in `/referral settings`.';
const NOBODY = 'A picture of the week can show who agrees to be named in it: you choose in `/referral settings`.';
const AGREE = { "In the digest's picture": ['Show my name'] };
let circle: Circle;

/** An admin switches the picture on. */
async function draws(): Promise<void> {
  await circle.ada.types('/referral settings');
  await circle.ada.press('Workspace settings', { inView: true });
  await circle.ada.fillIn({ 'Picture in the digest': ['Draw who referred whom'] });
  await circle.ada.submit();
  expect(circle.ada.modal?.text).toContain('Picture in the digest: shown (was not shown)');
  await circle.settle();
}

async function agrees(person: Person, how: Record<string, string[]> = AGREE): Promise<void> {
  await person.types('/referral settings');
  await person.fillIn(how);
  await person.submit();
  await circle.settle();
}

const imageIn = (at = 0) => {
  const blocks = (digestsIn(circle)[at]?.blocks ?? []) as unknown as ImageBlock[];
  const block = blocks.find(({ type }) => type === 'image') as
    (ImageBlock & { slack_file: { id: string } }) | undefined;
  return block && { alt: block.alt_text, file: circle.slack.files.get(block.slack_file.id)! };
};
const files = () => [...circle.slack.files.values()];

beforeEach(async () => {
  circle = await startDigestCircle();
});
afterEach(() => circle.stop());

describe('the picture of the week', () => {
  it('is not there unless the workspace wants it, and is no row of its settings for others', async () => {
    const { gina, alice } = circle;
    await agrees(gina);
    await agrees(alice);
    await refer(circle, gina, alice, 'Acme');
    await circle.runAt(MONDAY);
    expect(imageIn()).toBeUndefined();
    expect(digestsIn(circle)[0]!.readable).not.toContain('picture');
    expect(files()).toEqual([]);
  });

  it('shows nobody who did not agree, and says how to agree', async () => {
    const { gina, alice, bob } = circle;
    await draws();
    await agrees(gina);
    await refer(circle, gina, alice, 'Acme');
    await refer(circle, bob, gina, 'Globex');
    await circle.runAt(MONDAY);
    expect(imageIn()).toBeUndefined();
    expect(digestsIn(circle)[0]!.readable).toContain(NOBODY);
    expect(files()).toEqual([]);
  });

  it('shows who referred whom among those who agreed: no private one, no prospect, no number', async () => {
    const { gina, alice, bob, carol } = circle;
    await draws();
    for (const person of [gina, alice, carol]) await agrees(person);
    await refer(circle, gina, alice, 'Acme');
    await refer(circle, gina, alice, 'Zenith');
    await refer(circle, alice, gina, 'Umbrella');
    await refer(circle, carol, gina, 'Secret Ltd', { private: true });
    await refer(circle, alice, carol, 'Globex');
    await refer(circle, bob, carol, 'Initech');
    await circle.runAt(MONDAY);
    const image = imageIn()!;
    expect(image.alt).toBe('Who referred whom. Gina referred Alice. Alice referred Gina and Carol.');
    expect(image.file.content!.subarray(1, 4).toString()).toBe('PNG');
    const { readable, text } = digestsIn(circle)[0]!;
    expect(readable).toContain(HINT);
    expect(text).not.toContain('picture');
    expect(circle.complaints).toEqual([]);
  });

  it('follows what changes afterwards, and the old one is deleted', async () => {
    const { gina, alice, carol } = circle;
    await draws();
    for (const person of [gina, alice, carol]) await agrees(person);
    const first = await refer(circle, gina, alice, 'Acme');
    const second = await refer(circle, carol, gina, 'Globex');
    await circle.runAt(MONDAY);
    const before = imageIn()!.file;
    await change(circle, second, { private: true });
    await circle.settle();
    expect(imageIn()!.alt).toBe('Who referred whom. Gina referred Alice.');
    await circle.runAt('2026-11-30T15:05:00Z');
    expect(before.deleted).toBe(true);
    await change(circle, first, { withdrawnAt: circle.clock.now() });
    await circle.settle();
    expect(imageIn()).toBeUndefined();
    await circle.runAt('2026-11-30T15:10:00Z');
    expect(files().every(({ deleted }) => deleted)).toBe(true);
    expect(digestsIn(circle)).toHaveLength(1);
  });

  it('is drawn again without whoever does not agree any more, or is forgotten', async () => {
    const { gina, alice, carol } = circle;
    await draws();
    for (const person of [gina, alice, carol]) await agrees(person);
    await refer(circle, gina, alice, 'Acme');
    await refer(circle, gina, carol, 'Globex');
    await circle.runAt(MONDAY);
    expect(imageIn()!.alt).toBe('Who referred whom. Gina referred Alice and Carol.');
    await agrees(carol, { "In the digest's picture": [] });
    expect(carol.modal?.text).toContain("The digest's picture does not show your name.");
    expect(imageIn()!.alt).toBe('Who referred whom. Gina referred Alice.');
    await alice.types('/referral forget me');
    await alice.press('Erase everything about me', { inView: true });
    await circle.settle();
    expect(imageIn()).toBeUndefined();
    await circle.runAt('2026-11-30T15:05:00Z');
    expect(files().filter(({ name, deleted }) => name === 'picture.png' && !deleted)).toEqual([]);
  });

  it('is told of in the preview', async () => {
    const { gina, alice } = circle;
    await draws();
    for (const person of [gina, alice]) await agrees(person);
    await refer(circle, gina, alice, 'Acme');
    await circle.carol.types('/referral digest preview');
    const preview = circle.carol.shown.at(-1)!.text;
    expect(preview).toContain('A picture of who referred whom comes with it.');
    expect(preview).not.toContain(NOBODY);
    expect(files()).toEqual([]);
  });
});

describe('a picture of the week that Slack', () => {
  beforeEach(async () => {
    await draws();
    for (const person of [circle.gina, circle.alice]) await agrees(person);
    await refer(circle, circle.gina, circle.alice, 'Acme');
  });

  it('cannot show yet keeps the digest waiting for a moment', async () => {
    const ready = circle.slack.holdPictures();
    await circle.runAt(MONDAY);
    expect(digestsIn(circle)).toEqual([]);
    ready();
    await circle.runAt('2026-11-30T15:01:00Z');
    expect(imageIn()?.alt).toBe('Who referred whom. Gina referred Alice.');
    expect(digestsIn(circle)).toHaveLength(1);
    expect(files()).toHaveLength(1);
  });

  it('cannot show at all is left out: the digest goes without it', async () => {
    circle.slack.holdPictures();
    for (const minute of ['00', '01', '02', '03', '04']) await circle.runAt(`2026-11-30T15:${minute}:00Z`);
    expect(digestsIn(circle)).toHaveLength(1);
    expect(imageIn()).toBeUndefined();
    expect(digestsIn(circle)[0]!.readable).toContain('Gina referred Alice to _Acme_');
    await circle.runAt(NEXT_MONDAY);
    expect(digestsIn(circle)).toHaveLength(1);
  });

  it('may delete again goes with a digest that was never posted, as its channel is closed', async () => {
    const ready = circle.slack.holdPictures();
    await circle.runAt(MONDAY);
    circle.general.archived = true;
    ready();
    await circle.runAt('2026-11-30T15:01:00Z');
    expect(files().map(({ deleted }) => deleted)).toEqual([false]);
    await circle.runAt('2026-11-30T15:05:00Z');
    expect(files().map(({ deleted }) => deleted)).toEqual([true]);
  });

  it('did not take is left out: the digest goes without it', async () => {
    circle.slack.fault('files.completeUploadExternal', { kind: 'error', status: 500 }, { times: 1 });
    await circle.runAt(MONDAY);
    expect(digestsIn(circle)).toHaveLength(1);
    expect(imageIn()).toBeUndefined();
    expect(circle.complaints.join()).toContain('a picture could not be made');
    // nobody sees what was begun, and it goes
    await circle.runAt('2026-11-30T16:30:00Z');
    expect(await circle.database.db.read.pictures.due(new Date('2100-01-01'), 9)).toEqual([]);
  });

  it('cannot show when a digest is redrawn leaves the digest there', async () => {
    await circle.runAt(MONDAY);
    const ready = circle.slack.holdPictures();
    await agrees(circle.carol);
    const later = await refer(circle, circle.gina, circle.carol, 'Globex');
    const digestId = (await circle.database.db.read.digests.latest(W))!.id;
    await circle.database.db.transaction((store) => store.referrals.putInDigest(W, [later.id], digestId));
    await circle.database.db.transaction((store) => store.deliveries.redrawAbout(W, [digestId], circle.clock.now()));
    for (const minute of ['01', '02', '03', '04', '05']) await circle.runAt(`2026-11-30T15:${minute}:00Z`);
    expect(digestsIn(circle)).toHaveLength(1);
    expect(digestsIn(circle)[0]!.readable).toContain('Globex');
    expect(imageIn()).toBeUndefined();
    ready();
  });
});
