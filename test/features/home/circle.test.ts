import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ImageBlock } from '@slack/types';
import type { Person } from '../../../playground/server/people/person';
import { type Circle, startCircle } from '../../support/circle';
import { rowsWith } from '../../support/tables';
import { refer, stopQuietly, withdraw } from '../thanks/circle-of-thanks';
import { atHome, homeOf, seed } from './circle-of-home';

const W = 'T0CIRCLE';
let circle: Circle;
const by = atHome(() => circle);
beforeEach(async () => {
  circle = await startCircle();
});

/** The picture on somebody's Home; undefined where there is none. */
const pictureOf = (person: Person) => {
  const image = person.home?.view['blocks'] as ImageBlock[] | undefined;
  const block = image?.find(({ type }) => type === 'image') as
    (ImageBlock & { slack_file: { id: string } }) | undefined;
  return block && { alt: block.alt_text, file: circle.slack.files.get(block.slack_file.id)! };
};
const pictures = () => circle.database.db.read.pictures.due(new Date('2100-01-01'), 100);
const at = (person: Person) => circle.database.db.read.pictures.at(W, `home:${person.id}`);
const uploads = () => circle.slack.calls.filter(({ method }) => method === 'files.getUploadURLExternal').length;
const later = (minutes: number) => new Date(circle.clock.now().getTime() + minutes * 60_000);

describe('the picture of a circle', () => {
  afterEach(() => stopQuietly(circle));

  it('shows whom one helped and by whom one was helped, and says the same in words', async () => {
    const { gina, alice, bob, carol } = circle;
    await refer(circle, gina, alice, 'Acme');
    await refer(circle, gina, alice, 'Zenith');
    await refer(circle, bob, gina, 'Globex');
    await refer(circle, carol, gina, 'Initech');
    await refer(circle, gina, carol, 'Umbrella');
    await refer(circle, bob, carol, 'Nothing of hers');
    await by(gina).opens();
    const shown = pictureOf(gina)!;
    expect(shown.alt).toBe('Your circle. You helped Alice. Bob helped you. You and Carol helped each other.');
    expect(shown.file).toMatchObject({ name: 'picture.png', completed: true, deleted: false });
    expect(shown.file.content!.subarray(1, 4).toString()).toBe('PNG');
    expect(homeOf(gina)).toContain('Your circle');
    await refer(circle, alice, gina, 'Hooli');
    expect(pictureOf(gina)!.alt).toBe('Your circle. Bob helped you. You helped Alice and Carol, and they helped you.');
    // it is in no conversation
    expect(circle.workspace.members.flatMap((member) => member.sees().flatMap(({ files }) => files))).toEqual([]);
    expect(await at(gina)).toMatchObject({ state: 'shown', checkAt: null });
  });

  it('is not there for somebody whose circle is empty, and comes with the first referral', async () => {
    const { gina, alice } = circle;
    await by(gina).opens();
    expect(pictureOf(gina)).toBeUndefined();
    expect(homeOf(gina)).not.toContain('Your circle');
    await refer(circle, alice, gina, 'Acme');
    expect(pictureOf(gina)?.alt).toBe('Your circle. Alice helped you.');
  });

  it('is drawn anew only when somebody comes or goes', async () => {
    const { gina, alice, bob } = circle;
    await refer(circle, gina, alice, 'Acme');
    await by(gina).opens();
    expect(uploads()).toBe(1);
    await refer(circle, gina, alice, 'Zenith');
    await by(gina).opens();
    expect(uploads()).toBe(1);
    const before = pictureOf(gina)!.file;
    await refer(circle, gina, bob, 'Globex');
    expect(uploads()).toBe(2);
    expect(pictureOf(gina)!.alt).toBe('Your circle. You helped Alice and Bob.');
    expect(before.deleted).toBe(false);
    await circle.runAt(later(2));
    expect(before.deleted).toBe(true);
    expect(pictureOf(gina)!.file.deleted).toBe(false);
    expect(await pictures()).toEqual([]);
  });

  it('goes when the last referral of a circle is withdrawn', async () => {
    const { gina, alice } = circle;
    const referral = await refer(circle, gina, alice, 'Acme');
    await by(gina).opens();
    const { file } = pictureOf(gina)!;
    await withdraw(circle, referral);
    expect(pictureOf(gina)).toBeUndefined();
    await circle.runAt(later(2));
    expect(file.deleted).toBe(true);
    expect(await at(gina)).toBeNull();
  });

  it('has room for 60 people, those of the latest referrals, in the order of their names', async () => {
    const { gina, workspace } = circle;
    const others = Array.from({ length: 70 }, (_, n) =>
      workspace.addMember({ name: `p${n}`, displayName: `P ${100 + n}` }),
    );
    for (const [n, other] of others.entries())
      await seed(circle, 1, gina, other, { recordedAt: new Date(circle.clock.now().getTime() - n * 1000) });
    await by(gina).opens();
    const names = pictureOf(gina)!.alt.match(/P \d+/g)!;
    expect(names).toHaveLength(60);
    expect(names).toEqual(others.slice(0, 60).map(({ displayName }) => displayName));
  });

  it('names everybody in words, too, where all of their names are long', async () => {
    const { gina, workspace } = circle;
    const others = Array.from({ length: 60 }, (_, n) =>
      workspace.addMember({
        name: `p${n}`,
        displayName: `P ${100 + n} Bartholomew-Maximilian von Featherstonehaugh zu`,
      }),
    );
    for (const other of others) await seed(circle, 1, gina, other);
    await by(gina).opens();
    const { alt } = pictureOf(gina)!;
    expect(alt.match(/P \d+/g)).toHaveLength(60);
    expect(alt.endsWith('….')).toBe(true);
  });

  it('forgets whoever wants to be forgotten, and their own is deleted', async () => {
    const { gina, alice, bob } = circle;
    await refer(circle, gina, alice, 'Acme');
    await refer(circle, gina, bob, 'Globex');
    await by(gina).opens();
    await by(alice).opens();
    const [ginas, alices] = [pictureOf(gina)!.file, pictureOf(alice)!.file];
    await alice.types('/referral forget me');
    await by(alice).pressThere('Erase everything about me');
    expect(pictureOf(gina)!.alt).toBe('Your circle. You helped a member and Bob.');
    expect(pictureOf(alice)).toBeUndefined();
    await circle.runAt(later(2));
    expect([ginas.deleted, alices.deleted]).toEqual([true, true]);
    expect(await pictures()).toEqual([]);
  });
});

describe('a picture that cannot be shown', () => {
  afterEach(() => circle.stop());

  it('anew is deleted all the same, when whom it shows is forgotten', async () => {
    const { gina, alice } = circle;
    await refer(circle, gina, alice, 'Acme');
    await by(gina).opens();
    await by(alice).opens();
    circle.slack.fault('views.publish', { kind: 'error', status: 500 });
    await alice.types('/referral forget me');
    await by(alice).pressThere('Erase everything about me');
    await circle.runAt(later(2));
    await circle.runAt(later(2));
    expect([...circle.slack.files.values()].map(({ deleted }) => deleted)).toEqual([true, true]);
    expect(await rowsWith(circle.database, [alice.id])).toEqual([]);
  });

  it('yet is shown as soon as Slack can, and Home is there without it meanwhile', async () => {
    const { gina, alice } = circle;
    const ready = circle.slack.holdPictures();
    await refer(circle, gina, alice, 'Acme');
    await by(gina).opens();
    expect(homeOf(gina)).toContain('You referred Alice to _Acme_ today.');
    expect(pictureOf(gina)).toBeUndefined();
    expect(await at(gina)).toMatchObject({ state: 'uploaded' });
    await circle.runAt(later(2));
    expect(pictureOf(gina)).toBeUndefined();
    ready();
    await circle.runAt(later(2));
    expect(pictureOf(gina)?.alt).toBe('Your circle. You helped Alice.');
    expect(await at(gina)).toMatchObject({ state: 'shown', checkAt: null });
    expect(uploads()).toBe(1);
    await circle.runAt(later(60 * 24 * 2));
    expect(pictureOf(gina)?.file.deleted).toBe(false);
  });

  it('at all is given up after a day, and is not made again each minute', async () => {
    const { gina, alice } = circle;
    circle.slack.holdPictures();
    await refer(circle, gina, alice, 'Acme');
    await by(gina).opens();
    for (const minutes of [2, 30, 60 * 12]) await circle.runAt(later(minutes));
    expect(uploads()).toBe(1);
    await circle.runAt(later(60 * 25));
    await circle.runAt(later(5));
    expect([...circle.slack.files.values()].map(({ deleted }) => deleted)).toEqual([true]);
    expect(homeOf(gina)).toContain('Acme');
  });

  it('because the upload fails leaves Home as it is, and is made at the next change', async () => {
    const { gina, alice, bob } = circle;
    const fault = circle.slack.fault('upload', { kind: 'error', status: 500 });
    await refer(circle, gina, alice, 'Acme');
    await by(gina).opens();
    expect(homeOf(gina)).toContain('Acme');
    expect(pictureOf(gina)).toBeUndefined();
    expect(circle.complaints.join()).toContain('a picture could not be made');
    fault.off();
    await refer(circle, gina, bob, 'Globex');
    expect(pictureOf(gina)?.alt).toBe('Your circle. You helped Alice and Bob.');
    // what was begun is found again, though Slack never kept it
    await circle.runAt(later(90));
    expect((await pictures()).length).toBe(0);
  });

  it('any more, because somebody deleted it in Slack, is made anew', async () => {
    const { gina, alice } = circle;
    await refer(circle, gina, alice, 'Acme');
    await by(gina).opens();
    pictureOf(gina)!.file.delete();
    await by(gina).opens();
    expect(pictureOf(gina)).toBeUndefined();
    await by(gina).opens();
    expect(pictureOf(gina)?.file.deleted).toBe(false);
    await circle.runAt(later(2));
    expect(await pictures()).toEqual([]);
  });

  it('where the installation does not allow files is not tried', async () => {
    const { gina, alice, database } = circle;
    const { scopes, name, botUserId, sealedToken } = (await database.db.read.workspaces.find(W))!;
    const fewer = scopes
      .split(',')
      .filter((scope) => scope !== 'files:write')
      .join(',');
    await database.db.transaction((store) =>
      store.workspaces.install(W, { name, botUserId, sealedToken, scopes: fewer }, circle.clock.now()),
    );
    await refer(circle, gina, alice, 'Acme');
    await by(gina).opens();
    expect(homeOf(gina)).toContain('Acme');
    expect([pictureOf(gina), uploads()]).toEqual([undefined, 0]);
    expect(circle.complaints).toEqual([]);
  });

  it('is drawn once where two things change at the same time', async () => {
    const { gina, alice } = circle;
    await refer(circle, gina, alice, 'Acme');
    await Promise.all([gina.opensHome(), gina.opensHome(), gina.opensHome()]);
    await circle.settle();
    expect(uploads()).toBe(1);
  });
});
