import { clip } from '../../domain/user-text';
import { counted } from '../../domain/when';
import { type Message, say } from '../../slack/blocks';
import { command, escape } from '../../slack/mrkdwn';
import { MEMBERS_ONLY } from '../refusals';

/** The last conversations, or every one. */
export type Scope = 'last' | 'all';

/** How many conversations a ledger holds, unless all are asked for. */
export const LAST = 25;

const LOG = command('met @alice');
const FORMS = `${command('export')} for your last ${LAST} conversations, or ${command('export all')} for every one`;

export const onItsWay = "I'm making your ledger; it comes as two files in our direct messages.";

export const nothingInIt = `Your ledger is empty so far. It fills with every referral, such as ${command("@alice to Bob's firm")}, and with the conversations you log, such as ${LOG}.`;

export const refusals = {
  notAMember: MEMBERS_ONLY,
  ownOnly: `I export your own ledger and nobody else's: try ${FORMS}.`,
  unknown: (words: string) => `I can't export “${escape(clip(words, 60))}”: try ${FORMS}.`,
};

/** What a ledger holds. */
export interface Holds {
  conversations: number;
  /** there are more conversations than it holds */
  hasMore: boolean;
  referrals: number;
  needs: number;
}

/** Above the two files. */
export function above(holds: Holds): string {
  const { conversations, hasMore } = holds;
  const parts = [
    hasMore ? `your last ${conversations} conversations` : count(conversations, 'conversation'),
    count(holds.referrals, 'referral'),
    count(holds.needs, 'open need'),
  ];
  return [
    `Here is the ledger you asked for: ${parts[0]}, ${parts[1]} and ${parts[2]}.`,
    'The `.xlsx` file has a sheet for each, the `.csv` file the conversations and what passed between you.',
    ...(hasMore ? [`${command('export all')} has every conversation.`] : []),
    ...(conversations === 0 ? [`A conversation is logged with ${LOG}.`] : []),
  ].join('\n');
}

function count(number: number, one: string): string {
  return number === 0 ? `no ${one}s` : counted(number, one);
}

/** Why the files did not come: Slack's code, or `fate unknown`. */
export function notSent(code: string): Message {
  if (code === 'missing_scope')
    return say(
      'The ledger you asked for was not sent, because Goodturn may not send files in this workspace. Whoever manages apps here can allow it by installing Goodturn again.',
    );
  if (code === 'fate unknown')
    return say(
      `I can't tell whether the ledger you asked for reached you. If it is not here, ${command('export')} makes it again.`,
    );
  return say(
    `Slack did not take the files of the ledger you asked for. ${command('export')} tries again; if that does not help, whoever manages apps here can see why in Goodturn's log.`,
  );
}
