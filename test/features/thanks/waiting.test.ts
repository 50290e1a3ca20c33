import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { actions, button, type Message, section } from '../../../src/slack/blocks';
import { answerIds } from '../../../src/features/answer-buttons';
import { type Circle, startCircle } from '../../support/circle';
import { refer, referralIn, sayThanks, stopQuietly } from './circle-of-thanks';

/** What the digest offers to everybody in the channel. */
const DIGEST: Message = {
  text: 'The digest',
  blocks: [section('The digest'), actions(button('Say thanks', answerIds.showWaiting, 'digest'))],
};

describe('what waits for your thanks', () => {
  let circle: Circle;

  beforeEach(async () => {
    circle = await startCircle();
  });

  afterEach(() => stopQuietly(circle));

  const open = (giver: keyof Pick<Circle, 'gina' | 'bob'>, prospect: string, at?: string) =>
    refer(circle, circle[giver], circle.alice, prospect, { told: false, at });
  const post = () => circle.general.post(circle.workspace.botUserId, true, JSON.parse(JSON.stringify(DIGEST)) as never);
  const show = async (person = circle.alice) => {
    const answer = await person.press('Say thanks', { on: post() });
    await circle.settle();
    return answer?.text;
  };
  const rows = () => circle.alice.modal!.text.split('\n').filter((line) => line.includes('referred you'));

  it("shows the presser's own, newest first, each with the three answers", async () => {
    await open('gina', "Bob's firm", '2026-11-20T15:00:00Z');
    await open('bob', 'Acme');
    await refer(circle, circle.gina, circle.carol, 'Initech', { told: false });
    await show();
    expect(circle.alice.modal!.title).toBe('Waiting for your thanks');
    expect(rows()).toEqual(['Bob referred you to _Acme_ today.', "Gina referred you to _Bob's firm_ on Friday."]);
    expect(circle.alice.modal!.buttons).toEqual([
      'Say thanks',
      'Already thanked them',
      'Not a fit',
      'Say thanks',
      'Already thanked them',
      'Not a fit',
    ]);
  });

  it('says kindly, and to the presser alone, that nothing is waiting', async () => {
    await open('gina', "Bob's firm");
    expect(await show(circle.bob)).toBe('Nothing is waiting for your thanks.');
    expect(circle.bob.modal).toBeUndefined();
    expect(circle.general.messages).toHaveLength(1);
  });

  it('takes the answers in the list, which shrinks to a kind word', async () => {
    const first = await open('gina', "Bob's firm", '2026-11-20T15:00:00Z');
    const second = await open('bob', 'Acme', '2026-11-21T15:00:00Z');
    const third = await open('gina', 'Initech');
    await show();
    await circle.alice.press('Already thanked them', { row: /Acme/ });
    await circle.settle();
    expect(rows()).toHaveLength(2);
    await circle.alice.press('Not a fit', { row: /Initech/ });
    await circle.alice.submit();
    await circle.settle();
    expect(rows()).toEqual(["Gina referred you to _Bob's firm_ on Friday."]);
    await sayThanks(circle, circle.alice, 'You made my week.');
    expect(circle.alice.modal!.text).toBe('Nothing is waiting for your thanks.');
    expect(circle.gina.dm.map(({ text }) => text)).toEqual([
      "Alice says _Initech_ wasn't a match this time.",
      "Alice thanks you for the referral to _Bob's firm_.",
    ]);
    expect((await referralIn(circle, first)).thanks?.note).toBe('You made my week.');
    expect((await referralIn(circle, second)).alreadyThankedAt).not.toBeNull();
    expect((await referralIn(circle, third)).outcome).toBe('no_fit');
    expect(circle.alice.ephemerals).toEqual([]);
  });

  it('pages through many', async () => {
    for (let day = 1; day <= 17; day += 1) {
      await open('gina', `Firm ${day}`, `2026-11-${String(day).padStart(2, '0')}T15:00:00Z`);
    }
    await show();
    expect(rows()).toHaveLength(15);
    expect(rows()[0]).toContain('Firm 17');
    expect(circle.alice.modal!.buttons).not.toContain('Newer');
    await circle.alice.press('Older');
    await circle.settle();
    expect(rows().map((row) => /Firm \d+/.exec(row)?.[0])).toEqual(['Firm 2', 'Firm 1']);
    expect(circle.alice.modal!.buttons).not.toContain('Older');
    await circle.alice.press('Already thanked them', { row: /Firm 2_/ });
    await circle.settle();
    expect(rows()).toHaveLength(1);
    await circle.alice.press('Already thanked them', { row: /Firm 1_/ });
    await circle.settle();
    expect(rows()).toHaveLength(15);
    await circle.alice.press('Already thanked them', { row: /Firm 17/ });
    await circle.settle();
    expect(rows()).toHaveLength(14);
    expect(circle.alice.modal!.buttons).not.toContain('Older');
  });

  it('turns back to newer ones', async () => {
    for (let day = 1; day <= 16; day += 1) await open('gina', `Firm ${day}`);
    await show();
    await circle.alice.press('Older');
    await circle.settle();
    await circle.alice.press('Newer');
    await circle.settle();
    expect(rows()).toHaveLength(15);
  });

  it('leaves out what was given by somebody who has left', async () => {
    await open('gina', "Bob's firm");
    await circle.database.db.transaction((store) =>
      store.members.left(circle.workspace.id, circle.gina.id, circle.clock.now()),
    );
    expect(await show()).toBe('Nothing is waiting for your thanks.');
  });
});
