import { afterEach, describe, expect, test } from '@jest/globals';
import { type Circle, type CircleOptions, startCircle } from '../../support/circle';
import { acting } from './acting';

let circle: Circle;
const by = acting(() => circle);

const start = async (options?: CircleOptions) => {
  circle = await startCircle(options);
  return circle;
};

afterEach(() => circle.stop());

const TEXT = 'Gina would like Alice and Bob to meet. Alice, this is Bob; Bob, this is Alice.';
const groups = () => circle.workspace.channels.filter(({ kind }) => kind === 'mpim');
const stored = () => circle.database.db.read.referrals.list('T0CIRCLE', { of: circle.gina.id }, { skip: 0, take: 10 });

describe('Introduce them', () => {
  test('is offered to the giver, and shows what would be posted before it is', async () => {
    const { gina, alice, bob } = await start();
    const answer = await by(gina).types('/referral @alice to @bob #hot because they need a plumber');
    await circle.settle();
    expect(answer?.readable).toContain("I won't tell Bob until you introduce them.");
    expect(answer?.buttons).toEqual(['Edit', 'Withdraw', 'Introduce them']);
    expect(alice.dm[0]?.buttons).not.toContain('Introduce them');
    expect(alice.dm[0]?.readable).toContain(
      "I won't tell Bob. The weekly digest will show who referred you, and “another member” in place of the name, nothing more.",
    );
    await by(gina).press('Introduce them', { on: answer });
    expect(gina.modal?.text).toBe(
      `I'll open a group message with Alice, Bob and you, and post this:\n> ${TEXT}\nThe note and how warm it is stay out of it.`,
    );
    expect(groups()).toEqual([]);
    expect(bob.sees()).toEqual([]);
    await by(gina).submit();
    await circle.settle();
    const [group] = groups();
    expect([...group!.members].sort()).toEqual([alice.id, bob.id, gina.id, circle.workspace.botUserId].sort());
    expect(group?.messages.map(({ readable }) => readable)).toEqual([TEXT]);
    expect(group?.messages[0]?.pings).toEqual([]);
    expect(answer?.readable).toContain('You are introducing Alice and Bob in a group message.');
    expect(answer?.buttons).toEqual(['Edit', 'Withdraw']);
    expect(alice.dm).toHaveLength(1);
    expect(circle.complaints).toEqual([]);
  });

  test('happens once, however often it is asked for', async () => {
    const { gina } = await start();
    const answer = await by(gina).types('/referral @alice to @bob');
    await by(gina).press('Introduce them', { on: answer });
    await by(gina).submit({ times: 3 });
    await circle.settle();
    expect(groups()).toHaveLength(1);
    expect(groups()[0]?.messages).toHaveLength(1);
  });

  test('from two open forms, the second says it was done', async () => {
    const { gina, slack } = await start();
    const answer = await by(gina).types('/referral @alice to @bob');
    await by(gina).press('Introduce them', { on: answer });
    const press = slack.lastPayload;
    await by(gina).submit();
    await circle.settle();
    await slack.resend(press);
    await circle.settle();
    expect(gina.ephemerals.at(-1)?.readable).toBe('You have introduced them to Bob already.');
    expect(groups()[0]?.messages).toHaveLength(1);
  });

  test('is not offered for a prospect that is text', async () => {
    const { gina } = await start();
    expect((await by(gina).types("/referral @alice to @bob's firm"))?.buttons).toEqual(['Edit', 'Withdraw']);
  });

  test('is not offered where the installer refused group messages', async () => {
    const { gina } = await start({ refuse: ['mpim:write'] });
    const answer = await by(gina).types('/referral @alice to @bob');
    expect(answer?.readable).toContain("I won't tell Bob.");
    expect(answer?.buttons).toEqual(['Edit', 'Withdraw']);
    expect((await by(gina).types('/referral list'))?.buttons).toEqual([
      'My track record',
      'Edit',
      'Withdraw',
      'Export',
    ]);
  });

  test('is offered in the list too', async () => {
    const { gina } = await start();
    await by(gina).types('/referral @alice to @bob');
    const list = await by(gina).types('/referral list given');
    await by(gina).press('Introduce them', { on: list });
    await by(gina).submit();
    await circle.settle();
    expect(groups()).toHaveLength(1);
    expect(list?.readable).toBe('What you gave, newest first.\nYou referred Alice to _Bob_ today. Introduced.');
    expect(list?.buttons).toEqual(['Edit', 'Withdraw']);
  });

  test('to somebody that the giver changed meanwhile, nobody is introduced', async () => {
    const { gina, carol } = await start();
    const answer = await by(gina).types('/referral @alice to @bob');
    await by(gina).press('Introduce them', { on: answer });
    const [referral] = await stored();
    const now = circle.clock.now();
    await circle.database.db.transaction((store) =>
      store.referrals.change('T0CIRCLE', referral!.id, { prospect: 'Carol', prospectId: carol.id }, now),
    );
    await by(gina).submit();
    await circle.settle();
    expect(gina.modal?.text).toBe(
      'That referral is to _Carol_ now, so nobody was introduced: open the list to try again, with `/referral list`.',
    );
    expect(groups()).toEqual([]);
  });

  test('withdrawn or changed afterwards, the group message says so', async () => {
    const { gina } = await start();
    const answer = await by(gina).types('/referral @alice to @bob');
    await by(gina).press('Introduce them', { on: answer });
    await by(gina).submit();
    await circle.settle();
    await by(gina).press('Withdraw', { on: answer });
    await circle.settle();
    expect(groups()[0]?.messages.map(({ readable }) => readable)).toEqual(['Gina took this introduction back.']);
  });

  test('with another member as prospect afterwards, nobody is said to be introduced until they are', async () => {
    const { gina, carol } = await start();
    const answer = await by(gina).types('/referral @alice to @bob');
    await by(gina).press('Introduce them', { on: answer });
    await by(gina).submit();
    await circle.settle();
    const list = await by(gina).types('/referral list');
    await by(gina).press('Edit', { on: list });
    await gina.fillIn({ 'Or a member': carol });
    await by(gina).submit();
    await circle.settle();
    expect(groups()[0]?.messages.map(({ readable }) => readable)).toEqual(['Gina took this introduction back.']);
    expect(list?.readable).toBe('What you gave and received, newest first.\nYou referred Alice to _Carol_ today.');
    expect(list?.buttons).toEqual(['My track record', 'Edit', 'Withdraw', 'Introduce them', 'Export']);
    await by(gina).press('Introduce them', { on: list });
    await by(gina).submit();
    await circle.settle();
    expect(groups()[0]?.messages.map(({ readable }) => readable)).toEqual(['Gina took this introduction back.']);
    expect(groups()[1]?.messages.map(({ readable }) => readable)).toEqual([TEXT.replaceAll('Bob', 'Carol')]);
  });

  test('where Slack refuses the group message, the giver is told and can try again', async () => {
    const { gina, slack } = await start();
    const answer = await by(gina).types('/referral @alice to @bob');
    await circle.settle();
    slack.fault(
      'conversations.open',
      { kind: 'api_error', error: 'user_disabled' },
      { times: 1, when: ({ users }) => String(users).includes(',') },
    );
    await by(gina).press('Introduce them', { on: answer });
    await by(gina).submit();
    await circle.settle();
    expect(groups()).toEqual([]);
    expect(gina.dm.map(({ readable }) => readable)).toEqual([
      'Slack did not open a group message with Alice and Bob, so nothing was posted. You can write to both yourself, or try again from `/referral list`.',
    ]);
    const list = await by(gina).types('/referral list');
    await by(gina).press('Introduce them', { on: list });
    await by(gina).submit();
    await circle.settle();
    expect(groups()[0]?.messages.map(({ readable }) => readable)).toEqual([TEXT]);
  });
});
