import { z } from 'zod';
import { ACTS, actsIn } from '../../domain/acts';
import { dateIn, isDate } from '../../domain/when';
import type { Member } from '../../store/member-store';
import type { FormValues } from '../feature';
import { PURPOSES } from '../purposes';
import { hoursOf, isPaused } from '../writing-time';
import { ASKS_OFF, settingsIds as ids, YES } from './ids';
import { problemWords } from './problem-words';

/** What a member has chosen. */
export const choicesSchema = z.object({
  /** of the messages that Goodturn may start by itself */
  kinds: z.array(z.string()),
  quoting: z.enum(['ask', 'always', 'never']),
  /** named in the digest's picture */
  inPicture: z.boolean(),
  hours: z.object({ days: z.array(z.number()).readonly(), from: z.string(), to: z.string() }),
  /** YYYY-MM-DD on their calendar; empty: not paused */
  pauseUntil: z.string(),
  homeOnly: z.array(z.enum(ACTS)),
  asksOff: z.boolean(),
});

export type Choices = z.infer<typeof choicesSchema>;

/** As they stand. @param zone the member's */
export function choicesOf(member: Member | null, now: Date, zone: string): Choices {
  return {
    kinds: PURPOSES.filter((purpose) => member === null || !purpose.isOff(member)).map(({ kind }) => kind),
    quoting: member?.quoting ?? 'ask',
    inPicture: member?.inPicture ?? false,
    hours: hoursOf(member),
    pauseUntil: member && isPaused(member, now) ? dateIn(member.pausedUntil!, zone) : '',
    homeOnly: actsIn(member?.homeOnly ?? ''),
    asksOff: member?.asksOff ?? false,
  };
}

/** As the form has them; what it does not offer is nothing. */
export function readChoices(values: FormValues): Choices {
  const quoting = values.text(ids.quoting);
  const days = values.list(ids.days).map(Number);
  return {
    kinds: values.list(ids.purposes),
    quoting: quoting === 'always' || quoting === 'never' ? quoting : 'ask',
    inPicture: values.list(ids.inPicture).includes(YES),
    hours: {
      days: [1, 2, 3, 4, 5, 6, 7].filter((day) => days.includes(day)),
      from: values.text(ids.from),
      to: values.text(ids.to),
    },
    pauseUntil: values.text(ids.pause),
    homeOnly: actsIn(values.list(ids.homeOnly).join(',')),
    asksOff: values.list(ids.asks).includes(ASKS_OFF),
  };
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** What makes no sense, by field. @param shown as the form had them @param today on the member's calendar */
export function problemsIn({ hours, pauseUntil }: Choices, shown: Choices, today: string): Record<string, string> {
  const { days, from, to } = hours;
  const isPast = !isDate(pauseUntil) || pauseUntil <= today;
  return {
    ...(days.length === 0 ? { [ids.days]: problemWords.noDay } : {}),
    ...(TIME.test(from) ? {} : { [ids.from]: problemWords.noTime('09:00') }),
    ...(!TIME.test(to)
      ? { [ids.to]: problemWords.noTime('17:00') }
      : to <= from
        ? { [ids.to]: problemWords.endsBefore(from) }
        : {}),
    ...(pauseUntil !== '' && pauseUntil !== shown.pauseUntil && isPast ? { [ids.pause]: problemWords.pausePast } : {}),
  };
}
