import type { Button, HomeView, KnownBlock } from '@slack/types';
import { mayReportMet } from '../../domain/ask-policy';
import { askPhrase, withStop } from '../../domain/ask-text';
import { usableZone } from '../../domain/working-hours';
import { clip } from '../../domain/user-text';
import { ago } from '../../domain/when';
import { actions, button, context, divider, header, section } from '../../slack/blocks';
import { command, emphasise, escape, quote } from '../../slack/mrkdwn';
import { answerButtons, answerIds } from '../answer-buttons';
import { askAnswerButtons, askMetButton } from '../ask-buttons';
import { openConversationForm } from '../conversation-buttons';
import { everyWeek } from '../every-week';
import { exportAllButton, exportButton } from '../export-button';
import { opening } from '../home-buttons';
import { aboutRow, lineOf, whenEmpty } from '../list-page-view';
import { trackRecordButton } from '../look-back-buttons';
import { helpButton, needIds, ownNeedButtons } from '../need-buttons';
import { outcomeButtons } from '../outcome-buttons';
import { ownReferralIds } from '../own-referral-buttons';
import { aboutOf } from '../referral-rows';
import { privacyButton } from '../privacy-button';
import { OPEN_SETTINGS } from '../settings-link';
import { pictureBlock, type ShownPicture } from '../shown-picture';
import type { HomeContent } from './content';
import { homeIds, type Place, ROWS, writePlace } from './ids';
import { withSteadyNames } from './steady-names';

const PROSPECT_MAX = 100;
const NEED_MAX = 200;

/** What stands at the top of the first Home that somebody opens. */
export type Greeting = KnownBlock[];

/**
 * All of it, most urgent first. Names are plain text in the content, and escaped here.
 *
 * @param picture of the reader's circle; null: there is none, or not yet
 */
export function homeView(content: HomeContent, greeting: Greeting = [], picture: ShownPicture | null = null): HomeView {
  return {
    type: 'home',
    blocks: withSteadyNames([
      ...greeting,
      actions(...always()),
      ...thanksBlocks(content),
      ...answerBlocks(content),
      ...nothingWaits(content),
      ...ownAskBlocks(content),
      ...referralBlocks(content),
      ...needBlocks(content),
      ...circleBlocks(picture),
      ...moreBlocks(content),
    ]),
  };
}

const always = (): Button[] => [
  button('Give a referral', ownReferralIds.openForm, 'home', { style: 'primary' }),
  button('Share a need', needIds.openForm, 'home'),
  opening('Ask', 'ask', 'home', 'Ask somebody for a referral or an introduction'),
  button('Log a conversation', openConversationForm, 'home'),
  trackRecordButton(),
  exportButton(),
  button('Settings', OPEN_SETTINGS, 'settings'),
  opening('Help', 'help', 'home', 'Help: everything that Goodturn can do'),
];

function thanksBlocks({ thanks: { some, count }, sight }: HomeContent): KnownBlock[] {
  if (some.length === 0) return [];
  const more = count - some.length;
  return [
    header('Waiting for your thanks'),
    ...some.flatMap((referral) => [
      section(lineOf(referral, sight)),
      actions(...answerButtons(referral.id, aboutOf(referral.prospect, sight.nameOf(referral.giverId)))),
    ]),
    ...(more > 0
      ? [section(`and ${more} more`, button('Show all', answerIds.showWaiting, 'home', { about: ALL_WAITING }))]
      : []),
  ];
}

const ALL_WAITING = 'Show all that wait for your thanks';

function answerBlocks({ asks, outcomes, sight }: HomeContent): KnownBlock[] {
  if (asks.length + outcomes.length === 0) return [];
  const asked = asks.slice(0, ROWS.asks).flatMap((ask) => {
    const asker = sight.nameOf(ask.askerId);
    const sentence = withStop(`${escape(asker)} asks you${escape(askPhrase(clip(ask.text, PROSPECT_MAX)))}`);
    const words = ask.metAt ? ask.criteria : ask.reason;
    const lead = ask.metAt && words ? `${sentence} They say that this is met:` : sentence;
    const quoted = words ? `\n${quote(clip(words.replace(/\s+/g, ' '), NEED_MAX))}` : '';
    return [section(lead + quoted), actions(...askAnswerButtons(ask, asker))];
  });
  const turnedOut = outcomes.flatMap(({ referral, byGiver }) => {
    const giver = escape(sight.nameOf(referral.giverId));
    const when = ago(referral.recordedAt, sight.now, sight.zone);
    const whom = emphasise(clip(referral.prospect, PROSPECT_MAX));
    const question = byGiver ? `${giver} asks how it worked out.` : 'How did it turn out?';
    return [
      section(`${giver} referred you to ${whom} ${when}. ${question}`),
      actions(...outcomeButtons(referral.id, aboutOf(referral.prospect, sight.nameOf(referral.giverId)))),
    ];
  });
  const more = asks.length > ROWS.asks ? [context('More asks wait: you see them here as you answer these.')] : [];
  return [header('Waiting for your answer'), ...asked, ...more, ...turnedOut];
}

/** What others answered to the reader's own asks: it may be told here alone. */
function ownAskBlocks({ answers, sight }: HomeContent): KnownBlock[] {
  if (answers.length === 0) return [];
  const rows = answers.slice(0, ROWS.answers).flatMap((ask) => {
    const giver = sight.nameOf(ask.giverId);
    const said = ask.state === 'declined' ? 'says “No, thanks” this time' : 'says “Not yet”';
    const sentence = withStop(`${escape(giver)} ${said} to your ask${escape(askPhrase(clip(ask.text, PROSPECT_MAX)))}`);
    if (ask.state === 'declined' || !ask.criteria) return [section(sentence)];
    const criteria = quote(clip(ask.criteria.replace(/\s+/g, ' '), NEED_MAX));
    const told = section(`${sentence} What would need to be true first:\n${criteria}`);
    return [told, ...(mayReportMet(ask) ? [actions(askMetButton(ask, giver))] : [])];
  });
  const more = answers.length > ROWS.answers ? [context('More answers come up here as these are settled.')] : [];
  return [header('Answers to your asks'), ...rows, ...more];
}

/** Said where there is something to look back on; somebody new is told how to begin instead. */
function nothingWaits({ thanks, asks, outcomes, referrals }: HomeContent): KnownBlock[] {
  const isFree = thanks.count + asks.length + outcomes.length === 0;
  return isFree && referrals.length > 0 ? [section('Nothing is waiting for you at the moment.')] : [];
}

const TITLES: Record<Place['show'], string> = {
  all: 'What you gave and received, newest first.',
  given: 'What you gave, newest first.',
  received: 'What you received, newest first.',
};

function referralBlocks({ place, referrals, sight }: HomeContent): KnownBlock[] {
  const { show, from } = place;
  const filters = actions(
    button('All', homeIds.all, 'all', { about: 'All that you gave and received' }),
    button('Given', homeIds.given, 'given', { about: 'Given: what you gave' }),
    button('Received', homeIds.received, 'received', { about: 'Received: what you received' }),
  );
  const title = header('Your referrals');
  if (referrals.length === 0) {
    const empty = section(whenEmpty(show, sight));
    return show === 'all' ? [title, empty] : [title, filters, empty];
  }
  const rows = referrals.slice(0, ROWS.referrals).map((referral) => {
    const about = `Details: ${aboutRow(referral, sight)}`;
    return section(lineOf(referral, sight), button('Details', homeIds.details, referral.id, { about }));
  });
  const turn = (label: string, id: string, to: number) => button(label, id, writePlace({ show, from: to }));
  const turns = [
    ...(from > 0 ? [turn('Newer', homeIds.newer, Math.max(from - ROWS.referrals, 0))] : []),
    ...(referrals.length > ROWS.referrals ? [turn('Older', homeIds.older, from + ROWS.referrals)] : []),
  ];
  const which = from > 0 ? TITLES[show].replace('.', ', continued.') : TITLES[show];
  return [title, filters, context(which), ...rows, ...(turns.length > 0 ? [actions(...turns)] : [])];
}

function needBlocks({ ownNeeds, othersNeeds, sight }: HomeContent): KnownBlock[] {
  const isMore = ownNeeds.length > ROWS.ownNeeds || othersNeeds.length > ROWS.needs;
  const own = ownNeeds.slice(0, ROWS.ownNeeds).flatMap((need) => {
    const rests = need.state === 'resting' ? ' It rests.' : '';
    const line = `You, ${ago(need.statedAt, sight.now, sight.zone)}: ${emphasise(clip(need.text, NEED_MAX))}.${rests}`;
    return [section(line), actions(...ownNeedButtons(need))];
  });
  const others = othersNeeds.slice(0, ROWS.needs).map((need) => {
    const who = sight.nameOf(need.authorId);
    const when = ago(need.statedAt, sight.now, sight.zone);
    return section(`${escape(who)}, ${when}: ${emphasise(clip(need.text, NEED_MAX))}.`, helpButton(need, who));
  });
  const nobody = 'Nobody else is looking for anything at the moment.';
  const yours = 'What are you looking for? *Share a need* shows it to everybody here, in your name.';
  return [
    header('What people are looking for'),
    ...(own.length > 0 ? own : [section(yours)]),
    ...(others.length > 0 ? others : [section(nobody)]),
    ...(isMore ? [actions(opening('Show all', 'board', 'home', 'Show all that people are looking for'))] : []),
  ];
}

const circleBlocks = (picture: ShownPicture | null): KnownBlock[] =>
  picture ? [header('Your circle'), pictureBlock(picture)] : [];

function moreBlocks({ digest, sight }: HomeContent): KnownBlock[] {
  return [
    divider,
    ...(digest === undefined ? [] : [section(digestLine(digest, sight.zone))]),
    actions(
      opening('Preview the digest', 'digest', 'home', 'Preview the digest as it would be now'),
      opening('Conversations you logged', 'conversations', 'home'),
      exportAllButton(),
      privacyButton(),
    ),
    context(`Nobody but you sees this page. All of it can be typed as well: ${command('help')} shows how.`),
  ];
}

/** For admins. */
function digestLine(digest: NonNullable<HomeContent['digest']> | null, zone: string): string {
  if (!digest) return 'No channel gets the weekly digest yet. *Settings* is where you choose one.';
  const { channelId, day, time, timeZone, lostAt } = digest;
  if (lostAt)
    return `I can't post the weekly digest in <#${channelId}> any more. *Settings* is where you choose another.`;
  const when = everyWeek({ day, time, zone: usableZone(timeZone, zone) });
  return `The weekly digest comes to <#${channelId}> ${when}. *Settings* is where you change that.`;
}
