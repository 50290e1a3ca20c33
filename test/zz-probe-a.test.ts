import { afterEach, beforeEach, it } from '@jest/globals';
import { type Circle, startCircle } from './support/circle';
import { digestsIn, MONDAY, NEXT_MONDAY, toldTo } from './features/digest/circle-with-digest';
import { acting } from './features/give/acting';
import { sendForged } from './features/give/forged';
import { sayThanks, messagesLike } from './features/thanks/circle-of-thanks';
import { appendFileSync } from 'node:fs';

let circle: Circle;
const as = acting(() => circle);
const out = (...a: unknown[]) => appendFileSync('/tmp/zz-a.log', a.map((x) => (typeof x === 'string' ? x : JSON.stringify(x, null, 1))).join(' ') + '\n');
beforeEach(async () => { circle = await startCircle(); await circle.ada.types('/referral digest here', { in: circle.general }); });
afterEach(async () => { if (circle.complaints.length) out('COMPLAINTS', circle.complaints); await circle.stop(); });
const show = (p: any) => p.dm.filter((m: any) => m.fromApp).map((m: any) => (m.deleted ? 'DELETED ' : '') + m.readable + ' [' + m.buttons.map((b: any) => b.label ?? b) + ']' + (m.edited ? ' (edited)' : ''));
const t = (name: string, fn: () => Promise<void>) => it(name, async () => { out('\n=== ' + name); try { await fn(); } catch (e) { out('THREW', String((e as Error).stack)); } });

t('edit private after digest', async () => {
  const { gina, alice, general } = circle;
  await as(gina).types("/referral @alice to Bob's firm because she is great", { in: general });
  await as(gina).types('/referral @bob to Acme', { in: general });
  await circle.runAt(MONDAY);
  await alice.reacts('pray', digestsIn(circle)[0]!); await circle.settle();
  out(digestsIn(circle)[0]!.readable);
  await as(gina).press('Edit', { on: gina.shown.filter((m: any) => /Bob's firm/.test(m.readable)).at(-1) as any }).catch((e) => out('press', String(e)));
  out(gina.modal?.labels ?? 'no modal');
  if (!gina.modal) { await as(gina).types('/referral list given'); await as(gina).press('Edit', { row: /Bob's firm/ }); }
  await gina.fillIn({ 'Keep it out of the digest': true, 'To whom?': 'Robert & <co>' });
  await as(gina).submit();
  out(digestsIn(circle)[0]!.readable); out('alice', show(alice)); out('gina', show(gina));
  await alice.removesReaction('pray', digestsIn(circle)[0]!); await circle.settle();
  out('gina after removal', show(gina)); out('told', toldTo(gina));
  await alice.reacts('pray', digestsIn(circle)[0]!); await circle.settle();
  out('gina after again (private now)', show(gina));
  await circle.runAt(NEXT_MONDAY); out('next digest', digestsIn(circle).map((m) => m.readable));
});

t('withdraw while the thanks DM is unsent, and after', async () => {
  const { gina, alice, general, slack } = circle;
  await as(gina).types("/referral @alice to Bob's firm", { in: general });
  const f = slack.fault('chat.postMessage', { kind: 'error' } as any);
  await sayThanks(circle, alice, 'thank you so much');
  await as(gina).types('/referral list given');
  await as(gina).press('Withdraw');
  f.off();
  await circle.runAt(new Date(circle.clock.now().getTime() + 3600e3));
  out('gina', show(gina)); out('alice', show(alice));
  await as(gina).types("/referral @alice to Second firm", { in: general });
  await sayThanks(circle, alice, 'thank you again');
  await as(gina).types('/referral list given'); await as(gina).press('Withdraw', { row: /Second/ });
  out('gina', show(gina)); out('alice', show(alice));
  out('pleasure', await as(gina).press('My pleasure').then((m) => m?.readable).catch(String));
  out('gina', show(gina)); out('alice', show(alice));
  circle.complaints.length = 0;
});

t('one DM refused; receiver deactivated between', async () => {
  const { gina, alice, bob, general, slack, workspace } = circle;
  slack.fault('chat.postMessage', { kind: 'api_error', error: 'account_inactive' } as any, { times: 1 });
  out(await as(gina).types("/referral @alice @bob to Bob's firm", { in: general }).then((m) => m?.readable));
  out('alice', show(alice), 'bob', show(bob), 'gina', show(gina)); out(circle.complaints); circle.complaints.length = 0;
  const f = slack.fault('chat.postMessage', { kind: 'error' } as any);
  await as(gina).types("/referral @alice to Acme", { in: general });
  await workspace.deactivate(alice); f.off(); await circle.settle();
  await circle.runAt('2026-11-24T16:00:00Z');
  out('alice', show(alice)); out(await as(gina).types('/referral list').then((m) => m?.readable));
  await circle.runAt(MONDAY); out(digestsIn(circle).map((m) => m.readable)); out('alice', show(alice));
  await workspace.reactivate(alice); await circle.settle(); await circle.runAt('2026-12-01T16:00:00Z'); out('alice back', show(alice));
  circle.complaints.length = 0;
});

t('prayers', async () => {
  const { gina, alice, general } = circle;
  await as(gina).types("/referral @alice to Bob's firm", { in: general });
  await circle.runAt(MONDAY);
  const d = digestsIn(circle)[0]!;
  circle.clock.set('2026-12-30T15:00:00Z');
  await alice.reacts('pray::skin-tone-3', d); await circle.settle(); out('month later', toldTo(gina), show(alice));
  await sayThanks(circle, alice, 'real words'); out('written', show(gina), show(alice));
  await alice.removesReaction('pray::skin-tone-3', d); await circle.settle(); out('removed', show(gina), show(alice));
  await as(gina).types("/referral @alice to Second", { in: general });
  await circle.runAt('2027-01-04T15:00:00Z'); 
  const d2 = digestsIn(circle).at(-1)!; out(d2.readable);
  const f = circle.slack.fault('chat.postMessage', { kind: 'error' } as any);
  await alice.reacts('pray', d2); await circle.settle();
  await alice.removesReaction('pray', d2); await circle.settle(); f.off();
  await circle.runAt('2027-01-04T16:00:00Z'); out('removed before sent', show(gina), show(alice));
  await alice.reacts('pray', d2); await circle.settle(); await circle.runAt('2027-01-04T17:00:00Z'); out('again', show(gina));
  circle.complaints.length = 0;
});

t('stranger presses digest', async () => {
  const { gina, general, workspace } = circle;
  const stranger = workspace.addMember({ name: 'stan', displayName: 'Stan', stranger: true });
  general.members.add ? (general as any).members.add(stranger.id) : 0;
  await as(gina).types("/referral @alice to Bob's firm", { in: general });
  await circle.runAt(MONDAY);
  out(await as(gina).press('Say thanks', { on: digestsIn(circle)[0]! }).then((m) => m?.readable));
  const p = circle.slack.lastPayload;
  out('stranger', await sendForged<any>(circle, p, (b) => { b.user.id = stranger.id; b.user.team_id = 'T0OTHER'; b.trigger_id = 'x'; }).catch(String));
  out('stranger sees', (stranger as any).shown.map((m: any) => m.readable));
  out(await as(circle.alice).press('Say thanks', { on: digestsIn(circle)[0]! }).then((m) => m?.readable), circle.alice.modal?.text, circle.alice.modal?.buttons);
  await as(circle.bob).press('Give a referral', { on: digestsIn(circle)[0]! }); out(circle.bob.modal?.labels);
});

t('hostile names and extremes in digest', async () => {
  const { gina, alice, general, workspace } = circle;
  await workspace.rename(alice, { displayName: '<!channel> *x* `y` <http://evil|ok> _z_ @here' }); await circle.settle();
  await as(gina).types(`/referral <@${alice.id}> to ${'&lt;'.repeat(300)} because ${'&amp;'.repeat(2000)}`, { in: general, raw: true } as any).then((m) => out('conf', m?.readable.slice(0, 300)));
  for (let i = 0; i < 30; i++) await as(gina).types(`/referral <@${alice.id}> to ${'&lt;'.repeat(297)}${String(i).padStart(3, '0')}`, { in: general, raw: true } as any);
  await circle.runAt(MONDAY);
  const d = digestsIn(circle)[0]!; out('pings', d.pings, d.readable.slice(0, 700), d.readable.slice(-400), (d.blocks as any).length, JSON.stringify(d.blocks).length);
  out('alice', show(alice).slice(0, 1).map((x: string) => x.slice(0, 500)), show(alice).at(-1)!.slice(0, 600), (alice.dm.at(-1) as any).pings);
  const l = await as(alice).types('/referral list'); out(l?.readable.length, l?.buttons.length);
  const r = await as(gina).types('/referral list'); out(r?.readable.length);
  await alice.press('Say thanks'); out(alice.modal?.text.slice(0, 200)); await alice.fillIn({ 'Your note': '&'.repeat(2000), 'The digest may quote this': true }); await as(alice).submit(); out(show(gina).at(-1)!.length);
  out(await as(alice).press('Say thanks', {on: d}).then(m=>m?.readable), alice.modal?.title);
  out(await as(gina).types('/referral digest preview').then((m) => m!.readable.length + m!.readable.slice(0, 200)));
  await circle.runAt(NEXT_MONDAY); out(digestsIn(circle).map((m) => JSON.stringify(m.blocks).length + m.readable.slice(-300)));
});
