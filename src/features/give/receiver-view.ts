import type { KnownBlock } from '@slack/types';
import { askPhrase, withStop } from '../../domain/ask-text';
import { clip } from '../../domain/user-text';
import { onWeekday } from '../../domain/when';
import { actions, button, context, type Message, section, SECTION_MAX } from '../../slack/blocks';
import { emphasise, escape, quote } from '../../slack/mrkdwn';
import { quotation } from '../../slack/quotation';
import type { Ask } from '../../store/ask-store';
import type { Need } from '../../store/need-store';
import type { Referral } from '../../store/referral-store';
import { answerButtons, answerIds } from '../answer-buttons';
import { answerOf, outcomeOf } from '../answer-words';
import { keepPrivateButton } from '../keep-private-button';
import { withSettings } from '../settings-link';

const WARMTH_FOR_RECEIVER = {
  cold: 'Cold: a name to start from.',
  warm: 'Warm: they expect to hear from you.',
  hot: 'Hot: they are ready to buy.',
} as const;

/** Escaped, a note of this length leaves no room for a long name of a prospect in one message. */
const LONG_NOTE = 8_000;
/** A need beside a note and a prospect of the longest kind. */
const NEED_MAX = 100;

/** What the referral was given for. */
interface Answers {
  need: Need | null;
  ask: Ask | null;
  /** whether the digest names prospects */
  isNamed: boolean;
}

/** The direct message; `giver` is plain text. */
export function receiverView(
  referral: Referral,
  giver: string,
  zone: string,
  { need, ask, isNamed }: Answers,
): Message {
  const { id, prospect, prospectId, introducedAt, note, warmth } = referral;
  const whom = emphasise(escape(note ?? '').length > LONG_NOTE ? clip(prospect, 100) : prospect);
  const sentence = `${escape(giver)} referred you to ${whom} ${onWeekday(referral.recordedAt, zone)}.`;
  const remarks = [
    ...(warmth ? [WARMTH_FOR_RECEIVER[warmth]] : []),
    ...(prospectId
      ? [introducedAt ? `${escape(giver)} has introduced the two of you.` : `I won't tell ${escape(prospect)}.`]
      : []),
    digestLine(referral, isNamed),
  ];
  const keepPrivate = referral.private ? [] : [keepPrivateButton(id)];
  const answer = answerOf(referral, giver);
  const soFar = outcomeOf(referral);
  const buttons = answer ? [button('Change', answerIds.change, id)] : answerButtons(id, prospect);
  return withSettings({
    text: sentence,
    blocks: [
      ...withNote(sentence, note),
      ...(need ? [section(`It answers what you are looking for: ${emphasise(clip(need.text, NEED_MAX))}.`)] : []),
      ...(ask ? [section(withStop(`It answers your ask${escape(askPhrase(clip(ask.text, NEED_MAX)))}`))] : []),
      context(remarks.join(' ')),
      ...(answer ? [section(answer)] : soFar ? [context(soFar)] : []),
      actions(...buttons, ...keepPrivate),
    ],
  });
}

function withNote(sentence: string, note: string | null): KnownBlock[] {
  if (!note) return [section(sentence)];
  const together = `${sentence}\n${quote(note)}`;
  return together.length <= SECTION_MAX ? [section(together)] : [section(sentence), ...quotation(note)];
}

function digestLine(referral: Referral, isNamed: boolean): string {
  if (referral.private) return 'It stays out of the digest.';
  const named = referral.prospectId
    ? 'who referred you, and “another member” in place of the name'
    : 'who referred you and to whom';
  const what = isNamed ? named : 'who referred you, not to whom';
  return referral.digestId
    ? `The digest shows ${what}, nothing more.`
    : `The weekly digest will show ${what}, nothing more.`;
}
