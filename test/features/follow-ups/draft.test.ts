import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { draftForm } from '../../../src/features/draft-views';
import { type Circle, startCircle } from '../../support/circle';
import {
  DAY_30,
  didNotWorkOut,
  dmsOf,
  press,
  RECORDED,
  refer,
  told,
  withdraw,
  stopQuietly,
} from './circle-with-follow-ups';

let circle: Circle;
beforeEach(async () => {
  circle = await startCircle({ at: RECORDED });
});
afterEach(() => stopQuietly(circle));

/** Alice told that it became business, and Gina was told. */
async function becameBusiness(prospect = "Bob's firm") {
  const referral = await refer(circle, circle.gina, circle.alice, prospect);
  await circle.runAt(DAY_30);
  await press(circle, circle.alice, 'It became business');
  return referral;
}

const draft = () => circle.gina.modal!.fields['Your message'];

/** States a need of Gina's, as if she had. */
async function needs(text: string, at = RECORDED): Promise<void> {
  const need = { id: text, authorId: circle.gina.id, text, origin: text, statedAt: new Date(at), checkAt: null };
  await circle.database.db.transaction((store) => store.needs.state(circle.workspace.id, need));
}

describe('Draft a message', () => {
  test('is glad first and leaves what would help to be completed', async () => {
    const { gina } = circle;
    await becameBusiness();
    await press(circle, gina, 'Draft a message');
    expect(gina.modal!.title).toBe('Draft a message');
    expect(gina.modal!.submitLabel).toBe('Copy');
    expect(draft()).toBe("Alice, I'm glad that Bob's firm became business.\n\nWhat would help me at the moment: ");
  });

  test("then, only then, names the giver's own open needs", async () => {
    const { gina } = circle;
    await needs('a bookkeeper in Austin');
    await needs('a van', '2026-11-25T15:00:00Z');
    await becameBusiness();
    await press(circle, gina, 'Draft a message');
    expect(draft()).toBe(
      "Alice, I'm glad that Bob's firm became business.\n\nAt the moment I'm looking for a bookkeeper in Austin and a van. If somebody comes to mind, I'd be grateful for an introduction.",
    );
  });

  test('comes to its author to copy, as it was left, once, and goes to nobody else', async () => {
    const { gina, alice, slack, bob, carol } = circle;
    await becameBusiness();
    const before = told(alice);
    await press(circle, gina, 'Draft a message');
    await gina.fillIn({ 'Your message': 'So glad, Alice <@U1> & <!here>!\n\nCould you tell me who runs Acme?' });
    await gina.submit({ times: 2 });
    circle.clock.advance(120_000);
    await slack.resend(slack.lastPayload);
    await circle.settle();
    expect(dmsOf(gina)).toHaveLength(2);
    const copy = dmsOf(gina)[1]!;
    expect(copy.text).toBe('Here is your message to Alice, to copy and send yourself. I sent it to nobody.');
    expect(JSON.stringify(copy.blocks)).toContain('rich_text_preformatted');
    expect(copy.readable).toContain('So glad, Alice');
    expect(copy.readable).toContain('Could you tell me who runs Acme?');
    expect(told(alice)).toEqual(before);
    expect([...told(bob), ...told(carol)]).toEqual([]);
  });

  test('an empty one is not copied, and stays open', async () => {
    const { gina } = circle;
    await becameBusiness();
    await press(circle, gina, 'Draft a message');
    await gina.fillIn({ 'Your message': ' \n ' });
    await gina.submit();
    expect(gina.modal!.errors).toEqual({ 'Your message': 'There is nothing to copy yet: a line is enough.' });
    expect(dmsOf(gina)).toHaveLength(1);
  });

  test('of a long one keeps every word', async () => {
    const { gina } = circle;
    await becameBusiness('<&>'.repeat(100));
    await press(circle, gina, 'Draft a message');
    const long = '<&>"\n'.repeat(590);
    await gina.fillIn({ 'Your message': long });
    await gina.submit();
    await circle.settle();
    expect(dmsOf(gina)).toHaveLength(2);
  });

  test('says so where the answer was changed, the referral withdrawn, or the receiver has left', async () => {
    const { gina, alice, slack, workspace } = circle;
    const referral = await becameBusiness();
    // what is on the screen is old
    const stale = slack.fault('chat.update', { kind: 'rate_limit', retryAfter: 600 });
    await press(circle, alice, 'Change');
    await didNotWorkOut(circle, alice);
    const [news] = dmsOf(gina);
    expect((await press(circle, gina, 'Draft a message', { on: news }))!.text).toBe(
      'Alice has changed the answer since, so a draft about business would not fit.',
    );
    await withdraw(circle, referral);
    expect((await press(circle, gina, 'Draft a message', { on: news }))!.text).toBe(
      'You withdrew this referral, so there is nothing to write about.',
    );
    stale.off();
    expect(gina.modal).toBeUndefined();

    const other = await refer(circle, gina, circle.bob, 'Acme');
    await circle.runAt('2027-01-25T15:00:00Z');
    await press(circle, circle.bob, 'It became business');
    await workspace.deactivate(circle.bob);
    await circle.settle();
    expect(other.receiverId).toBe(circle.bob.id);
    expect((await press(circle, gina, 'Draft a message'))!.text).toBe(
      'Bob has left, so there is nobody here to send it to.',
    );
  });
});

describe('Not now', () => {
  test('takes the offer away for good, and the news stays and is still corrected', async () => {
    const { gina, alice } = circle;
    await becameBusiness();
    await press(circle, gina, 'Not now', { times: 2 });
    expect(dmsOf(gina)[0]!.readable).toBe("Alice says _Bob's firm_ became business.");
    expect(dmsOf(gina)[0]!.buttons).toEqual(['Settings']);
    // what follows redraws it
    await press(circle, alice, 'Share it');
    expect(dmsOf(gina)[0]!.buttons).toEqual(['Settings']);
    await circle.runAt('2026-12-29T15:00:00Z');
    expect(dmsOf(gina)).toHaveLength(1);
    await press(circle, alice, 'Change');
    await press(circle, alice, 'Still talking');
    expect(told(gina)[0]).toBe("Alice changed the answer about _Bob's firm_: they are still talking.");
  });
});

test('a text that is too long for the field is cut between characters', () => {
  const { blocks } = draftForm({ form: 'f', metadata: '', lead: 'A draft.', text: `${'x'.repeat(2_999)}🚐` });
  expect(JSON.stringify(blocks)).toContain(`"initial_value":"${'x'.repeat(2_999)}"`);
});

test('nobody drafts or dismisses for somebody else', async () => {
  const { alice, gina, bob, slack, goodturn } = circle;
  const mine = await becameBusiness();
  await refer(circle, bob, alice, 'Zeta');
  await circle.runAt('2027-01-25T15:00:00Z');
  await press(circle, alice, 'It became business');
  for (const label of ['Draft a message', 'Not now']) {
    await press(circle, bob, label, { on: dmsOf(bob)[0]! });
    if (bob.modal) await bob.closeModal();
    const forged = JSON.parse(JSON.stringify(slack.lastPayload.body)) as { actions?: { value: string }[] };
    if (!forged.actions) continue;
    forged.actions[0]!.value = mine.id;
    const raw = `payload=${encodeURIComponent(JSON.stringify(forged))}`;
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    await slack.postRaw('/slack/events', raw, { sign: true, headers });
    await goodturn.idle();
    await circle.settle();
  }
  expect(bob.ephemerals.at(-1)!.text).toBe('This draft is for the person who gave the referral.');
  expect(dmsOf(gina)[0]!.buttons).toEqual(['Draft a message', 'Not now', 'Settings']);
});
