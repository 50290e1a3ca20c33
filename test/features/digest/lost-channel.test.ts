import { afterEach, beforeEach, describe, expect, it, test } from '@jest/globals';
import type { Circle } from '../../support/circle';
import { digestsIn, MONDAY, NEXT_MONDAY, refer, startDigestCircle, stored, toldTo } from './circle-with-digest';

let circle: Circle;
beforeEach(async () => {
  circle = await startDigestCircle();
});
afterEach(() => circle.stop());

const schedule = () => circle.database.db.read.digests.schedule('T0CIRCLE');
const lost = (why: string) =>
  `I couldn't post the weekly digest in <#${circle.general.id}>: ${why}. What is new is kept for the next one. ` +
  'To go on, type `/invite @Goodturn` in a channel, then `/referral digest here`.';

describe('a channel that is lost', () => {
  test.each([
    ['archived', 'the channel is archived', () => circle.workspace.archive(circle.general)],
    ['left', 'I am not in that channel any more', () => circle.workspace.kickApp(circle.general)],
    [
      'shared with another company since',
      'the channel is shared with another company now',
      async () => void Object.assign(circle.general, { shared: true }),
    ],
    [
      'closed to the app',
      'Slack does not let me post there (it says `missing_scope`)',
      async () =>
        void circle.slack.fault('chat.postMessage', { kind: 'api_error', error: 'missing_scope' }, { times: 1 }),
    ],
  ])('(%s) is told once to whoever chose it, and nothing of the news is lost', async (_how, why, lose) => {
    const { gina, alice, ada, workspace } = circle;
    const referral = await refer(circle, gina, alice, "Bob's firm");
    await lose();
    await circle.runAt(MONDAY);
    await circle.runAt('2026-11-30T15:01:00Z');
    await refer(circle, gina, alice, 'Acme');
    await circle.runAt(NEXT_MONDAY);
    expect(digestsIn(circle)).toHaveLength(0);
    expect(toldTo(ada)).toEqual([lost(why)]);
    for (const other of [gina, alice, circle.carol]) expect(toldTo(other)).toEqual([]);
    expect((await stored(circle, referral)).digestId).toBeNull();

    const other = workspace.addChannel({ name: 'other', members: [ada, gina] });
    circle.clock.set('2026-12-09T16:00:00Z');
    await ada.types('/referral digest here', { in: other });
    expect((await schedule())?.lostAt).toBeNull();
    await circle.runAt('2026-12-14T15:00:00Z');
    expect(digestsIn(circle, other).map(({ readable }) => readable.match(/_.*_/g))).toEqual([
      ["_Bob's firm_", '_Acme_'],
    ]);
    expect(toldTo(ada)).toHaveLength(1);
  });

  it('is told again when the next one is lost too', async () => {
    await refer(circle, circle.gina, circle.alice, "Bob's firm");
    await circle.workspace.kickApp(circle.general);
    await circle.runAt(MONDAY);
    await circle.workspace.inviteApp(circle.general);
    await circle.ada.types('/referral digest here', { in: circle.general });
    await circle.workspace.archive(circle.general);
    await circle.runAt(NEXT_MONDAY);
    expect(toldTo(circle.ada)).toEqual([lost('I am not in that channel any more'), lost('the channel is archived')]);
  });

  it('that is chosen again after its Monday has its digest at the next working time', async () => {
    await refer(circle, circle.gina, circle.alice, "Bob's firm");
    Object.assign(circle.general, { shared: true });
    await circle.runAt(MONDAY);
    Object.assign(circle.general, { shared: false });
    circle.clock.set('2026-12-05T18:00:00Z');
    const answer = await circle.ada.types('/referral digest here', { in: circle.general });
    expect(answer?.readable).toContain('The next one comes on Monday at 09:00.');
    circle.clock.set('2026-12-08T16:00:00Z');
    const later = await circle.ada.types('/referral digest here', { in: circle.general });
    expect(later?.readable).toContain('The one that is due comes within a minute.');
    await circle.runAt('2026-12-08T16:01:00Z');
    expect(digestsIn(circle)).toHaveLength(1);
  });

  it('is told to nobody who has left, and everything else goes on', async () => {
    const { gina, alice, ada, general, workspace } = circle;
    await refer(circle, gina, alice, "Bob's firm");
    await workspace.archive(general);
    await workspace.deactivate(ada);
    await circle.runAt(MONDAY);
    expect(toldTo(ada)).toEqual([]);
    expect((await schedule())?.lostAt).toEqual(new Date(MONDAY));
    expect((await gina.types('/referral digest preview'))?.readable).toContain(
      `I can't post in <#${general.id}> any more: an admin can say \`/referral digest here\` in another channel.`,
    );
  });

  it('breaks nothing when Slack minds the message and not the channel: the news joins the next digest', async () => {
    await refer(circle, circle.gina, circle.alice, "Bob's firm");
    circle.slack.fault('chat.postMessage', { kind: 'api_error', error: 'invalid_blocks' }, { times: 1 });
    await circle.runAt(MONDAY);
    expect((await schedule())?.lostAt).toBeNull();
    expect(toldTo(circle.ada)).toEqual([]);
    await circle.runAt(NEXT_MONDAY);
    expect(digestsIn(circle)[0]?.readable).toContain("Bob's firm");
  });

  it('is not told any more when the admin was faster', async () => {
    const { gina, alice, ada, general } = circle;
    await refer(circle, gina, alice, "Bob's firm");
    await circle.workspace.kickApp(general);
    const isAda = (args: { user?: unknown }) => args.user === ada.id;
    circle.slack.fault('users.info', { kind: 'rate_limit', retryAfter: 30 }, { times: 1, when: isAda });
    await circle.runAt(MONDAY);
    await circle.workspace.inviteApp(general);
    await ada.types('/referral digest here', { in: general });
    await circle.runAt('2026-11-30T15:01:00Z');
    expect(toldTo(ada)).toEqual([]);
  });
});
