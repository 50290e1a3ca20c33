import type { KnownBlock } from '@slack/types';
import { clip } from '../../domain/user-text';
import { actions, button, context, type Message, say, section } from '../../slack/blocks';
import { emphasise, escape, listed, quote } from '../../slack/mrkdwn';
import type { Referral } from '../../store/referral-store';
import { WARMTH_WORDS } from '../give-form-view';
import { introduceButton, ownReferralButtons } from '../own-referral-buttons';
import { EXAMPLE, formOf } from './refusals';
import type { Candidate } from './line';
import type { Subcommand } from '../../domain/subcommands';

export const giveIds = {
  recordAgain: 'give.repeat.record',
  leaveIt: 'give.repeat.leave',
  /** value: place in the list, then the draft */
  chooseMember: 'give.name.choose',
  noneOfThese: 'give.name.drop',
} as const;

type NameOf = (userId: string) => string;

/** What a giver has noted in one go, as it stands now. */
export interface Noted {
  referrals: Referral[];
  /** those that were noted minutes before, and wait for a yes or no */
  repeated?: { draftId: string; receiverIds: string[]; prospect: string };
  nameOf: NameOf;
  canIntroduce: boolean;
}

type News = 'recorded' | 'changed' | 'introduced' | 'withdrawn';

/** What the giver is shown after recording, and again after each change while Slack allows it. */
export function confirmation(noted: Noted, news: News): Message {
  const blocks: KnownBlock[] = [];
  const sentences: string[] = [];
  if (noted.referrals.length > 0) {
    const sentence = headline(noted, news);
    sentences.push(sentence);
    blocks.push(...(noted.referrals.length === 1 ? one(noted, sentence) : several(noted, sentence)));
  }
  if (noted.repeated) {
    const { draftId, receiverIds, prospect } = noted.repeated;
    const who = listed(receiverIds.map((id) => escape(noted.nameOf(id))));
    const question = `You referred ${who} to ${emphasise(prospect)} within the last 10 minutes. Record it again?`;
    sentences.push(question);
    blocks.push(
      section(question),
      actions(button('Record it again', giveIds.recordAgain, draftId), button('Leave it', giveIds.leaveIt, draftId)),
    );
  }
  return { text: sentences.join(' '), blocks };
}

function headline({ referrals, nameOf }: Noted, news: News): string {
  const standing = referrals.filter((referral) => !referral.withdrawnAt);
  if (standing.length === 0) return `You withdrew your referral of ${whoToWhom(referrals, nameOf)}.`;
  const names = standing.map(({ receiverId }) => escape(nameOf(receiverId)));
  const who = names.length > 1 ? 'them' : names[0];
  const secret = standing.every((referral) => referral.private) ? ' It stays out of the digest.' : '';
  const what = `you referred ${whoToWhom(standing, nameOf)}.`;
  if (news === 'recorded') return `Noted: ${what} I'll tell ${who}.${secret}`;
  if (news === 'changed')
    return `Changed: ${what} What ${names.length > 1 ? 'they see' : `${who} sees`} changes with it.${secret}`;
  return `Y${what.slice(1)}${secret}`;
}

/** "Alice and Carol to _Bob's firm_" */
function whoToWhom(referrals: readonly Referral[], nameOf: NameOf): string {
  const byProspect = new Map<string, string[]>();
  for (const { prospect, receiverId } of referrals) {
    byProspect.set(prospect, [...(byProspect.get(prospect) ?? []), escape(nameOf(receiverId))]);
  }
  // one name of a prospect fits whole, several may not
  const most = byProspect.size > 1 ? 100 : Infinity;
  return listed([...byProspect].map(([prospect, who]) => `${listed(who)} to ${emphasise(clip(prospect, most))}`));
}

function one(noted: Noted, sentence: string): KnownBlock[] {
  const [referral] = noted.referrals;
  if (!referral || referral.withdrawnAt) return [section(sentence)];
  return [
    section(withNote(sentence, referral)),
    ...remarksOn(referral),
    ...introduction(referral, noted),
    buttons(referral, noted),
  ];
}

function several(noted: Noted, sentence: string): KnownBlock[] {
  const rows = noted.referrals.flatMap((referral): KnownBlock[] => {
    const row = `${escape(noted.nameOf(referral.receiverId))} to ${emphasise(clip(referral.prospect, 60))}`;
    if (referral.withdrawnAt) return [section(`${row}: withdrawn.`)];
    return [section(referral.introducedAt ? `${row}: introduced.` : row), buttons(referral, noted)];
  });
  const [first] = noted.referrals.filter((referral) => !referral.withdrawnAt);
  const waiting = noted.referrals.find((referral) => !referral.withdrawnAt && !referral.introducedAt);
  return [
    section(first ? withNote(sentence, first) : sentence),
    ...(first ? remarksOn(first) : []),
    ...(waiting ? introduction(waiting, noted) : []),
    ...rows,
  ];
}

function withNote(sentence: string, { note }: Referral): string {
  return note ? `${sentence}\n${quote(clip(note, 200))}` : sentence;
}

function remarksOn({ warmth }: Referral): KnownBlock[] {
  return warmth ? [context(WARMTH_WORDS[warmth])] : [];
}

function introduction(referral: Referral, { nameOf, canIntroduce }: Noted): KnownBlock[] {
  if (!referral.prospectId) return [];
  const prospect = escape(referral.prospect);
  const receiver = escape(nameOf(referral.receiverId));
  if (referral.introducedAt) return [context(`You are introducing ${receiver} and ${prospect} in a group message.`)];
  return [context(canIntroduce ? `I won't tell ${prospect} until you introduce them.` : `I won't tell ${prospect}.`)];
}

function buttons(referral: Referral, { nameOf, canIntroduce }: Noted): KnownBlock {
  const about = `${clip(nameOf(referral.receiverId), 30)} to ${clip(referral.prospect, 30)}`;
  const mayIntroduce = canIntroduce && referral.prospectId && !referral.introducedAt;
  return actions(
    ...ownReferralButtons(referral.id, about),
    ...(mayIntroduce ? [introduceButton(referral.id, about)] : []),
  );
}

/** "Leave it" where the question was all there was. */
export const leftAsItWas = (): Message => say('Nothing was added: the first one stays as it is.');

/** A question that was answered, or is too old to be answered. */
export const closedQuestion = (): string => `That question is closed. To record a referral, try ${EXAMPLE}.`;

/** The members that a typed name may mean, each with a button. */
export function whoIsMeant(
  typed: { left: string; right: string },
  candidates: readonly (Candidate & { name: string; handle: string })[],
  moreFit: boolean,
  draftId: string,
): Message {
  const line = `${clip(typed.left, 60)} to ${clip(typed.right, 60)}`;
  const question = `Whom do you mean in “${escape(line)}”? I'll record it when you choose.`;
  const rows = candidates.map((candidate, place) => {
    const what = candidate.prospectId ? ', a member too' : '';
    const row = `${escape(candidate.name)} (@${escape(candidate.handle)}) to ${emphasise(clip(candidate.prospect, 100))}${what}`;
    const label = clip(candidate.name, 25);
    const about = `${label} (@${candidate.handle}) to ${candidate.prospect}`;
    return section(row, button(label, giveIds.chooseMember, `${place}:${draftId}`, { about }));
  });
  return {
    text: question,
    blocks: [
      section(question),
      ...rows,
      ...(moreFit ? [context(`More people fit: to be exact, mention the person, as in ${EXAMPLE}.`)] : []),
      actions(button('None of these', giveIds.noneOfThese, draftId)),
    ],
  };
}

export const noneMeant = (): Message => say(`Nothing was recorded. To be exact, mention the person, as in ${EXAMPLE}.`);

/** A typed name that is no member's. */
export function nobodyMeant({ left, right, nearest }: { left: string; right: string; nearest?: Subcommand }): string {
  const names = `“${escape(clip(left, 60))}” or “${escape(clip(right, 60))}”`;
  const other = nearest ? `, or try ${formOf(nearest)}` : '';
  return `I couldn't find a member called ${names}: mention the person, as in ${EXAMPLE}${other}.`;
}

export const noDirectory = (): string =>
  `I couldn't look that name up, so nothing was recorded: mention the person, as in ${EXAMPLE}.`;

/** What a referral of somebody else's answers. */
export const notYours = {
  edit: "This referral is somebody else's, and the person who gave it edits it.",
  withdraw: "This referral is somebody else's, and the person who gave it withdraws it.",
  introduce: "This referral is somebody else's, and the person who gave it introduces them.",
  keepPrivate: 'This referral is for somebody else, who can keep it private.',
};

export const goneReferral = (): string => 'That referral is not there any more.';
export const withdrawnReferral = (): string => `You withdrew that referral. To record a new one, try ${EXAMPLE}.`;

export const withdrawn = (receiver: string, prospect: string): string =>
  `You withdrew your referral of ${escape(receiver)} to ${emphasise(prospect)}.`;
export const keptPrivate = (): string => 'It stays out of the digest already.';

export const introducedAlready = (prospect: string): string =>
  `You have introduced them to ${escape(prospect)} already.`;
export const noLongerAMember = (prospect: string): string =>
  `That referral is to ${emphasise(prospect)} now, so nobody was introduced: open the list to try again, with ${formOf('list')}.`;
/** A group message that was taken back after it was posted. */
export const tookBack = (giver: string): string => `${escape(giver)} took this introduction back.`;
/** Names escaped. */
export const introductionFailed = (receiver: string, prospect: string): string =>
  `Slack did not open a group message with ${receiver} and ${prospect}, so nothing was posted. You can write to both yourself, or try again from ${formOf('list')}.`;
