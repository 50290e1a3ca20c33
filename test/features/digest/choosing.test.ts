import { afterEach, beforeEach, describe, expect, it, test } from '@jest/globals';
import { type Circle, startCircle } from '../../support/circle';
import { digestsIn, MONDAY, NEXT_MONDAY, refer } from './circle-with-digest';

let circle: Circle;
beforeEach(async () => {
  circle = await startCircle();
});
afterEach(() => circle.stop());

const schedule = () => circle.database.db.read.digests.schedule('T0CIRCLE');
const here = async (who = circle.ada, channel = circle.general) =>
  (await who.types('/referral digest here', { in: channel }))?.readable;

describe('`digest here`', () => {
  it('says where and when the digest comes, and to whom it shows before', async () => {
    expect(await here()).toBe(
      `The weekly digest comes to <#${circle.general.id}>: every Monday at 09:00, Chicago time. ` +
        'The next one comes on Monday at 09:00. `/referral digest preview` shows it to you alone.',
    );
    expect(await schedule()).toMatchObject({
      channelId: circle.general.id,
      chosenById: circle.ada.id,
      day: 1,
      time: '09:00',
      timeZone: 'America/Chicago',
      nextAt: new Date(MONDAY),
      newsSince: new Date('2026-11-23T15:00:00Z'),
      lostAt: null,
    });
    expect((await circle.database.db.read.workspaces.find('T0CIRCLE'))?.timeZone).toBe('America/Chicago');
    expect(digestsIn(circle)).toHaveLength(0);
  });

  it('is read in any case', async () => {
    expect((await circle.ada.types('/referral Digest HERE.', { in: circle.general }))?.readable).toContain(
      'The weekly digest comes to',
    );
  });

  it('goes by UTC where Slack knows no zone of the admin', async () => {
    const odd = circle.workspace.addMember({ name: 'odd', tz: null, owner: true });
    circle.general.members.add(odd.id);
    expect(await here(odd)).toContain('every Monday at 09:00, UTC.');
    expect((await schedule())?.timeZone).toBe('UTC');
  });

  it('is for admins and owners alone, and the channel stays', async () => {
    await here();
    const guest = circle.workspace.addMember({ name: 'guest', guest: 'single' });
    const other = circle.workspace.addChannel({ name: 'other', members: [circle.gina, guest] });
    for (const person of [circle.gina, guest]) {
      expect(await here(person, other)).toBe(
        'Where the digest is posted is for workspace admins and owners to choose: ask one of them to say ' +
          '`/referral digest here` in the channel. `/referral digest preview` shows the digest to you alone.',
      );
    }
    expect((await schedule())?.channelId).toBe(circle.general.id);
  });

  it('looks afresh whether somebody is an admin', async () => {
    await here();
    await circle.workspace.makeAdmin(circle.ada, false);
    const other = circle.workspace.addChannel({ name: 'other', members: [circle.ada] });
    expect(await here(circle.ada, other)).toContain('workspace admins and owners');
    expect((await schedule())?.channelId).toBe(circle.general.id);
  });

  describe('is refused, and the old channel kept,', () => {
    beforeEach(async () => void (await here()));
    const channelNow = async () => (await schedule())?.channelId;
    const stays = () => `Until then the digest stays in <#${circle.general.id}>.`;

    test.each([[false], [true]])('where Goodturn is no member (private: %p)', async (isPrivate) => {
      const channel = { name: 'quiet', members: [circle.ada], appIsMember: false, private: isPrivate };
      const answer = await here(circle.ada, circle.workspace.addChannel(channel));
      expect(answer).toBe(
        `Invite me first: \`/invite @Goodturn\`, then say it again: \`/referral digest here\`. ${stays()}`,
      );
      expect(await channelNow()).toBe(circle.general.id);
    });

    it('in direct messages, with Goodturn or others, and in group messages', async () => {
      const { ada, gina, alice, workspace } = circle;
      for (const place of [
        workspace.dmOf(ada),
        workspace.addDirectMessage([ada, gina]),
        workspace.addDirectMessage([ada, gina, alice]),
      ]) {
        expect(await here(ada, place)).toBe(
          `The digest is for a whole channel, and this is a direct message: say \`/referral digest here\` in the channel that should get it. ${stays()}`,
        );
      }
      expect(await channelNow()).toBe(circle.general.id);
    });

    it('in a channel shared with another company', async () => {
      const shared = circle.workspace.addChannel({ name: 'partners', members: [circle.ada], shared: true });
      expect(await here(circle.ada, shared)).toContain('This channel is shared with another company');
      expect(await channelNow()).toBe(circle.general.id);
    });

    it('in an archived channel', async () => {
      const channel = circle.workspace.addChannel({ name: 'old', members: [circle.ada] });
      const meanwhile = () => (channel.archived = true);
      circle.slack.fault('conversations.info', { kind: 'slow', ms: 0 }, { when: meanwhile });
      expect(await here(circle.ada, channel)).toBe(
        `This channel is archived, so nothing can be posted in it: say \`/referral digest here\` in another one. ${stays()}`,
      );
      expect(await channelNow()).toBe(circle.general.id);
    });

    test.each([
      ['is silent', { kind: 'hang' } as const],
      ['asks to wait', { kind: 'rate_limit', retryAfter: 30 } as const],
      ['fails', { kind: 'error', status: 503 } as const],
    ])('where Slack %s', async (_what, fault) => {
      await circle.stop();
      circle = await startCircle({ patience: 1 });
      await here();
      const other = circle.workspace.addChannel({ name: 'other', members: [circle.ada] });
      const off = circle.slack.fault('conversations.info', fault);
      expect(await here(circle.ada, other)).toBe(
        'Slack did not answer in time, so nothing was changed: please say `/referral digest here` again in a minute.',
      );
      off.off();
      expect(circle.ada.warnings).toEqual([]);
      expect(await channelNow()).toBe(circle.general.id);
    });
  });

  it('run again moves the digest and resets nothing', async () => {
    await here();
    const first = await schedule();
    const berlin = circle.workspace.addMember({ name: 'ben', tz: 'Europe/Berlin', admin: true });
    const other = circle.workspace.addChannel({ name: 'other', members: [berlin, circle.gina] });
    await refer(circle, circle.gina, circle.alice, "Bob's firm");
    circle.clock.set('2026-11-27T10:00:00Z');
    expect(await here(berlin, other)).toContain(
      `The weekly digest moves from <#${circle.general.id}> to <#${other.id}>: every Monday at 09:00, Chicago time.`,
    );
    expect(await schedule()).toEqual({ ...first, channelId: other.id, chosenById: berlin.id });
    expect((await circle.database.db.read.workspaces.find('T0CIRCLE'))?.timeZone).toBe('America/Chicago');

    await circle.runAt(MONDAY);
    expect(digestsIn(circle)).toHaveLength(0);
    expect(digestsIn(circle, other)).toHaveLength(1);
  });

  it('said twice at once is one schedule', async () => {
    const answers = await Promise.all([here(), here()]);
    expect(answers[0]).toContain('The weekly digest comes to');
    expect(answers[1]).toContain('The weekly digest comes to');
    expect(await schedule()).toMatchObject({ nextAt: new Date(MONDAY) });
  });
});

describe('`digest` and what is nearly right', () => {
  test.each(['', 'now', 'here please', '#general', 'off'])('"%s" gets the right form', async (rest) => {
    expect((await circle.ada.types(`/referral digest ${rest}`, { in: circle.general }))?.readable).toBe(
      '`/referral digest preview` shows you the digest as it would be now. `/referral digest here`, said by an admin in a channel, has it posted there every week.',
    );
    expect(await schedule()).toBeNull();
  });
});

describe('`digest preview`', () => {
  const preview = async (who = circle.gina) => (await who.types('/referral digest preview'))!;

  it('before there is a schedule shows the last 7 days, to the asker alone, and assigns nothing', async () => {
    await refer(circle, circle.gina, circle.alice, 'Too old', { at: '2026-11-17T14:00:00Z' });
    await refer(circle, circle.gina, circle.alice, "Bob's firm", { at: '2026-11-18T14:00:00Z' });
    const guest = circle.workspace.addMember({ name: 'guest', guest: 'single' });
    const shown = await preview(guest);
    expect(shown.ephemeral).toBe(true);
    expect(shown.readable).toBe(
      [
        'A preview of the digest as it would be now, for you alone. No channel gets it yet: an admin can say `/referral digest here` in one.',
        'This week in the circle',
        '*1 referral this week.*',
        "• Gina referred Alice to _Bob's firm_",
      ].join('\n'),
    );
    expect(circle.general.messages).toHaveLength(0);
    expect([...circle.gina.ephemerals, ...circle.ada.ephemerals, ...circle.alice.ephemerals]).toHaveLength(0);

    const recorded = await circle.database.db.read.referrals.list(
      'T0CIRCLE',
      { of: circle.gina.id },
      { skip: 0, take: 9 },
    );
    expect(recorded.map(({ digestId }) => digestId)).toEqual([null, null]);
  });

  it('says where and when the digest comes, and does not change what is in it', async () => {
    await here();
    await refer(circle, circle.gina, circle.alice, "Bob's firm");
    expect((await preview()).readable).toContain(`It comes to <#${circle.general.id}> on Monday at 09:00.`);
    await circle.runAt(MONDAY);
    expect(digestsIn(circle)).toHaveLength(1);
    expect((await preview()).readable).toBe(
      'There is nothing new since the last digest, so there would be none now. ' +
        "`/referral @alice to Bob's firm` puts the first referral in it.",
    );
    await refer(circle, circle.gina, circle.bob, 'Acme');
    const next = (await preview()).readable;
    expect(next).toContain('Gina referred Bob to _Acme_');
    expect(next).not.toContain("Bob's firm");
    await circle.runAt(NEXT_MONDAY);
    expect(digestsIn(circle)[1]?.readable).toContain('Gina referred Bob to _Acme_');
  });

  it('says so when there is nothing in the last 7 days and no schedule', async () => {
    expect((await preview()).readable).toBe(
      "There is nothing new from the last 7 days. `/referral @alice to Bob's firm` puts the first referral in it. No channel gets it yet: an admin can say `/referral digest here` in one.",
    );
  });
});
