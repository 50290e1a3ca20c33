import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Circle, startCircle } from '../../support/circle';
import { sendForged } from './forged';
import { acting } from './acting';

interface Press {
  user: { id: string };
  actions: { action_id: string; value: string }[];
}

let circle: Circle;
const by = acting(() => circle);

beforeEach(async () => {
  circle = await startCircle();
});

afterEach(() => circle.stop());

const stored = (giver = circle.gina) =>
  circle.database.db.read.referrals.list('T0CIRCLE', { of: giver.id, role: 'given' }, { skip: 0, take: 100 });

const QUESTION = "You referred Alice to _Bob's firm_ within the last 10 minutes. Record it again?";

describe('the same referral again within 10 minutes', () => {
  test('is asked about, and left when the giver says so', async () => {
    const { gina, alice } = circle;
    await by(gina).types("/referral @alice to Bob's firm");
    const question = await by(gina).types("/referral @alice to  BOB'S  firm #hot because I forgot");
    expect(question?.readable).toBe("You referred Alice to _BOB'S firm_ within the last 10 minutes. Record it again?");
    expect(question?.buttons).toEqual(['Record it again', 'Leave it']);
    const after = await by(gina).press('Leave it', { on: question });
    expect(after?.readable).toBe('Nothing was added: the first one stays as it is.');
    expect(after?.buttons).toEqual([]);
    await circle.settle();
    expect(await stored()).toHaveLength(1);
    expect(alice.dm).toHaveLength(1);
  });

  test('is recorded once more on a yes, however often it is pressed', async () => {
    const { gina, alice } = circle;
    await by(gina).types("/referral @alice to Bob's firm");
    const question = await by(gina).types("/referral @alice to Bob's firm because I forgot");
    expect(question?.readable).toBe(QUESTION);
    await by(gina).press('Record it again', { on: question, times: 3 });
    await circle.settle();
    expect(question?.readable).toBe("Noted: you referred Alice to _Bob's firm_. I'll tell Alice.\n> I forgot");
    expect(question?.buttons).toEqual(['Edit', 'Withdraw']);
    expect(await stored()).toHaveLength(2);
    expect(alice.dm).toHaveLength(2);
  });

  test('answered both ways at once, one answer counts and is shown', async () => {
    const { gina, slack } = circle;
    await by(gina).types("/referral @alice to Bob's firm");
    const question = await by(gina).types("/referral @alice to Bob's firm");
    await by(gina).press('Leave it', { on: question });
    await sendForged<Press>(circle, slack.lastPayload, ({ actions }) => {
      actions[0]!.action_id = 'give.repeat.record';
    });
    expect(await stored()).toHaveLength(1);
    expect(gina.ephemerals.at(-1)?.readable).toBe(
      "That question is closed. To record a referral, try `/referral @alice to Bob's firm`.",
    );
  });

  test('the new ones of a line are recorded, and the repeated asked about', async () => {
    const { gina, carol, bob } = circle;
    await by(gina).types("/referral @alice to Bob's firm");
    const answer = await by(gina).types("/referral @alice @carol to Bob's firm");
    expect(answer?.readable).toBe(`Noted: you referred Carol to _Bob's firm_. I'll tell Carol.\n${QUESTION}`);
    expect(answer?.buttons).toEqual(['Edit', 'Withdraw', 'Record it again', 'Leave it']);
    await circle.settle();
    expect(await stored()).toHaveLength(2);
    expect(carol.dm).toHaveLength(1);
    await by(gina).press('Withdraw', { on: answer });
    expect(answer?.readable).toBe(`You withdrew your referral of Carol to _Bob's firm_.\n${QUESTION}`);
    expect(answer?.buttons).toEqual(['Record it again', 'Leave it']);
    await by(gina).press('Record it again', { on: answer });
    await circle.settle();
    expect(answer?.readable).toContain("Noted: you referred Alice to _Bob's firm_.");
    expect(await stored()).toHaveLength(2);
    expect(bob.sees()).toEqual([]);
  });

  test('sent again by Slack, the question stays one question', async () => {
    const { gina, slack } = circle;
    await by(gina).types("/referral @alice to Bob's firm");
    const question = await by(gina).types("/referral @alice to Bob's firm");
    const sent = slack.lastPayload;
    expect((await slack.resend(sent)).body).toContain('Record it again?');
    await by(gina).press('Record it again', { on: question });
    await circle.settle();
    expect(await stored()).toHaveLength(2);
    expect((await slack.resend(sent)).body).toContain('Noted: you referred Alice');
    await circle.settle();
    expect(await stored()).toHaveLength(2);
  });

  test.each([
    ['a different prospect', "/referral @alice to Bob's other firm"],
    ['a different receiver', "/referral @carol to Bob's firm"],
    ['a member of that name', '/referral @alice to @bob'],
  ])('%s is not the same', async (_why, line) => {
    const { gina } = circle;
    await by(gina).types("/referral @alice to Bob's firm");
    await by(gina).types('/referral @alice to Bob');
    const answer = await by(gina).types(line);
    expect(answer?.text).toMatch(/^Noted: /);
    expect(await stored()).toHaveLength(3);
  });

  test('a member as prospect is the same by id, whatever the name', async () => {
    const { gina, workspace, bob } = circle;
    await by(gina).types('/referral @alice to @bob');
    await workspace.rename(bob, { displayName: 'Robert' });
    const answer = await by(gina).types('/referral @alice to @Robert');
    expect(answer?.readable).toBe('You referred Alice to _Robert_ within the last 10 minutes. Record it again?');
  });

  test('of somebody else, it is not the same', async () => {
    await by(circle.gina).types("/referral @alice to Bob's firm");
    const answer = await by(circle.carol).types("/referral @alice to Bob's firm");
    expect(answer?.text).toMatch(/^Noted: /);
  });

  test('withdrawn, it is not asked about', async () => {
    const { gina } = circle;
    const first = await by(gina).types("/referral @alice to Bob's firm");
    await by(gina).press('Withdraw', { on: first });
    const answer = await by(gina).types("/referral @alice to Bob's firm");
    expect(answer?.text).toMatch(/^Noted: /);
  });

  test('10 minutes later it is not asked about, a second before it is', async () => {
    const { gina, clock } = circle;
    await by(gina).types("/referral @alice to Bob's firm");
    clock.advance(10 * 60_000 - 1000);
    expect((await by(gina).types("/referral @alice to Bob's firm"))?.readable).toBe(QUESTION);
    clock.advance(1000);
    expect((await by(gina).types("/referral @alice to Bob's firm"))?.text).toMatch(/^Noted: /);
  });

  test('somebody who left before the yes is not recorded', async () => {
    const { gina, alice, workspace } = circle;
    await by(gina).types("/referral @alice to Bob's firm");
    const question = await by(gina).types("/referral @alice to Bob's firm");
    await workspace.deactivate(alice);
    const answer = await by(gina).press('Record it again', { on: question });
    expect(answer?.readable).toBe(
      "Alice has left this workspace: name somebody who is here, as in `/referral @alice to Bob's firm`.",
    );
    expect(await stored()).toHaveLength(1);
  });

  test("somebody else's question answers nothing", async () => {
    const { gina, carol, slack, database } = circle;
    await by(gina).types("/referral @alice to Bob's firm");
    const first = await by(gina).types("/referral @alice to Bob's firm");
    await by(gina).press('Leave it', { on: first });
    const sent = slack.lastPayload;
    const open = await by(gina).types("/referral @alice to Bob's firm");
    const button = open!.blocks.flatMap((block) => (block.elements ?? []) as { value?: string }[])[0];
    await sendForged<Press>(circle, sent, ({ user, actions }) => {
      user.id = carol.id;
      actions[0] = { ...actions[0]!, action_id: 'give.repeat.record', value: button!.value! };
    });
    expect(await stored(carol)).toEqual([]);
    expect(await stored()).toHaveLength(1);
    expect(carol.ephemerals).toEqual([]);
    // the question is as open as before
    const draft = await database.db.read.drafts.read('T0CIRCLE', gina.id, button!.value!);
    expect(draft).toMatchObject({ receiverIds: [circle.alice.id] });
  });
});

describe('a name typed without a mention', () => {
  test('that fits one member is offered, and recorded when chosen', async () => {
    const { gina, alice } = circle;
    const question = await by(gina).types("/referral Alice to Bob's firm #warm because they asked");
    expect(question?.readable).toBe(
      "Whom do you mean in “Alice to Bob's firm”? I'll record it when you choose.\nAlice (@alice) to _Bob's firm_",
    );
    expect(question?.buttons).toEqual(['Alice', 'None of these']);
    expect(await stored()).toEqual([]);
    const answer = await by(gina).press('Alice', { on: question });
    await circle.settle();
    expect(answer?.readable).toBe(
      "Noted: you referred Alice to _Bob's firm_. I'll tell Alice.\n> they asked\nWarm: they expect to be contacted",
    );
    expect(await stored()).toMatchObject([{ receiverId: alice.id, note: 'they asked', warmth: 'warm' }]);
    expect(alice.dm).toHaveLength(1);
  });

  test('keeps the name of whom the note mentions, where Slack mentions them by id alone', async () => {
    const { gina, bob } = circle;
    const question = await by(gina).types(`/referral Alice to Acme because &lt;<@${bob.id}> said so`, { raw: true });
    await by(gina).press('Alice', { on: question });
    expect(await stored()).toMatchObject([{ prospect: 'Acme', note: '<Bob said so' }]);
  });

  test('pressed three times it is recorded once', async () => {
    const { gina, alice } = circle;
    const question = await by(gina).types("/referral Alice to Bob's firm");
    await by(gina).press('Alice', { on: question, times: 3 });
    await circle.settle();
    expect(await stored()).toHaveLength(1);
    expect(alice.dm).toHaveLength(1);
    expect(question?.readable).toBe("Noted: you referred Alice to _Bob's firm_. I'll tell Alice.");
  });

  test('that fits several members offers each', async () => {
    const { gina, workspace } = circle;
    const smith = workspace.addMember({ name: 'alice2', displayName: 'Alice', realName: 'Alice Smith' });
    const question = await by(gina).types("/referral alice to Bob's firm");
    expect(question?.readable).toContain("Alice (@alice) to _Bob's firm_\nAlice (@alice2) to _Bob's firm_");
    await by(gina).press('Alice', { on: question, row: /@alice2/ });
    expect(await stored()).toMatchObject([{ receiverId: smith.id }]);
  });

  test('that stands on the right is the other way round', async () => {
    const { gina, alice } = circle;
    const question = await by(gina).types('/referral Joe Smith to alice');
    expect(question?.readable).toContain('Alice (@alice) to _Joe Smith_');
    await by(gina).press('Alice', { on: question });
    expect(await stored()).toMatchObject([{ receiverId: alice.id, prospect: 'Joe Smith', prospectId: null }]);
  });

  test('where both are members, every way to read it is offered', async () => {
    const { gina, bob } = circle;
    const question = await by(gina).types('/referral alice to bob');
    expect(question?.readable).toBe(
      [
        "Whom do you mean in “alice to bob”? I'll record it when you choose.",
        'Alice (@alice) to _Bob_, a member too',
        'Alice (@alice) to _bob_',
        'Bob (@bob) to _alice_',
      ].join('\n'),
    );
    await by(gina).press('Alice', { on: question });
    expect(await stored()).toMatchObject([{ prospect: 'Bob', prospectId: bob.id }]);
  });

  test('where many fit, ten are offered and the rest said in words', async () => {
    const { gina, workspace } = circle;
    for (let i = 0; i < 14; i += 1) workspace.addMember({ name: `sam${i}`, displayName: `Sam ${i}` });
    const question = await by(gina).types("/referral sam to Bob's firm");
    expect(question?.buttons).toHaveLength(11);
    expect(question?.readable).toContain(
      "More people fit: to be exact, mention the person, as in `/referral @alice to Bob's firm`.",
    );
  });

  test('none of them: nothing is recorded', async () => {
    const { gina, alice } = circle;
    const question = await by(gina).types("/referral Alice to Bob's firm");
    const answer = await by(gina).press('None of these', { on: question });
    expect(answer?.readable).toBe(
      "Nothing was recorded. To be exact, mention the person, as in `/referral @alice to Bob's firm`.",
    );
    await circle.settle();
    expect(await stored()).toEqual([]);
    expect(alice.dm).toEqual([]);
  });

  test('chosen, the same again within 10 minutes is asked about', async () => {
    const { gina } = circle;
    await by(gina).types("/referral @alice to Bob's firm");
    const question = await by(gina).types("/referral Alice to Bob's firm");
    const answer = await by(gina).press('Alice', { on: question });
    expect(answer?.readable).toBe(QUESTION);
    expect(await stored()).toHaveLength(1);
    await by(gina).press('Record it again', { on: answer });
    expect(await stored()).toHaveLength(2);
  });

  test('the command is acknowledged before Slack has listed anybody', async () => {
    const { gina, slack } = circle;
    let release = () => {};
    slack.beforeAnswer('users.list', () => new Promise<void>((resolve) => (release = resolve)));
    await gina.types("/referral Alice to Bob's firm", { settle: false });
    expect(slack.payloads.at(-1)?.status).toBe(200);
    expect(gina.ephemerals).toEqual([]);
    release();
    await circle.settle();
    expect(gina.ephemerals.at(-1)?.buttons).toEqual(['Alice', 'None of these']);
  });

  test.each([
    ['fails', { kind: 'error', status: 500 }],
    ['is busy', { kind: 'rate_limit', retryAfter: 30 }],
    ['drops the call', { kind: 'dropped' }],
    ['refuses', { kind: 'api_error', error: 'missing_scope' }],
  ] as const)('where Slack %s, the giver is told that nothing was recorded', async (_what, fault) => {
    const { gina, slack } = circle;
    slack.fault('users.list', fault, { times: 1 });
    const answer = await by(gina).types("/referral Alice to Bob's firm");
    expect(answer?.readable).toBe(
      "I couldn't look that name up, so nothing was recorded: mention the person, as in `/referral @alice to Bob's firm`.",
    );
    expect(await stored()).toEqual([]);
    // and the next time it works
    expect((await by(gina).types("/referral Alice to Bob's firm"))?.buttons).toEqual(['Alice', 'None of these']);
  });
});
