import type { KnownBlock } from '@slack/types';
import type { MessageKind } from '../../delivery/message-kind';
import { askPhrase, withStop } from '../../domain/ask-text';
import { clip } from '../../domain/user-text';
import { onWeekday } from '../../domain/when';
import { usableZone } from '../../domain/working-hours';
import { actions, button, context, type Message, say, section, SECTION_MAX } from '../../slack/blocks';
import { emphasise, escape, quote } from '../../slack/mrkdwn';
import { quotation } from '../../slack/quotation';
import type { Ask } from '../../store/ask-store';
import type { Need } from '../../store/need-store';
import type { Referral } from '../../store/referral-store';
import { answerButtons, answerIds } from '../answer-buttons';
import { answerOf, outcomeOf, withdrawnBy } from '../answered';
import { keepPrivateButton } from '../keep-private-button';
import { withSettings } from '../settings-link';
import { namesOf } from '../who-is';

/** A referral, as its receiver is told of it and finds it afterwards. */
export const referralMessage: MessageKind = {
  kind: 'referral',
  act: 'referral',
  async render({ db, workspaceId, recipient }, delivery) {
    const referral = await db.read.referrals.find(workspaceId, delivery.subjectId);
    if (!referral) return 'nothing';
    const nameOf = await namesOf(db, workspaceId, [referral.giverId]);
    const giver = nameOf(referral.giverId);
    if (referral.withdrawnAt) return delivery.messageTs === null ? 'nothing' : say(withdrawnBy(giver));
    const [receiver, workspace] = await Promise.all([
      db.read.members.find(workspaceId, referral.receiverId),
      db.read.workspaces.find(workspaceId),
    ]);
    const zone = usableZone(recipient?.timeZone ?? receiver?.timeZone, workspace?.timeZone ?? 'UTC');
    const need = referral.needId ? await db.read.needs.find(workspaceId, referral.needId) : null;
    const ask = referral.askId ? await db.read.asks.find(workspaceId, referral.askId) : null;
    return receiverView(referral, giver, zone, { need, ask, isNamed: workspace?.namesProspects ?? true });
  },
};

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
function receiverView(referral: Referral, giver: string, zone: string, { need, ask, isNamed }: Answers): Message {
  const { id, prospect, prospectId, introducedAt, note, warmth } = referral;
  const whom = emphasise(escape(note ?? '').length > LONG_NOTE ? clip(prospect, 100) : prospect);
  const sentence = `${escape(giver)} referred you to ${whom} ${onWeekday(referral.recordedAt, zone)}.`;
  const remarks = [
    ...(warmth ? [WARMTH_FOR_RECEIVER[warmth]] : []),
    ...(prospectId
      ? [introducedAt ? `${escape(giver)} has introduced the two of you.` : `I tell ${escape(prospect)} nothing.`]
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
  const named = referral.prospectId ? 'that it is another member, not who' : 'who and to whom';
  const what = isNamed ? named : 'that you were referred and by whom, not to whom';
  return referral.digestId
    ? `The digest shows ${what}, nothing more.`
    : `The weekly digest will show ${what}, nothing more.`;
}
