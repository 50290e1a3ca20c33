import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import type { Person } from '../../../playground/server/people/person';
import { RawApp } from '../raw-app';
import { messagesIn } from './page-client';
import { type PageUnderTest, startPage } from './page-world';

let app: RawApp;
let alice: Person;
let page: PageUnderTest;

beforeEach(async () => {
  jest.useFakeTimers({
    doNotFake: ['setTimeout', 'clearTimeout', 'setImmediate', 'nextTick', 'queueMicrotask', 'performance', 'Date'],
  });
  app = await RawApp.start({ rateLimits: 'off', answerWithin: 3000 });
  alice = app.circle.addMember({ name: 'alice', displayName: 'Alice' });
  app.general.members.add(alice.id);
  page = await startPage({ slack: app.slack, workspace: app.circle, cast: [app.gina, alice] });
});

afterEach(async () => {
  await page.stop();
  await app.stop();
  jest.useRealTimers();
});

it('is of the person it names, and without a name of the first', async () => {
  const watcher = await page.client.watch(alice);
  expect(watcher.headers).toMatchObject({
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
  });
  expect([watcher.sight.me, (await page.client.watch()).sight.me]).toEqual([alice.id, app.gina.id]);
});

it('tells a burst of changes together, and misses none', async () => {
  const watcher = await page.client.watch(alice);
  expect(watcher.sights).toHaveLength(1);
  for (let n = 0; n < 100; n += 1) {
    app.general.post(app.gina.id, false, { text: `number ${n}` });
    page.world.changed();
  }
  await watcher.until((sight) => messagesIn(sight, 'general').length === 100);
  expect(watcher.sights).toHaveLength(2);
  page.world.changed();
  await watcher.until(() => watcher.sights.length === 3);
});

it('waits for a page that reads slowly, and then tells it how things are', async () => {
  const watcher = await page.client.watch(alice);
  watcher.pause();
  const text = 'x'.repeat(30_000);
  for (let n = 0; n < 40; n += 1) app.general.post(app.gina.id, false, { text });
  const quick = await page.client.watch(app.gina);
  for (let n = 0; n < 20; n += 1) {
    const seen = quick.sights.length;
    page.world.changed();
    await quick.until(() => quick.sights.length > seen);
  }
  app.general.post(app.gina.id, false, { text: 'the last' });
  page.world.changed();
  watcher.resume();
  await watcher.until((sight) => messagesIn(sight, 'general').at(-1)?.text === 'the last');
  expect(watcher.sights.length).toBeLessThan(quick.sights.length / 2);
});

it('beats, so that nothing on the way takes it for dead', async () => {
  const watcher = await page.client.watch(alice);
  expect(watcher.heartbeats).toBe(0);
  jest.advanceTimersByTime(15_000);
  while (watcher.heartbeats === 0) await watcher.next();
  expect([watcher.heartbeats, watcher.sights.length]).toEqual([1, 1]);
});

it('goes on for the others when one page is closed', async () => {
  const [one, other] = [await page.client.watch(alice), await page.client.watch(alice)];
  one.leave();
  await one.ended;
  app.general.post(app.gina.id, false, { text: 'news' });
  page.world.changed();
  const seen = await other.until((sight) => messagesIn(sight, 'general').length === 1);
  expect(seen.me).toBe(alice.id);
});

it('tells of what could not be shown in the log, and goes on', async () => {
  const watcher = await page.client.watch(alice);
  const { choices } = page.world;
  page.world.choices = () => {
    throw new Error('no choices');
  };
  page.world.changed();
  while (page.complaints.length === 0) await new Promise(setImmediate);
  page.world.choices = choices;
  page.world.changed();
  await watcher.until(() => watcher.sights.length === 2);
  expect(page.complaints.splice(0)).toMatchObject([{ what: { err: { message: 'no choices' } } }]);
});
