import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Circle, startCircle } from './support/circle';

describe('when something goes wrong', () => {
  let circle: Circle;
  beforeEach(async () => {
    circle = await startCircle();
  });
  afterEach(() => circle.stop());

  const breakTheDatabase = () => {
    const { db } = circle.goodturn.delivery;
    const { transaction } = db;
    db.transaction = () => Promise.reject(new Error('the disk is full'));
    return () => {
      db.transaction = transaction;
    };
  };
  const referenceIn = (text: string | undefined) => /reference ([0-9a-f]{8})/.exec(text ?? '')?.[1];

  it('tells the person a reference, and the operator the same one with the reason', async () => {
    const { gina, alice, general } = circle;
    breakTheDatabase();
    const answer = await gina.types("/referral @alice to Bob's firm", { in: general });
    const reference = referenceIn(answer?.text);
    expect(answer?.text).toBe(`Something went wrong (reference ${reference}). Please try again in a minute.`);
    const logged = circle.complaints.find((line) => line.includes(reference!));
    expect(logged).toContain('the disk is full');
    expect(logged).not.toMatch(/Alice|Bob's firm/);
    expect(alice.dm).toEqual([]);
  });

  it('does the same for a button and for a form, and works again afterwards', async () => {
    const { gina, alice, general } = circle;
    await gina.types("/referral @alice to Bob's firm", { in: general });
    await circle.settle();
    const mend = breakTheDatabase();
    const pressed = await alice.press('Already thanked them');
    expect(referenceIn(pressed?.text)).toBeDefined();
    await alice.press('Say thanks');
    await alice.fillIn({ 'Your note': 'You made my week.' });
    await alice.submit();
    expect(referenceIn(alice.modal?.text)).toBeDefined();
    mend();
    await alice.closeModal({ all: true });
    await alice.press('Say thanks');
    await alice.fillIn({ 'Your note': 'You made my week.' });
    await alice.submit();
    await circle.settle();
    expect(gina.dm.at(-1)?.readable).toContain('You made my week.');
  });

  it('has a kind answer to a button of another version, and changes nothing', async () => {
    const { gina, alice, general, slack } = circle;
    await gina.types("/referral @alice to Bob's firm", { in: general });
    await circle.settle();
    await alice.press('Already thanked them');
    await circle.settle();
    const pressed = new URLSearchParams({
      payload: JSON.stringify(slack.lastPayload?.body).replaceAll('thanks.already.mark', 'thanks.older.button'),
    });
    const { status } = await slack.postRaw('/slack/events', pressed.toString(), {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      sign: true,
    });
    await circle.settle();
    expect(status).toBe(200);
    expect(alice.ephemerals.at(-1)?.text).toBe(
      'This button is from another version of Goodturn. `/referral help` shows what works now.',
    );
  });
});
