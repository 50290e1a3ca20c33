import type { KnownBlock } from '@slack/types';
import { clip } from '../../domain/user-text';
import { sinceDay } from '../../domain/when';
import { actions, button, context, type Message, section } from '../../slack/blocks';
import { command, emphasise } from '../../slack/mrkdwn';
import type { Need } from '../../store/need-store';
import { needIds, openAgain } from '../need-buttons';

/** A need's id, or the question's own for the switch. */
export const checkIds = {
  still: 'needs.check.still',
  rest: 'needs.check.rest',
  stop: 'needs.check.stop',
  resume: 'needs.check.resume',
} as const;

const NEED_MAX = 60;

export interface NeedCheck {
  deliveryId: string;
  /** the one that waits longest first */
  needs: Need[];
  asked: Date;
  isOff: boolean;
  now: Date;
  /** the author's */
  zone: string;
}

/** The question as it reads now: each need with its buttons, or with its answer. */
export function checkMessage(check: NeedCheck): Message {
  const { needs, now, zone, deliveryId, isOff } = check;
  const [first, ...more] = needs;
  const open = needs.filter((need) => isAsked(need, check));
  const since = sinceDay(first!.statedAt, now, zone);
  const what = emphasise(more.length === 0 ? first!.text : clip(first!.text, NEED_MAX));
  const question = open.length > 0 ? ' Are you still looking?' : '';
  const sentence =
    more.length === 0
      ? `You have been looking for ${what} ${since}.${question}`
      : `You have been looking for ${what} ${since}, and for ${more.length} more.${question}`;
  const rows = needs.flatMap((need) => rowOf(need, check, more.length > 0));
  const rests = `If you don't answer, ${open.length > 1 ? 'they rest' : 'it rests'} in 7 days. ${command('needs')} can open ${open.length > 1 ? 'them' : 'it'} again.`;
  return {
    text: sentence,
    blocks: [
      section(sentence),
      ...rows,
      ...(open.length > 0 && !isOff ? [context(rests)] : []),
      ...(isOff ? [section('Questions about your needs are off. A need then rests after 60 days.')] : []),
      actions(isOff ? button('Turn these questions on again', checkIds.resume, deliveryId) : stopButton(deliveryId)),
    ],
  };
}

const isAsked = (need: Need, { asked }: Pick<NeedCheck, 'asked'>): boolean =>
  need.state === 'open' && need.askedAt?.getTime() === asked.getTime();

function rowOf(need: Need, check: NeedCheck, isOneOfSeveral: boolean): KnownBlock[] {
  const about = clip(need.text, 40);
  const name = isOneOfSeveral ? [section(emphasise(clip(need.text, NEED_MAX)))] : [];
  if (isAsked(need, check)) {
    return [
      ...name,
      actions(
        button('Still looking', checkIds.still, need.id, { about: `Still looking: ${about}`, style: 'primary' }),
        button('Found it', needIds.found, need.id, { about: `Found it: ${about}` }),
        button('Let it rest', checkIds.rest, need.id, { about: `Let it rest: ${about}` }),
      ),
    ];
  }
  const answer = ANSWERS[need.state];
  const sentence = isOneOfSeveral ? `${emphasise(clip(need.text, NEED_MAX))}: ${answer}` : capital(answer);
  const mayReopen = need.state === 'resting' || need.state === 'fulfilled';
  return [section(sentence, mayReopen ? openAgain(need) : undefined)];
}

const ANSWERS: Record<Need['state'], string> = {
  open: 'it stays on the board.',
  fulfilled: 'found, and off the board.',
  resting: 'it rests, off the board.',
  withdrawn: 'withdrawn, and off the board.',
};

const capital = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1);

const stopButton = (deliveryId: string) =>
  button('Stop these questions', checkIds.stop, deliveryId, {
    confirm: {
      title: 'Stop these questions?',
      text: 'No questions about your needs will come until you turn them on again. A need then rests after 60 days.',
      yes: 'Stop these questions',
      no: 'Keep them',
    },
  });
