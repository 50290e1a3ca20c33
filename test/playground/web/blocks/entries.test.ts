import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Entry } from '../../../../playground/page/contract';
import { Entries } from '../../../../playground/web/blocks/entries';
import { entryOf } from '../../../../playground/web/blocks/entry-of';

const note = { blockId: 'note', actionId: 'n' };
const warmth = { blockId: 'warmth', actionId: 'w' };

/** Answers are given by the test. */
function started() {
  const sent: [blockId: string, entry: Entry][] = [];
  const answers: ((isTaken: boolean) => void)[] = [];
  const entries = new Entries();
  entries.sendBy(
    (field, entry) =>
      new Promise((resolve) => {
        sent.push([field.blockId, entry]);
        answers.push(resolve);
      }),
  );
  return { entries, sent, answer: (isTaken = true) => answers.shift()?.(isTaken) };
}

const turn = async (): Promise<void> => {
  for (let each = 0; each < 10; each += 1) await Promise.resolve();
};

describe('what is entered in a form', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('is sent once, when typing pauses', async () => {
    const { entries, sent } = started();
    for (const text of ['h', 'he', 'hey']) {
      entries.keep(note, text, 'soon');
      await jest.advanceTimersByTimeAsync(299);
    }
    expect(sent).toEqual([]);
    await jest.advanceTimersByTimeAsync(1);
    expect(sent).toEqual([['note', 'hey']]);
    await jest.advanceTimersByTimeAsync(1000);
    expect(sent).toHaveLength(1);
  });

  it('is sent at once when the field is left, and not again', async () => {
    const { entries, sent, answer } = started();
    entries.keep(note, 'hey', 'soon');
    entries.flush(note);
    await turn();
    answer();
    await turn();
    entries.flush(note);
    await jest.advanceTimersByTimeAsync(1000);
    expect(sent).toEqual([['note', 'hey']]);
    expect(await entries.settle()).toEqual({});
  });

  it('goes one after the other, the last one last', async () => {
    const { entries, sent, answer } = started();
    entries.keep(note, 'a', 'now');
    await turn();
    entries.keep(note, 'b', 'now');
    entries.keep(note, 'c', 'now');
    await turn();
    expect(sent).toEqual([['note', 'a']]);
    answer();
    await turn();
    expect(sent).toEqual([
      ['note', 'a'],
      ['note', 'c'],
    ]);
  });

  it('comes with the form where it was not sent yet, and waits for what is under way', async () => {
    const { entries, sent, answer } = started();
    entries.keep(warmth, 'hot', 'now');
    entries.keep(note, 'hey', 'soon');
    const rest = entries.settle();
    let isSettled = false;
    void rest.then(() => (isSettled = true));
    await turn();
    expect(isSettled).toBe(false);
    answer();
    expect(await rest).toEqual({ note: { n: 'hey' } });
    await jest.advanceTimersByTimeAsync(1000);
    expect(sent).toEqual([['warmth', 'hot']]);
  });

  it('comes with the form where the server did not take it, until the form is taken', async () => {
    const { entries, answer } = started();
    entries.keep(warmth, null, 'now');
    await turn();
    answer(false);
    expect(await entries.settle()).toEqual({ warmth: { w: null } });
    entries.forget();
    expect(await entries.settle()).toEqual({});
  });

  it('is held until Enter where Enter tells the app', async () => {
    const { entries, sent } = started();
    entries.keep(note, 'hey', 'held');
    void entries.drain();
    await jest.advanceTimersByTimeAsync(1000);
    expect(sent).toEqual([]);
    entries.flush(note);
    await turn();
    expect(sent).toEqual([['note', 'hey']]);
  });

  it('is drained before something else is done with the form', async () => {
    const { entries, sent, answer } = started();
    entries.keep(note, 'hey', 'soon');
    let isDrained = false;
    void entries.drain().then(() => (isDrained = true));
    await turn();
    expect([sent, isDrained]).toEqual([[['note', 'hey']], false]);
    answer();
    await turn();
    expect(isDrained).toBe(true);
  });

  it('is gone with the form', async () => {
    const { entries, sent } = started();
    entries.keep(note, 'hey', 'soon');
    entries.stop();
    await jest.advanceTimersByTimeAsync(1000);
    expect(sent).toEqual([]);
  });
});

describe('a value as Slack keeps it', () => {
  const option = { text: { type: 'plain_text', text: 'Hot' }, value: 'hot' };
  it.each([
    [{ type: 'plain_text_input', value: 'a' }, 'a'],
    [{ type: 'plain_text_input', value: null }, null],
    [{ type: 'static_select', selected_option: option }, 'hot'],
    [{ type: 'checkboxes', selected_options: [option] }, ['hot']],
    [{ type: 'multi_users_select', selected_users: [] }, []],
    [{ type: 'users_select', selected_user: 'U1' }, 'U1'],
    [{ type: 'datetimepicker', selected_date_time: 1_700_000_000 }, '1700000000'],
    [undefined, null],
  ])('%j is entered as %j', (value, entry) => {
    expect(entryOf(value)).toEqual(entry);
  });
});
