import type { Channel } from '../server/channel';
import { insist } from './insist';
import { Days, mornings } from './moments';
import type { Harbor } from './people';
import type { Reads } from './reads';
import { type Beat, digestsIn, type FillsIn, story } from './story';
import type { WorldClock } from './world-clock';

export interface HistoryParts {
  harbor: Harbor;
  clock: WorldClock;
  reads: Reads;
  /** Does what is due as of the clock; resolves when all is quiet. */
  tick(): Promise<void>;
}

/** Plays the weeks before now with the real app, and ends in real time. */
export async function playHistory({ harbor, clock, reads, tick }: HistoryParts): Promise<void> {
  clock.backToReal();
  const days = Days.until(clock.now(), harbor.workspace.tz);
  const { slack } = harbor.workspace;
  const fillsIn: FillsIn = async (person, button, row, entries) => {
    // a digest may show the same
    const on = person.dm.findLast((message) => message.buttons.includes(button) && row.test(message.readable));
    const press = async () => {
      await person.press(button, { on, row, settle: false });
      await tick();
      if (!person.modal) await slack.idle();
    };
    await insist(button, press, () => person.modal !== undefined);
    await person.fillIn(entries);
    await insist(
      button,
      () => person.submit(),
      () => person.modal === undefined,
    );
  };
  const posts = async () => {
    const before = digestsIn(harbor.channels.referrals).length;
    await insist('the digest', tick, () => digestsIn(harbor.channels.referrals).length > before);
  };
  for (const { at, act } of inOrder(harbor, days, story(harbor, days, fillsIn), posts)) {
    clock.set(at);
    await act();
    await tick();
  }
  clock.backToReal();
  await tick();
  everybodyHasRead(harbor, reads);
}

/** What people do, and in between the moments at which something falls due: digests and reminders. */
function inOrder({ people }: Harbor, days: Days, beats: Beat[], posts: Beat['act']): Beat[] {
  const { ted, priya, carol } = people;
  const from = new Date(Math.min(...beats.map(({ at }) => at.getTime())));
  const digests = days.digestsSince(from).map((at): Beat => ({ at, act: posts }));
  // these are reminded of something in the story, always in the morning
  const waits = mornings(from, days.now, [ted, priya, carol]).map((at): Beat => ({ at, act: () => Promise.resolve() }));
  return [...waits, ...digests, ...beats].sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** All but the thanks that came to Gina last: whoever starts has something new to read. */
function everybodyHasRead({ workspace, people, cast }: Harbor, reads: Reads): void {
  const ginas = workspace.dmOf(people.gina);
  for (const { person } of cast) {
    person.clearsScreen();
    for (const channel of workspace.channels.filter(({ members }) => members.has(person.id))) {
      const ts = channel === ginas ? beforeLastThanks(channel) : channel.lastTs;
      if (ts !== '') reads.mark(person, channel.id, ts);
    }
  }
}

function beforeLastThanks({ messages }: Channel): string {
  const last = messages.findLastIndex(({ buttons, deleted }) => !deleted && buttons.includes('My pleasure'));
  return messages[last - 1]?.ts ?? '';
}
