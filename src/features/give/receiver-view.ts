import type { KnownBlock } from '@slack/types';
import { clip } from '../../domain/user-text';
import { onWeekday } from '../../domain/when';
import { actions, button, context, type Message, section, SECTION_MAX } from '../../slack/blocks';
import { emphasise, escape, quote } from '../../slack/mrkdwn';
import { quotation } from '../../slack/quotation';
import type { Referral } from '../../store/referral-store';
import { answerButtons, answerIds } from '../answer-buttons';
import { answerOf, introducedBy, outcomeOf } from '../answer-words';
import { type Answers, givenFor } from '../given-for-view';
import { keepPrivateButton } from '../keep-private-button';
import { withSettings } from '../settings-link';

const WARMTH_FOR_RECEIVER = {
  cold: 'Cold: a name to start from.',
  warm: 'Warm: they expect to hear from you.',
  hot: 'Hot: they are ready to buy.',
} as const;

/** Escaped, a note of this length leaves no room for a long name of a prospect in one message. */
const LONG_NOTE = 8_000;
/** A need or an ask beside a note and a prospect of the longest kind. */
const ANSWERED_MAX = 100;

/** The direct message; `giver` is plain text. `isNamed`: whether the digest names prospects */
export function receiverView(
  referral: Referral,
  giver: string,
  zone: string,
  { isNamed, ...answers }: Answers & { isNamed: boolean },
): Message {
  const { id, prospect, prospectId, introducedAt, note, warmth } = referral;
  const whom = emphasise(escape(note ?? '').length > LONG_NOTE ? clip(prospect, 100) : prospect);
  const sentence = `${escape(giver)} referred you to ${whom} ${onWeekday(referral.recordedAt, zone)}.`;
  const remarks = [
    ...(warmth ? [WARMTH_FOR_RECEIVER[warmth]] : []),
    ...(prospectId ? [introducedAt ? introducedBy(giver) : `I won't tell ${escape(prospect)}.`] : []),
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
      ...givenFor(answers, ANSWERED_MAX),
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
