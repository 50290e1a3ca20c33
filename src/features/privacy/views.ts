import type { ModalView } from '@slack/types';
import { counted } from '../../domain/when';
import { actions, button, context, type Message, noticeView, plain, say, section } from '../../slack/blocks';
import { command } from '../../slack/mrkdwn';
import type { Store } from '../../store/store';
import { MEMBERS_ONLY } from '../refusals';

export const privacyIds = {
  copy: 'privacy.copy.send',
  erase: 'privacy.held.erase',
} as const;

export const refusals = {
  onlyMe: `I show and erase what is held about you, and nobody else: try ${command('forget me')}.`,
  notYours: `This was shown to somebody else, so nothing was changed: ${command('forget me')} shows what is held about you.`,
  notAMember: MEMBERS_ONLY,
};

type Counts = Awaited<ReturnType<Store['held']['counts']>>;

interface Held {
  userId: string;
  counts: Counts;
  /** they asked to be forgotten, and messages are still being redrawn */
  isBeingForgotten: boolean;
  copyIsOnItsWay: boolean;
}

/** What there is of each kind; what there is none of is left out. */
function kindsOf(counts: Counts): string[] {
  const { gave, got, prospect, thanks, notes, needs, askedOthers, wasAsked, conversations } = counts;
  const theirs = gave === 1 ? 'it' : 'them';
  const kinds: [number, string][] = [
    [counts.member ? 1 : 0, 'your name, your time zone and your settings'],
    [counts.isInstaller ? 1 : 0, 'that you installed Goodturn'],
    [counts.choseChannel ? 1 : 0, 'that you chose the channel of the digest'],
    [gave, `${counted(gave, 'referral')} you gave, with what you wrote about ${theirs} and what came of ${theirs}`],
    [got, `${counted(got, 'referral')} you received, with your answers`],
    [prospect, `${counted(prospect, 'referral')} with you as the person to talk to`],
    [thanks, `${counted(thanks, 'note')} of thanks you wrote`],
    [notes, `${counted(notes, 'private note')}, which you alone can see`],
    [needs, `${counted(needs, 'need')} you stated`],
    [counts.passedOn, `${counted(counts.passedOn, 'need')} you said “Not now” to`],
    [askedOthers, `${counted(askedOthers, 'ask')} of yours`],
    [wasAsked, `${counted(wasAsked, 'ask')} to you, with your answers`],
    [conversations, `${counted(conversations, 'conversation')} you logged`],
    [counts.questions, `${counted(counts.questions, 'question')} you asked about what you gave`],
    [counts.wasQuestioned, `${counted(counts.wasQuestioned, 'question')} others asked you about what they gave`],
    [counts.settingChanges, `${counted(counts.settingChanges, 'change')} you made to the workspace settings`],
    [counts.drafts, `${counted(counts.drafts, 'question')} of mine to you, with what you typed, kept for a week`],
    [counts.reactions, `${counted(counts.reactions, 'reaction')} of yours to a digest`],
    [counts.pictures, 'the picture of your circle that your Home shows'],
    [counts.messages, `where I sent you ${counted(counts.messages, 'message')}`],
  ];
  return kinds.filter(([count]) => count > 0).map(([, words]) => words);
}

const REDRAWING =
  'You asked me to erase everything. Your records are erased; messages that were sent are being changed now.';

/** What is held, a copy of it, and the way to erase it. */
export function heldView({ userId, counts, isBeingForgotten, copyIsOnItsWay }: Held): ModalView {
  const kinds = kindsOf(counts);
  const pending = isBeingForgotten ? [section(REDRAWING)] : [];
  const blocks =
    kinds.length === 0
      ? [section('Goodturn has no records about you.')]
      : [
          section(['*Goodturn has these records about you:*', ...kinds.map((words) => `• ${words}`)].join('\n')),
          context('What others wrote for themselves is theirs, and is not counted here.'),
          ...(copyIsOnItsWay ? [section('Your copy is on its way: it comes as a file in our direct messages.')] : []),
          actions(...(copyIsOnItsWay ? [] : [button('Send me a copy', privacyIds.copy, userId)]), eraseButton(userId)),
        ];
  return {
    type: 'modal',
    title: plain('What is held about you'),
    close: plain('Close'),
    blocks: [...pending, ...blocks],
  };
}

const eraseButton = (userId: string) =>
  button('Erase everything about me', privacyIds.erase, userId, {
    style: 'danger',
    confirm: {
      title: 'Erase everything about you?',
      text: 'Your name, words and settings are erased for good. What you gave others stays with them, as from “a member”, and so do their own words. Messages others have are changed. My messages to you are deleted; files I sent you stay. This can’t be undone.',
      yes: 'Erase everything',
      no: 'Keep it',
    },
  });

export function erasedView(): ModalView {
  return noticeView(
    'Erased',
    'Everything about you is erased. Messages that others have are being changed now: they say “a member” in place of your name. I write nothing more to you. If you use Goodturn again, you start afresh.',
  );
}

/** Above the file. */
export const aboveCopy = `Here is what Goodturn holds about you, as you asked. ${command('forget me')} erases it.`;

/** Why the file did not come: Slack's code, or `fate unknown`. */
export function notSent(code: string): Message {
  const again = command('forget me');
  if (code === 'missing_scope')
    return say(
      'The copy you asked for was not sent, because Goodturn may not send files in this workspace. Whoever manages apps here can allow it by installing Goodturn again.',
    );
  if (code === 'fate unknown')
    return say(`I can't tell whether the copy you asked for reached you. If it is not here, ${again} makes it again.`);
  return say(`Slack did not take the file you asked for. ${again} tries again.`);
}
