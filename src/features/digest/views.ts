import type { DigestSchedule } from '../../domain/digest-period';
import { clip } from '../../domain/user-text';
import { onComingDay } from '../../domain/when';
import { localTime } from '../../domain/working-hours';
import { type Message, say } from '../../slack/blocks';
import type { ChannelState } from '../../slack/channels';
import { command, emphasise, escape, listed } from '../../slack/mrkdwn';
import { everyWeek } from '../every-week';
import { withSettings } from '../settings-link';

const channel = (id: string) => `<#${id}>`;

const clockWords = (at: Date, zone: string) => localTime(at, zone).toPlainTime().toString({ smallestUnit: 'minute' });

/** "The next one comes tomorrow at 09:00." */
function nextWords(next: Date, now: Date, zone: string): string {
  if (next <= now) return 'The one that is due comes within a minute.';
  return `The next one comes ${onComingDay(next, now, zone)} at ${clockWords(next, zone)}.`;
}

interface Chosen {
  channelId: string;
  /** null: it did not move */
  movedFrom: string | null;
  weekly: DigestSchedule;
  next: Date;
  now: Date;
}

export function chosenMessage({ channelId, movedFrom, weekly, next, now }: Chosen): Message {
  const where = movedFrom
    ? `The weekly digest moves from ${channel(movedFrom)} to ${channel(channelId)}`
    : `The weekly digest comes to ${channel(channelId)}`;
  const when = everyWeek(weekly);
  const see = `${command('digest preview')} shows it to you alone.`;
  return say(`${where}: ${when}. ${nextWords(next, now, weekly.zone)} ${see}`);
}

const HERE = command('digest here');
const INVITE = '`/invite @Goodturn`';

/** Why `digest here` changes nothing, in a sentence. */
export const refusals = {
  notAnAdmin: `Where the digest is posted is for workspace admins and owners to choose: ask one of them to say ${HERE} in the channel. ${command('digest preview')} shows the digest to you alone.`,
  noAnswer: `Slack did not answer in time, so nothing was changed: please say ${HERE} again in a minute.`,
  /** @param kept the channel that has the digest and keeps it */
  channel(state: Exclude<ChannelState, 'open'>, kept: string | null): string {
    const why = {
      'not-a-member': `Invite me first: ${INVITE}, then say it again: ${HERE}.`,
      'direct-messages': `The digest is for a whole channel, and this is a direct message: say ${HERE} in the channel that should get it.`,
      shared: `This channel is shared with another company, and the digest is for your own members: say ${HERE} in a channel of your own.`,
      archived: `This channel is archived, so nothing can be posted in it: say ${HERE} in another one.`,
    };
    return kept ? `${why[state]} Until then the digest stays in ${channel(kept)}.` : why[state];
  },
};

/** `digest` alone, and anything that is neither `here` nor `preview`. */
export function formsMessage(): Message {
  return say(
    `${command('digest preview')} shows you the digest as it would be now. ${HERE}, said by an admin in a channel, has it posted there every week.`,
  );
}

interface Planned {
  channelId: string;
  zone: string;
  next: Date;
  isLost: boolean;
}

/** Where and when a digest would come, for its preview; `planned` is null where no channel is chosen. */
export function comingWords(planned: Planned | null, now: Date): string {
  if (!planned) return `No channel gets it yet: an admin can say ${HERE} in one.`;
  const { channelId, zone, next, isLost } = planned;
  if (isLost) return `I can't post in ${channel(channelId)} any more: an admin can say ${HERE} in another channel.`;
  if (next <= now) return `It comes to ${channel(channelId)} within a minute.`;
  return `It comes to ${channel(channelId)} ${onComingDay(next, now, zone)} at ${clockWords(next, zone)}.`;
}

export function noNewsMessage(planned: Planned | null, now: Date): Message {
  const give = command("@alice to Bob's firm");
  const what = planned ? 'There is nothing new since the last digest' : 'There is nothing new from the last 7 days';
  const whether = planned && !planned.isLost ? `${what}, so there would be none now.` : `${what}.`;
  return say(`${whether} ${give} puts the first referral in it. ${planned ? '' : comingWords(null, now)}`.trim());
}

/** To the giver; says it all without its emoji. @param prospects plain names, `receiver` too */
export function prayerMessage(receiver: string, prospects: string[]): Message {
  const named = prospects.length > 6 ? prospects.slice(0, 5) : prospects;
  const names = named.map((name) => emphasise(prospects.length > 1 ? clip(name, 80) : name));
  const others = prospects.length - named.length;
  const what = listed(others > 0 ? [...names, `${others} more`] : names);
  return withSettings(say(`${escape(receiver)} thanked you for ${what}, with folded hands on the digest. 🙏`));
}

/** To whoever chose the channel. @param code Slack's reason, or `shared` */
export function lostMessage(channelId: string, code: string): Message {
  const why: Record<string, string> = {
    is_archived: 'the channel is archived',
    not_in_channel: 'I am not in that channel any more',
    channel_not_found: 'I am not in that channel any more',
    shared: 'the channel is shared with another company now',
  };
  const reason = why[code] ?? `Slack does not let me post there (it says \`${escape(code)}\`)`;
  return say(
    `I couldn't post the weekly digest in ${channel(channelId)}: ${reason}. What is new is kept for the next one. To go on, type ${INVITE} in a channel, then ${HERE}.`,
  );
}
