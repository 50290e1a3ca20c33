import type { KnownBlock, ModalView, PlainTextInput } from '@slack/types';
import { z } from 'zod';
import { MAX_NOTE } from '../../domain/command-text';
import { clip, lengthOf } from '../../domain/user-text';
import { actions, context, type Message, noticeView, option, plain, say, section } from '../../slack/blocks';
import { emphasise, escape, listed } from '../../slack/mrkdwn';
import { quotation } from '../../slack/quotation';
import type { Referral } from '../../store/referral-store';
import type { Thanks } from '../../store/thanks-store';
import type { Pleasure } from '../pleasure';
import { pleasureButton } from '../pleasure-button';
import { pleasureLine } from '../pleasure-words';
import { readMetadata } from '../read-metadata';
import { withSettings } from '../settings-link';

export const thanksIds = {
  form: 'thanks.form.send',
  misfitForm: 'thanks.misfit.send',
  note: 'note',
  how: 'how',
  mayQuote: 'quote',
  fits: 'fits',
  reason: 'reason',
} as const;

const MOST_NAMED = 5;
const NAMED_AT_LENGTH = 80;

/** "_Bob's firm_", "_Bob's firm_, _Acme_ and 3 more": markup. */
export function prospectNamesOf(referrals: Pick<Referral, 'prospect'>[]): { names: string; count: number } {
  const named = referrals.slice(0, referrals.length > MOST_NAMED + 1 ? MOST_NAMED : undefined);
  const most = referrals.length > 1 ? NAMED_AT_LENGTH : Infinity;
  const items = named.map(({ prospect }) => emphasise(clip(prospect, most)));
  const others = referrals.length - named.length;
  return { names: listed(others > 0 ? [...items, `${others} more`] : items), count: referrals.length };
}

export type Prospects = ReturnType<typeof prospectNamesOf>;

// What is told

interface ThanksMessage {
  batchId: string;
  receiver: string;
  prospects: Prospects;
  notes: string[];
  /** null: not said so far */
  pleasure: Pleasure | 'nobody to tell' | null;
}

export function thanksMessage({ batchId, receiver, prospects, notes, pleasure }: ThanksMessage): Message {
  const referrals = prospects.count > 1 ? 'referrals' : 'referral';
  const sentence = `${escape(receiver)} thanks you for the ${referrals} to ${prospects.names}.`;
  const answer = pleasure === 'nobody to tell' ? [] : [pleasureBlock(batchId, receiver, pleasure)];
  return withSettings({
    text: sentence,
    blocks: [section(sentence), ...notes.flatMap(quotation), ...answer],
  });
}

const pleasureBlock = (batchId: string, receiver: string, said: Pleasure | null): KnownBlock =>
  said ? context(pleasureLine(receiver, said)) : actions(pleasureButton(batchId, receiver));

export function pleasureMessage(giver: string, prospects: Prospects): Message {
  return withSettings(say(`${escape(giver)} got your thanks for ${prospects.names} and says: my pleasure.`));
}

export function misfitMessage(receiver: string, { names }: Prospects, reason: string | null): Message {
  const sentence = `${escape(receiver)} says ${names} wasn't a match this time.`;
  if (!reason) return withSettings(say(sentence));
  const lead = `${sentence} What would have fitted better, in ${escape(receiver)}'s words:`;
  return withSettings({ text: sentence, blocks: [section(lead), ...quotation(reason)] });
}

/** How it stands since the receiver took "not a match" back. */
export function noLongerMisfitMessage(
  receiver: string,
  { names }: Prospects,
  outcome: 'open' | 'talking' | 'business',
): Message {
  const now = {
    open: 'it may be a match after all',
    talking: 'they are talking after all',
    business: 'it became business after all',
  };
  return withSettings(say(`${escape(receiver)} changed the answer about ${names}: ${now[outcome]}.`));
}

/** The receiver's words go to the giver: what was promised, to the receiver. */
export function willPassOn(giver: string, { names }: Prospects): string {
  return `I'll give ${escape(giver)} your thanks for ${names}.`;
}

export function wordsChanged(giver: string, { names }: Prospects): string {
  return `${escape(giver)}'s message about ${names} will show your new words.`;
}

export function notedAlready(giver: string, { names }: Prospects): string {
  return `Noted: you had already thanked ${escape(giver)} for ${names}. I won't ask again.`;
}

export function notedMisfit({ names }: Prospects): string {
  return `Noted: ${names} was not a fit this time.`;
}

// What is asked

/** A message redraws itself; a modal below the form is redrawn from here; anybody else is told at a `response_url`. */
const seenInSchema = z.object({
  viewId: z.string().optional(),
  /** of the list of what waits for thanks, where the modal is that */
  page: z.number().optional(),
  url: z.string().optional(),
  /** the `response_url` of a press on a message that redraws itself */
  openedAt: z.string().optional(),
});

export type SeenIn = z.infer<typeof seenInSchema>;

/** What a form is for, and where its answer is seen. */
const formForSchema = z.object({
  referralIds: z.array(z.string()),
  /** the one of them that was answered "Not a fit", which the form can take back */
  misfitId: z.string().optional(),
  seenIn: seenInSchema,
});

export type FormFor = z.infer<typeof formForSchema>;

export const formFor = (metadata: string): FormFor => readMetadata(formForSchema, metadata);

interface ThanksForm {
  /** "Gina referred you to _Bob's firm_ on Tuesday.": markup */
  about: string;
  giver: string;
  /** the thanks to change, where they were written before */
  said: Thanks | null;
  offerQuoting: boolean;
  /** plain name of the prospect that was answered "Not a fit", if any */
  misfit: string | null;
  form: FormFor;
}

const KINDS = [
  option('A note', 'note'),
  option('A handwritten card', 'card'),
  option('A gift', 'gift'),
  option('In person', 'in_person'),
];

export function thanksForm({ about, giver, said, offerQuoting, misfit, form }: ThanksForm): ModalView {
  const name = escape(giver);
  const what = said
    ? `These are the words that ${name} gets from you. What you save takes their place, and no new message is sent.`
    : `${name} gets your note at once, in your own words.`;
  const quoting = option('Yes, with my name', 'yes');
  const fitting = option('Yes, it is a fit after all', 'yes');
  const chosen = KINDS.find(({ value }) => value === said?.kind) ?? KINDS[0];
  return {
    type: 'modal',
    callback_id: thanksIds.form,
    private_metadata: JSON.stringify(form),
    title: plain(said ? 'Change your thanks' : 'Say thanks'),
    submit: plain(said ? 'Save' : 'Send'),
    close: plain('Cancel'),
    blocks: [
      section(`${about} ${what}`),
      {
        type: 'input',
        block_id: thanksIds.note,
        label: plain('Your note'),
        hint: plain(
          'Two ways to begin: “You thought of me, and what it meant was …” or “We talked on Tuesday, and here is what happened: …”',
        ),
        element: words(thanksIds.note, 'What did it mean to you? What has happened since?', said?.note),
      },
      {
        type: 'input',
        block_id: thanksIds.how,
        label: plain('How are you thanking them?'),
        hint: plain(
          "Your note goes out now. I don't mention a card or a gift until you say it was sent; I'll ask you in a week.",
        ),
        element: { type: 'static_select', action_id: thanksIds.how, options: KINDS, initial_option: chosen },
      },
      ...(offerQuoting ? [tickBox(thanksIds.mayQuote, 'The digest may quote this', quoting, said?.mayQuote)] : []),
      ...(misfit !== null
        ? [tickBox(thanksIds.fits, `You said ${clip(misfit, 300)} was not a fit. Is it one after all?`, fitting)]
        : []),
    ],
  };
}

/** Slack counts characters outside the basic plane twice, and takes 3,000 at most. */
const LONGEST_INPUT = 3_000;

function words(id: string, placeholder: string, before = ''): PlainTextInput {
  const initial = before.length > LONGEST_INPUT ? clip(before, LONGEST_INPUT / 2) : before;
  return {
    type: 'plain_text_input',
    action_id: id,
    multiline: true,
    max_length: Math.max(MAX_NOTE, initial.length),
    placeholder: plain(placeholder),
    ...(initial ? { initial_value: initial } : {}),
  };
}

function tickBox(id: string, label: string, box: ReturnType<typeof option>, isTicked = false): KnownBlock {
  return {
    type: 'input',
    block_id: id,
    optional: true,
    label: plain(label),
    element: { type: 'checkboxes', action_id: id, options: [box], ...(isTicked ? { initial_options: [box] } : {}) },
  };
}

export function noteProblem(note: string, giver: string): string | null {
  if (note === '') return `A line is enough: ${giver} gets it in your own words.`;
  return tooLongProblem(note, 'note');
}

export function tooLongProblem(text: string, what: 'note' | 'reason'): string | null {
  const length = lengthOf(text);
  if (length <= MAX_NOTE) return null;
  const most = MAX_NOTE.toLocaleString('en');
  return `Your ${what} has ${length.toLocaleString('en')} characters. Please shorten it to ${most} or fewer.`;
}

interface MisfitForm {
  about: string;
  giver: string;
  giverIsHere: boolean;
  reason: string | null;
  form: FormFor;
}

export function misfitForm({ about, giver, giverIsHere, reason, form }: MisfitForm): ModalView {
  const name = escape(giver);
  const what = giverIsHere
    ? `I'll tell ${name} that it wasn't a match this time. If you like, say what would have fitted better: ${name} gets your words as they are.`
    : `${name} has left, so this stays in your own list.`;
  return {
    type: 'modal',
    callback_id: thanksIds.misfitForm,
    private_metadata: JSON.stringify(form),
    title: plain('Not a fit'),
    submit: plain('Send'),
    close: plain('Cancel'),
    blocks: [
      section(`${about} ${what}`),
      {
        type: 'input',
        block_id: thanksIds.reason,
        optional: true,
        label: plain('What would have fitted better?'),
        element: words(
          thanksIds.reason,
          'For example smaller jobs, or another region. You can leave this empty.',
          reason ?? undefined,
        ),
      },
    ],
  };
}

/** Nothing was sent, and what was typed is not lost with the form. */
export function unsentView(sentence: string, note: string): ModalView {
  const notice = noticeView('Nothing was sent', sentence);
  if (note === '') return notice;
  return { ...notice, blocks: [...notice.blocks, section('Here are your words, to keep:'), ...quotation(note)] };
}

/** `givers`: markup */
export function willPassMessageOn(givers: string): string {
  return `I'll give ${givers} this message as your thanks.`;
}

/** `givers`: markup */
export function countedAlready(givers: string): string {
  return `This message already counts as your thanks to ${givers}.`;
}
