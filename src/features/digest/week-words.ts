import { clip } from '../../domain/user-text';
import { command, listed } from '../../slack/mrkdwn';
import type { Week } from './week-picture';

/** A digest has little room beside its rows. */
const ALT_MAX = 1500;

/** The picture in words. Names are plain text. */
export function altOf({ people, arcs }: Week): string {
  const sentences = people.flatMap((giver, from) => {
    const receivers = arcs.flatMap((arc) => (arc.from === from ? people[arc.to]! : []));
    return receivers.length === 0 ? [] : `${giver} referred ${listed(receivers)}.`;
  });
  return clip(['Who referred whom.', ...sentences].join(' '), ALT_MAX);
}

/** Where the digest has a picture: how one comes to be in it, and gets out of it again. */
export const pictureHint = `The picture names those who agreed to it: you choose in ${command('settings')}.`;

/** The same while nobody is in it. */
export const noPictureHint = `A picture of the week can show who agrees to be named in it: you choose in ${command('settings')}.`;

/** In a preview. */
export const withPicture = 'A picture of who referred whom comes with it.';
