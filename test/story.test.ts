import { afterEach, expect, it } from '@jest/globals';
import type { Message } from '../playground/server/message';
import { type Circle, startCircle } from './support/circle';
import { describeOnBoth } from './support/databases';

describeOnBoth('the main job, end to end,', (kind) => {
  let circle: Circle;
  afterEach(() => circle.stop());

  const texts = (messages: Message[]) => messages.filter((message) => !message.deleted).map((message) => message.text);

  it('works as product.md tells it: give, tell, digest, prayer; nudge, thanks, pleasure', async () => {
    // Tuesday morning in Chicago
    circle = await startCircle({ at: '2026-11-24T15:00:00Z', database: kind });
    const { ada, gina, alice, carol, bob, general } = circle;

    // Ada, an admin, chooses where the weekly digest goes.
    const chosen = await ada.types('/referral digest here', { in: general });
    expect(chosen?.text).toContain('Monday');

    // Gina types the command.
    const noted = await gina.types("/referral @alice to Bob's firm because they build boats", { in: general });
    expect(noted?.text).toContain("Noted: you referred Alice to _Bob's firm_. I'll tell Alice.");
    expect(noted?.buttons).toEqual(expect.arrayContaining(['Edit', 'Withdraw']));
    await circle.settle();

    // Alice gets the DM, with the note that is hers to see.
    expect(texts(alice.dm)).toEqual([expect.stringContaining("Gina referred you to _Bob's firm_")]);
    expect(alice.dm[0]?.readable).toContain('they build boats');
    expect(alice.dm[0]?.buttons).toEqual([
      'Say thanks',
      'Already thanked them',
      'Not a fit',
      'Keep it private',
      'Settings',
    ]);

    // Another one, for Carol in Tokyo.
    await gina.types('/referral @carol to Sakura Books', { in: general });
    await circle.settle();

    // The digest goes out on Monday at 09:00 in Chicago, not a minute before.
    await circle.runAt('2026-11-30T14:59:00Z');
    expect(texts(bob.sees({ in: general }))).toEqual([]);
    await circle.runAt('2026-11-30T15:00:00Z');
    const digest = bob.sees({ in: general }).at(-1)!;
    expect(digest.readable).toContain("Bob's firm");
    expect(digest.readable).toContain('Sakura Books');
    expect(digest.readable).not.toContain('they build boats');
    expect(digest.pings).toEqual([]);

    // Alice reacts with a prayer; Gina is told.
    await alice.reacts('pray::skin-tone-3', digest);
    await circle.settle();
    expect(texts(gina.dm)).toEqual([expect.stringMatching(/^Alice than.*Bob's firm/)]);

    // Carol, who has not thanked yet, is asked in her own morning: Tuesday at 09:00 in Tokyo.
    const nudges = () => carol.dm.filter((message) => message.buttons.includes('Remind me later'));
    expect(nudges()).toEqual([]);
    await circle.runAt('2026-12-01T00:00:00Z');
    expect(texts(nudges())).toEqual([expect.stringContaining('Sakura Books')]);

    // Alice's own reminder of Monday morning shows by now that she has thanked; nobody else was written to.
    expect(alice.dm).toHaveLength(2);
    expect(alice.dm[1]?.buttons).not.toContain('Say thanks');
    expect(bob.dm).toEqual([]);
    expect(circle.complaints).toEqual([]);
  });

  it('nudges in the morning of day 2, 7 and 14, until a note comes and the giver says it was a pleasure', async () => {
    circle = await startCircle({ at: '2026-11-24T15:00:00Z', database: kind });
    const { gina, carol, general } = circle;
    await gina.types('/referral @carol to Sakura Books', { in: general });
    await circle.settle();
    const nudges = () => carol.dm.filter((message) => message.buttons.includes('Remind me later'));

    // day 2 is Thursday 15:00 UTC: midnight in Tokyo, so the nudge comes on Friday at 09:00 there
    await circle.runAt('2026-11-26T15:00:00Z');
    await circle.runAt('2026-11-26T23:59:00Z');
    expect(nudges()).toHaveLength(0);
    await circle.runAt('2026-11-27T00:00:00Z');
    expect(nudges()).toHaveLength(1);
    expect(nudges()[0]?.text).toContain('Gina');
    expect(nudges()[0]?.text).toContain('Sakura Books');

    // day 7 is Tuesday 15:00 UTC: Wednesday at 09:00 in Tokyo
    await circle.runAt('2026-12-01T23:59:00Z');
    expect(nudges()).toHaveLength(1);
    await circle.runAt('2026-12-02T00:00:00Z');
    expect(nudges()).toHaveLength(2);

    // day 14, the last one, says so
    await circle.runAt('2026-12-09T00:00:00Z');
    expect(nudges()).toHaveLength(3);
    expect(nudges()[2]?.readable).toContain('last reminder');
    for (let day = 10; day < 31; day += 1) await circle.runAt(`2026-12-${day}T01:00:00Z`);
    expect(nudges()).toHaveLength(3);

    // Carol thanks with a note; Gina reads it whole and says it was a pleasure.
    await carol.press('Say thanks', { on: nudges()[2] });
    await carol.fillIn({ 'Your note': 'They ordered sixty books.\nThank you for thinking of me.' });
    await carol.submit();
    await circle.settle();
    const thanks = gina.dm.at(-1)!;
    expect(thanks.text).toBe('Carol thanks you for the referral to _Sakura Books_.');
    expect(thanks.text).not.toContain('sixty');
    expect(thanks.readable).toContain('They ordered sixty books.');
    expect(thanks.readable).toContain('Thank you for thinking of me.');
    await gina.press('My pleasure', { on: thanks });
    await circle.settle();
    expect(carol.dm.at(-1)?.text).toMatch(/Gina.*pleasure/);

    // Nobody else saw anything.
    expect(texts(circle.bob.sees())).toEqual([]);
    expect(circle.complaints).toEqual([]);
  });
});
