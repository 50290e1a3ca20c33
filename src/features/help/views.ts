import type { Subcommand } from '../../domain/subcommands';
import { context, type Message, say, section } from '../../slack/blocks';
import { command } from '../../slack/mrkdwn';

interface Entry {
  /** what follows `/referral` */
  form: string;
  does: string;
}

interface Chapter {
  title: string;
  entries: Entry[];
  also?: string;
}

/** Every command that works, shortest way first. A test holds this against what the features handle. */
const CHAPTERS: readonly Chapter[] = [
  {
    title: 'Refer somebody',
    entries: [
      { form: "@alice to Bob's firm", does: "you refer Alice to Bob's firm" },
      { form: 'Joe Smith to @alice', does: 'the same, said the other way round' },
      { form: "@alice @carol to Bob's firm", does: 'one referral each' },
      { form: '@alice to @bob', does: 'to another member, whom you can then introduce' },
      { form: '', does: 'a form for all of this' },
    ],
    also:
      'Add `#hot`, `#warm` or `#cold` for how warm it is, `#private` to keep it out of the digest, and `because …` for ' +
      `a note: ${command("@alice to Bob's firm #warm because they are moving offices")}`,
  },
  {
    title: 'Say thanks',
    entries: [
      { form: 'thanks @gina', does: 'a form to thank Gina' },
      { form: 'thanks @gina Your introduction made my week', does: 'the same in one line' },
    ],
  },
  {
    title: 'Ask',
    entries: [
      { form: 'ask @gina for an intro to Acme', does: 'Gina can say yes, “Not yet” or no; `because …` says why' },
      { form: 'ask', does: 'a form for it' },
    ],
  },
  {
    title: 'What people need',
    entries: [
      { form: 'need a bookkeeper in Austin', does: 'everybody can see what you look for' },
      { form: 'needs', does: 'the board: what everybody looks for' },
      { form: 'met @alice a bookkeeper in Austin', does: 'log whom you met and what they need, for you alone' },
      { form: 'met list', does: 'what you logged' },
    ],
  },
  {
    title: 'Look back',
    entries: [
      { form: 'list', does: 'what you gave and received' },
      { form: 'list given', does: 'or `list received`: one side of it' },
      { form: 'list @alice', does: 'what passed between you and Alice' },
      { form: 'review @alice', does: 'what you gave Alice, one at a time' },
      { form: 'balance', does: 'your own track record' },
      { form: 'export', does: 'or `export all`: your ledger, as a spreadsheet' },
    ],
  },
  {
    title: 'Settings',
    entries: [
      { form: 'settings', does: 'what I write to you, and when' },
      { form: 'forget me', does: 'see or erase your data' },
    ],
  },
  {
    title: 'The weekly digest',
    entries: [
      { form: 'digest preview', does: 'the digest as it would be now, shown to you alone' },
      { form: 'digest here', does: 'for admins: it is posted in this channel from now on' },
    ],
  },
];

/** All commands, short, with examples. */
export function helpMessage(): Message {
  const first =
    'Goodturn keeps track of who referred whom to what, and helps people say thanks. Here is what you can type.';
  return {
    text: `${first} The start of it all: ${command("@alice to Bob's firm")}`,
    blocks: [
      section(first),
      ...CHAPTERS.map(chapterBlock),
      context(`${command('help')} shows this again. Nobody but you sees the answer to a command.`),
    ],
  };
}

function chapterBlock({ title, entries, also }: Chapter) {
  const lines = entries.map(({ form, does }) => `${command(form)}: ${does}`);
  return section([`*${title}*`, ...lines, ...(also ? [also] : [])].join('\n'));
}

/** A subcommand that is reserved and that no feature answers yet. */
export function messageForUnknown(name: Subcommand): Message {
  return say(`${command(name)} is not here yet. ${command('help')} shows everything that is.`);
}
