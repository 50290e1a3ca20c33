import type { Profile } from '../../slack/members';
import { command, escape } from '../../slack/mrkdwn';

// One sentence each: what happened, and what works instead. Markup, unless it is said in a form.

export const EXAMPLE = command('review @alice');
export const GIVE_EXAMPLE = command("@alice to Bob's firm");

export const ONE_PERSON = `A review is about what you gave one person: mention them, as in ${EXAMPLE}.`;
export const YOURSELF = `A review is about what you gave somebody else: mention them, as in ${EXAMPLE}.`;
export const NO_DIRECTORY = `I couldn't look that name up: mention the person, as in ${EXAMPLE}.`;
export const NO_BUSINESS = `How it turned out has changed since, so a draft about business would not fit: ${EXAMPLE}.`;
export const NO_SUCH_PAGE = `That page is not there any more: try ${EXAMPLE}.`;
export const NO_SUCH_REFERRAL = `This referral is not here any more: ${EXAMPLE} shows what is.`;
export const NOT_YOURS = 'A review is shown to whoever gave the referral, and to nobody else.';

export const nobodyMeant = (typed: string): string =>
  `I couldn't find a member called “${escape(typed)}”: mention the person, as in ${EXAMPLE}.`;

/** Why what was given to an account cannot be reviewed; null for everybody who is or was a member. */
export function notReviewable(profile: Profile | undefined, label?: string): string | null {
  const name = escape(profile?.name ?? label ?? 'that person');
  switch (profile?.kind) {
    case undefined:
      return `I couldn't find ${label ? `@${name}` : name} in this workspace: mention somebody you gave to, as in ${EXAMPLE}.`;
    case 'bot':
      return `${name} is an app, and referrals go to people: mention somebody you gave to, as in ${EXAMPLE}.`;
    case 'stranger':
      return `${name} belongs to another workspace: mention somebody you gave to, as in ${EXAMPLE}.`;
    case 'gone':
    case 'member':
      return null;
  }
}

/** For a form: plain text. */
export const noteTooLong = (length: number, most: number): string =>
  `Your note has ${length.toLocaleString('en')} characters and the limit is ${most.toLocaleString('en')}: please shorten it, so that I can keep it.`;
