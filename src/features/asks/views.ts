import type { Button, KnownBlock } from '@slack/types';
import { isWaiting, mayAnswer, mayReportMet, mayWithdraw, roundOf, hasEnded } from '../../domain/ask-policy';
import { askPhrase, withStop } from '../../domain/ask-text';
import { clip } from '../../domain/user-text';
import { actions, button, context, type Message, say, section, SECTION_MAX } from '../../slack/blocks';
import { emphasise, escape, listed, quote } from '../../slack/mrkdwn';
import { quotation } from '../../slack/quotation';
import type { Ask } from '../../store/ask-store';
import { ASK_MET, askAnswerButtons, askAnswerIds, askMetButton } from '../ask-buttons';
import { withSettings } from '../settings-link';

/** Each button's value is an ask's id, but for the two about a typed name. */
export const askIds = {
  ...askAnswerIds,
  change: 'asks.answer.change',
  off: 'asks.switch.off',
  on: 'asks.switch.on',
  met: ASK_MET,
  withdraw: 'asks.ask.withdraw',
  /** value: place in the list, then the draft */
  chooseMember: 'asks.name.choose',
  noneOfThese: 'asks.name.drop',
} as const;

/** Names are plain text here. */
interface Told {
  ask: Ask;
  asker: string;
  giver: string;
  /** what was given for it and not withdrawn */
  prospects: string[];
}

/** " for an intro to Acme": markup */
const phraseOf = ({ text }: Pick<Ask, 'text'>): string => escape(askPhrase(text));

export const asksYou = (asker: string, ask: Pick<Ask, 'text'>): string =>
  withStop(`${escape(asker)} asks you${phraseOf(ask)}`);

function quoted(sentence: string, words: string | null): KnownBlock[] {
  if (!words) return [section(sentence)];
  const together = `${sentence}\n${quote(words)}`;
  return together.length <= SECTION_MAX ? [section(together)] : [section(sentence), ...quotation(words)];
}

interface ForGiver extends Told {
  round: 1 | 2;
  asksOff: boolean;
  /** the buttons again, in place of the answer */
  changing?: boolean;
}

const SHORT_REASON = 150;

/** What the giver reads, the first time of asking and the second. */
export function giverMessage(told: ForGiver): Message {
  const { ask, asker, round, asksOff, changing } = told;
  if (ask.state === 'withdrawn') return say(withStop(`${escape(asker)} withdrew the ask${phraseOf(ask)}`));
  if (hasEnded(ask)) return say(withStop(`This ask of ${escape(asker)} has ended:${phraseOf(ask)}`));
  const sentence =
    round === 1
      ? asksYou(asker, ask)
      : withStop(`${escape(asker)} says your conditions are met now, and asks you once more${phraseOf(ask)}`);
  const isLatest = round === roundOf(ask);
  const isOpen = isLatest && (isWaiting(ask) || (changing === true && mayAnswer(ask)));
  // two long texts do not fit into one message: with the answer there is less of the question
  const reason = isOpen || !ask.reason ? ask.reason : clip(ask.reason, SHORT_REASON);
  const asked = quoted(sentence, round === 1 ? reason : isOpen ? ask.criteria : null);
  const answer = isOpen ? [] : answerBlocks(told, isLatest);
  const buttons = isOpen ? [actions(...answerButtons(told))] : [];
  return withSettings({ text: sentence, blocks: [...asked, ...answer, ...buttons, ...switchBlocks(ask, asksOff)] });
}

function answerButtons({ ask, asker, asksOff }: ForGiver): Button[] {
  return [...askAnswerButtons(ask, asker), ...(asksOff ? [] : [button('Not taking asks now', askIds.off, ask.id)])];
}

function switchBlocks(ask: Ask, asksOff: boolean): KnownBlock[] {
  if (!asksOff) return [];
  return [
    section('You are not taking asks now. People are told so kindly, before they write.'),
    actions(button('Take asks again', askIds.on, ask.id)),
  ];
}

/** What the giver said. */
function answerBlocks({ ask, asker, prospects }: ForGiver, isLatest: boolean): KnownBlock[] {
  const name = escape(asker);
  if (ask.state === 'accepted') {
    const whom = prospects.length > 0 ? ` to ${listed(prospects.map(shortProspect))}` : '';
    return [section(`You referred ${name}${whom}.`)];
  }
  if (!isLatest) return [section(`You said “Not yet”, and ${name} has asked you once more in a newer message.`)];
  const change = actions(button('Change', askIds.change, ask.id, { about: `Change your answer to ${asker}` }));
  if (ask.state === 'not_yet') {
    return [...quoted(`You said “Not yet”. ${name} sees what would need to be true first:`, ask.criteria), change];
  }
  return [section(`You said “No, thanks”. ${name} is told kindly, without a reason.`), change];
}

const shortProspect = (prospect: string): string => emphasise(clip(prospect, 100));

/** What the asker reads of an answer; `round` is the one it answered. */
export const answerMessage = (told: Told & { round: 1 | 2 }): Message => withSettings(answered(told));

function answered({ ask, giver, prospects, round }: Told & { round: 1 | 2 }): Message {
  const name = escape(giver);
  const about = `your ask to ${name}${phraseOf(ask)}`;
  const isLatest = round === roundOf(ask);
  if (ask.state === 'withdrawn') return say(withStop(`You withdrew ${about}`));
  if (hasEnded(ask)) return say(withStop(`This ask has ended: ${about}`));
  if (ask.state === 'accepted') {
    const whom = prospects.length > 0 ? ` and referred you to ${listed(prospects.map(shortProspect))}` : '';
    return say(withStop(`${name} said yes${whom}. You had asked${phraseOf(ask)}`));
  }
  if (ask.state === 'declined' && isLatest) {
    return say(
      `${name} says “No, thanks” this time to your ask${withStop(phraseOf(ask))} Asking is fine, and so is asking somebody else.`,
    );
  }
  if (isLatest && ask.state !== 'not_yet') return say(`It is open with ${name} again: ${withStop(about)}`);
  const sentence = withStop(`${name} says “Not yet” to your ask${phraseOf(ask)}`);
  if (!isLatest) {
    const words = ask.state === 'open' || ask.state === 'resting' ? ask.criteria : null;
    return {
      text: sentence,
      blocks: [...quoted(sentence, words), section(`You said that these are met. I'll ask ${name} once more.`)],
    };
  }
  const buttons = [
    ...(mayReportMet(ask) ? [askMetButton(ask, giver)] : []),
    ...(round === 1 && mayWithdraw(ask) ? [withdrawButton(ask, giver)] : []),
  ];
  const after =
    round === 1
      ? `When these are met, say so, and I'll ask ${name} once more.`
      : 'From here on it is between the two of you.';
  return {
    text: sentence,
    blocks: [
      ...quoted(`${sentence} What would need to be true first:`, ask.criteria),
      context(after),
      ...(buttons.length > 0 ? [actions(...buttons)] : []),
    ],
  };
}

export function withdrawButton(ask: Ask, giver: string): Button {
  return button('Withdraw', askIds.withdraw, ask.id, {
    about: `Withdraw your ask to ${clip(giver, 20)}${askPhrase(ask.text)}`,
  });
}

/** What the asker is shown after asking. */
export function confirmation({ ask, giver, needs }: { ask: Ask; giver: string; needs: string[] }): Message {
  const sentence = withStop(`Noted: I'll ask ${escape(giver)}${phraseOf(ask)}`);
  return {
    text: sentence,
    blocks: [
      ...quoted(sentence, ask.reason && clip(ask.reason, SHORT_REASON)),
      ...ideaBlocks(giver, needs),
      actions(withdrawButton(ask, giver)),
    ],
  };
}

export const withdrawnByYou = (ask: Ask, giver: string): Message =>
  say(withStop(`You withdrew your ask to ${escape(giver)}${phraseOf(ask)}`));

export const askedAlready = (ask: Ask, giver: string): Message => {
  const sentence = `You asked ${escape(giver)} this already, and it waits for an answer: ${withStop(escape(ask.text))}`;
  return { text: sentence, blocks: [section(sentence), actions(withdrawButton(ask, giver))] };
};

/** The asks that wait, each with its way out. */
export function openAsks(sentence: string, asks: Ask[], giver: string): Message {
  return {
    text: sentence,
    blocks: [section(sentence), ...asks.map((ask) => section(escape(clip(ask.text, 200)), withdrawButton(ask, giver)))],
  };
}

const MOST_NEEDS = 3;

/** What the giver is looking for: an idea, never a condition. */
export function ideaBlocks(giver: string, needs: string[]): KnownBlock[] {
  if (needs.length === 0) return [];
  const shown = needs.slice(0, MOST_NEEDS).map((need) => emphasise(clip(need, 100)));
  return [context(`An idea, never a condition: ${escape(giver)} is looking for ${listed(shown)}.`)];
}

/** The members that a typed name may mean, each with a button. */
export function whoIsMeant(
  typed: { name: string; text: string },
  people: readonly { name: string; handle: string }[],
  moreFit: string | null,
  draftId: string,
): Message {
  const what = typed.text === '' ? '' : escape(askPhrase(clip(typed.text, 100)));
  const question = withStop(`Whom do you mean by “${escape(clip(typed.name, 60))}”? I ask${what} when you choose`);
  const rows = people.map(({ name, handle }, place) =>
    section(
      `${escape(name)} (@${escape(handle)})`,
      button(clip(name, 30), askIds.chooseMember, `${place}:${draftId}`, { about: `${clip(name, 30)} (@${handle})` }),
    ),
  );
  return {
    text: question,
    blocks: [
      section(question),
      ...rows,
      ...(moreFit ? [context(moreFit)] : []),
      actions(button('None of these', askIds.noneOfThese, draftId)),
    ],
  };
}
