import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Person } from '../../../playground/server/people/person';
import { type Circle, startCircle } from '../../support/circle';
import { digestsIn, MONDAY, NEXT_MONDAY, refer } from '../digest/circle-with-digest';
import { sendForged } from '../give/forged';
import { referralIn } from '../nudges/circle-with-referrals';
import { type Choices, saves as savesOwn } from './circle-with-settings';

let circle: Circle;
let owner: Person;
beforeEach(async () => {
  circle = await startCircle({ at: '2026-11-24T15:00:00Z' });
  owner = circle.workspace.addMember({ name: 'otto', displayName: 'Otto', tz: 'Europe/Berlin', owner: true });
  circle.general.members.add(owner.id);
});
afterEach(async () => {
  await circle.stop();
  if (circle.complaints.length > 0) throw new Error(circle.complaints.join(''));
});

const REMINDERS = 'Reminders to say thanks';
const FOLLOW_UPS = 'Questions about how it turned out';
const schedule = () => circle.database.db.read.digests.schedule('T0CIRCLE');
const workspace = () => circle.database.db.read.workspaces.find('T0CIRCLE');

async function opens(person: Person): Promise<void> {
  await person.types('/referral settings');
  await person.press('Workspace settings', { inView: true });
  await circle.settle();
}

async function saves(person: Person, choices: Choices): Promise<string | Record<string, string>> {
  await opens(person);
  await person.fillIn(choices);
  const { errors } = await person.submit();
  await circle.settle();
  const { text } = person.modal!;
  await person.closeModal({ all: true });
  return Object.keys(errors).length > 0 ? errors : text;
}

describe('workspace settings', () => {
  test('start from what holds without them, and stay so when nothing is changed', async () => {
    await opens(circle.ada);
    expect(circle.ada.modal?.title).toBe('Workspace settings');
    expect(circle.ada.modal?.fields).toEqual({
      'Digest channel': undefined,
      Day: 'Monday',
      Time: '09:00',
      'Time zone': 'America/Chicago',
      'Weeks without news': ['Post what people are looking for'],
      'Prospects in the digest': ['Name them'],
      'Picture in the digest': [],
      [REMINDERS]: '2, 7, 14',
      [FOLLOW_UPS]: '30, 90',
      'One-sided: referrals given': '3',
      'One-sided: became business': '1',
      'One-sided: days since the first': '180',
      'Who may see these settings': [],
      'How long records are kept': 'for good',
      'After Goodturn is removed, everything is erased': 'after 30 days',
    });
    await circle.ada.closeModal({ all: true });
    expect(await saves(circle.ada, {})).toBe('Everything stays as it was.');
    expect(await saves(circle.ada, { Day: 'Friday' })).toBe(
      'Everything stays as it was. Day, time and time zone count once a digest channel is chosen.',
    );
    expect(await schedule()).toBeNull();
  });

  test('say how long records are kept, and what becomes of them after an uninstall', async () => {
    const { ada } = circle;
    const kept = 'How long records are kept';
    expect(
      await saves(ada, { [kept]: '2 years', 'After Goodturn is removed, everything is erased': 'after 7 days' }),
    ).toBe(
      'Saved. How long records are kept: 2 years (was for good). After Goodturn is removed, everything is erased: after 7 days (was after 30 days).',
    );
    expect(await workspace()).toMatchObject({ keepMonths: 24, graceDays: 7 });
    await saves(ada, { [kept]: 'for good' });
    expect(await workspace()).toMatchObject({ keepMonths: null, graceDays: 7 });
  });

  test('choose, move and unset the digest channel; times move the next digest and reset no news', async () => {
    const { ada, general, gina, alice } = circle;
    const berlin = { 'Digest channel': general, Day: 'Thursday', Time: '16:30', 'Time zone': 'europe/berlin' };
    expect(await saves(ada, berlin)).toBe(
      `Saved. Digest channel: <#${general.id}> (was none). Day: Thursday (was Monday). Time: 16:30 (was 09:00). Time zone: Europe/Berlin (was America/Chicago).`,
    );
    expect(await schedule()).toMatchObject({
      channelId: general.id,
      chosenById: ada.id,
      nextAt: new Date('2026-11-26T15:30:00Z'),
      newsSince: new Date('2026-11-19T15:30:00Z'),
    });
    expect((await workspace())?.timeZone).toBe('Europe/Berlin');
    await refer(circle, gina, alice, "Bob's firm");
    const back = { Day: 'Monday', Time: '09:00', 'Time zone': 'America/Chicago' };
    await saves(ada, back);
    expect(await schedule()).toMatchObject({ nextAt: new Date(MONDAY), newsSince: new Date('2026-11-19T15:30:00Z') });
    await circle.runAt('2026-11-26T15:30:00Z');
    expect(digestsIn(circle)).toHaveLength(0);
    await circle.runAt(MONDAY);
    expect(digestsIn(circle)).toHaveLength(1);
    // the day of a digest gets no second one
    await saves(ada, { Time: '10:00' });
    expect((await schedule())?.nextAt).toEqual(new Date('2026-12-07T16:00:00Z'));

    const other = circle.workspace.addChannel({ name: 'other', members: [ada] });
    expect(await saves(ada, { 'Digest channel': other })).toContain(`Digest channel: <#${other.id}>`);
    expect(await saves(ada, { 'No digest': true })).toBe(`Saved. Digest channel: none (was <#${other.id}>).`);
    expect(await schedule()).toBeNull();
    await refer(circle, gina, alice, 'The bakery');
    await circle.runAt(NEXT_MONDAY);
    await circle.runAt('2026-12-07T16:00:00Z');
    expect(digestsIn(circle)).toHaveLength(1);
    await saves(ada, { 'Digest channel': other });
    await saves(ada, { 'Digest channel': null });
    expect(await schedule()).toBeNull();
  });

  test('refuse in place a channel that the digest cannot come to, and change nothing', async () => {
    const { ada, workspace: slackWorkspace, general } = circle;
    await saves(ada, { 'Digest channel': general });
    const add = (name: string, options: object) => slackWorkspace.addChannel({ name, members: [ada], ...options });
    const refused = async (channel: ReturnType<typeof add>) =>
      saves(ada, { 'Digest channel': channel, [REMINDERS]: '3' });
    expect(await refused(add('quiet', { appIsMember: false }))).toEqual({
      'Digest channel': 'I am not in that channel. Type /invite @Goodturn in it, then save again.',
    });
    expect(await refused(add('guests', { shared: true }))).toEqual({
      'Digest channel':
        'That channel is shared with another company, and the digest is for your own members. Choose another one.',
    });
    expect(await refused(slackWorkspace.dmOf(ada))).toEqual({
      'Digest channel': 'The digest is for a whole channel, and that is a direct message. Choose a channel.',
    });
    const old = add('old', {});
    await slackWorkspace.archive(old);
    expect(await refused(old)).toEqual({
      'Digest channel': 'That channel is archived, so nothing can be posted in it. Choose another one.',
    });
    expect((await schedule())?.channelId).toBe(general.id);
    expect((await workspace())?.nudgeDays).toBe('2,7,14');
  });

  test.each([
    ['Time zone', 'Berlin', 'I know no such time zone. Type one like Europe/Berlin or America/Chicago.'],
    ['Time zone', '+02:00', 'I know no such time zone. Type one like Europe/Berlin or America/Chicago.'],
    [REMINDERS, '7, 2', 'Each day must come after the one before it. For example: 2, 7, 14.'],
    [REMINDERS, '2, 2', 'Each day must come after the one before it. For example: 2, 7, 14.'],
    [REMINDERS, '1 2 3 4', 'Give one to three days. For example: 2, 7, 14.'],
    [FOLLOW_UPS, '30, 366', 'Give days from 1 to 365. For example: 30, 90.'],
    [FOLLOW_UPS, '0', 'Give days from 1 to 365. For example: 30, 90.'],
    [FOLLOW_UPS, '1.5', 'Give whole days, as numbers. For example: 30, 90.'],
    [FOLLOW_UPS, 'a month', 'Give whole days, as numbers. For example: 30, 90.'],
    ['One-sided: referrals given', '0', 'Give a number from 1 to 1000.'],
    ['One-sided: became business', '4', 'Give a number from 0 up to the referrals given.'],
    ['One-sided: days since the first', '-1', 'Give a number of days from 1 to 3650.'],
  ])('explain in place that %s cannot be %p', async (label, typed, sentence) => {
    expect(await saves(circle.ada, { [label]: typed })).toEqual({ [label]: sentence });
    expect(await circle.database.db.read.settings.latestChanges('T0CIRCLE', 9)).toEqual([]);
  });

  test('refuse in place a picture that Goodturn may not show there, and change nothing', async () => {
    const { name, botUserId, sealedToken, scopes } = (await workspace())!;
    const fewer = scopes.replace('files:write', 'files');
    await circle.database.db.transaction((store) =>
      store.workspaces.install('T0CIRCLE', { name, botUserId, sealedToken, scopes: fewer }, circle.clock.now()),
    );
    expect(await saves(circle.ada, { 'Picture in the digest': ['Draw who referred whom'] })).toEqual({
      'Picture in the digest':
        'I may not show pictures here yet. Whoever manages apps here can allow it by installing Goodturn again.',
    });
    expect((await workspace())!.drawsWeek).toBe(false);
  });

  test('days of reminders count for what is still ahead and for what comes', async () => {
    const { ada, gina, alice } = circle;
    const old = await refer(circle, gina, alice, "Bob's firm", { at: '2026-11-23T15:00:00Z' });
    const changed = await saves(ada, { [REMINDERS]: '1, 4 and 10', [FOLLOW_UPS]: '20' });
    expect(changed).toBe(
      `Saved. ${REMINDERS}: after 1, 4 and 10 days (was after 2, 7 and 14 days). ${FOLLOW_UPS}: after 20 days (was after 30 and 90 days).`,
    );
    // the first day is past: it is not made up
    expect(await referralIn(circle, old.id)).toMatchObject({
      nudgeStep: 1,
      nudgeAt: new Date('2026-11-27T15:00:00Z'),
      followUpStep: 0,
      followUpAt: new Date('2026-12-13T15:00:00Z'),
    });
    const fresh = await refer(circle, gina, alice, 'The bakery');
    expect(await referralIn(circle, fresh.id)).toMatchObject({ nudgeAt: new Date('2026-11-25T15:00:00Z') });
  });

  test('a digest names no prospects, and a week without news posts nothing, where admins chose so', async () => {
    const { ada, gina, alice, general } = circle;
    await saves(ada, { 'Digest channel': general, 'Prospects in the digest': false, 'Weeks without news': false });
    await gina.types("/referral @alice to Bob's firm");
    await alice.types('/referral need a bookkeeper in Austin');
    await circle.settle();
    expect(alice.dm[0]?.readable).toContain('will show who referred you, not to whom, nothing more.');
    await alice.types('/referral thanks @gina');
    await alice.fillIn({ 'Your note': 'You made my week', 'The digest may quote this': true });
    await alice.submit();
    await circle.runAt(MONDAY);
    const [digest] = digestsIn(circle);
    expect(digest?.readable).toContain('Gina referred Alice to somebody');
    expect(digest?.readable).toContain('Alice thanked Gina:');
    expect(digest?.text).toContain('Gina referred Alice to somebody');
    expect(JSON.stringify(digest?.blocks) + digest?.text).not.toContain('firm');
    await circle.runAt(NEXT_MONDAY);
    expect(digestsIn(circle)).toHaveLength(1);
    await saves(ada, { 'Weeks without news': true });
    await circle.runAt('2026-12-14T15:00:00Z');
    expect(digestsIn(circle)).toHaveLength(2);
  });

  test('are told to the other admins who use Goodturn in one line, and listed with who and when', async () => {
    const { ada, gina, alice, general } = circle;
    await owner.types('/referral settings');
    await owner.closeModal();
    await owner.types('/referral help');
    await gina.types("/referral @alice to Bob's firm");
    await owner.types('/referral @alice to The bakery');
    await circle.settle();
    await saves(ada, { 'Digest channel': general, 'Who may see these settings': true });
    const line = `Ada changed the workspace settings. Digest channel: <#${general.id}> (was none). Who may see these settings: everybody (was admins and owners).`;
    expect(owner.dm.map(({ text }) => text)).toEqual([line]);
    expect([...ada.dm, ...gina.dm].map(({ text }) => text)).not.toContain(line);
    const other = circle.workspace.addChannel({ name: 'other', members: [owner] });
    await owner.types('/referral digest here', { in: other });
    await circle.settle();
    expect(ada.dm.at(-1)?.text).toBe(
      `Otto changed the workspace settings. Digest channel: <#${other.id}> (was <#${general.id}>).`,
    );
    for (let day = 20; day < 30; day += 1) {
      circle.clock.set(`2026-11-24T15:${day}:00Z`);
      await saves(owner, { [REMINDERS]: String(day) });
    }

    // for everybody to see, and not to change
    await opens(alice);
    expect(alice.modal?.submitLabel).toBeUndefined();
    expect(alice.modal?.labels).toEqual([]);
    expect(alice.modal?.text).toContain(`Digest channel: <#${other.id}>`);
    const listed = alice.modal!.text.split('\n').filter((row) => row.startsWith('•'));
    expect(listed).toHaveLength(10);
    expect(listed[0]).toBe(`• Otto, 24 November: ${REMINDERS}: after 29 days (was after 28 days)`);
  });

  test("wait for the end of an admin's pause, and are not told to who is an admin no more", async () => {
    const { ada } = circle;
    await savesOwn(circle, owner, { 'Pause until': '2026-11-26' });
    await saves(ada, { [REMINDERS]: '3' });
    await circle.runAt('2026-11-25T12:00:00Z');
    expect(owner.dm).toEqual([]);
    // 09:00 in Berlin
    await circle.runAt('2026-11-26T08:00:00Z');
    expect(owner.dm.map(({ text }) => text)).toEqual([
      `Ada changed the workspace settings. ${REMINDERS}: after 3 days (was after 2, 7 and 14 days).`,
    ]);
    await savesOwn(circle, owner, { 'Pause until': '2026-11-30' });
    await saves(ada, { [REMINDERS]: '4' });
    const amy = circle.workspace.addMember({ name: 'amy', displayName: 'Amy', tz: 'Europe/Berlin', admin: true });
    await savesOwn(circle, amy, { 'Pause until': '2026-11-30' });
    await saves(ada, { [REMINDERS]: '5' });
    await circle.workspace.makeAdmin(amy, false);
    await circle.runAt('2026-11-30T08:00:00Z');
    expect(owner.dm).toHaveLength(3);
    expect(amy.dm).toEqual([]);
  });

  test('are for admins and owners alone, at each press and each save', async () => {
    const { ada, gina } = circle;
    await gina.types('/referral settings');
    expect(gina.modal?.buttons).not.toContain('Workspace settings');
    await gina.closeModal();

    await opens(ada);
    const press = circle.slack.payloads.findLast(({ type }) => type === 'block_actions')!;
    await ada.fillIn({ [REMINDERS]: '3' });
    await ada.submit();
    await circle.settle();
    const submission = circle.slack.payloads.findLast(({ type }) => type === 'view_submission')!;
    await ada.closeModal({ all: true });
    await saves(ada, { [REMINDERS]: '4' });
    const asGina = (body: { user: { id: string } }) => {
      body.user.id = gina.id;
    };
    const answer = await sendForged<{ user: { id: string } }>(circle, submission, asGina);
    expect(JSON.stringify(answer)).toContain('The settings of the workspace are for its admins and owners.');
    await sendForged<{ user: { id: string } }>(circle, press, asGina);
    circle.complaints.length = 0;
    expect((await workspace())?.nudgeDays).toBe('4');

    // no admin any more, with the form still open
    await opens(ada);
    await ada.fillIn({ [REMINDERS]: '5' });
    await circle.workspace.makeAdmin(ada, false);
    await ada.submit();
    expect(ada.modal?.text).toContain('The settings of the workspace are for its admins and owners.');
    expect((await workspace())?.nudgeDays).toBe('4');
  });

  test('what another admin changed while the form was open stays', async () => {
    const { ada } = circle;
    await opens(ada);
    await saves(owner, { [REMINDERS]: '3, 6' });
    await ada.fillIn({ [FOLLOW_UPS]: '45' });
    await ada.submit();
    await circle.settle();
    expect(await workspace()).toMatchObject({ nudgeDays: '3,6', followUpDays: '45' });
  });

  test('a channel that was lost can be chosen again once Goodturn is back in it', async () => {
    const { ada, general } = circle;
    await saves(ada, { 'Digest channel': general });
    await circle.database.db.transaction((store) =>
      store.digests.channelLost('T0CIRCLE', general.id, circle.clock.now()),
    );
    await opens(ada);
    expect(ada.modal?.text).toContain(`I can't post in <#${general.id}> any more.`);
    await ada.submit();
    await circle.settle();
    expect((await schedule())?.lostAt).toBeNull();
  });
});
