import { emphasise, escape } from '../slack/mrkdwn';

// What several features refuse, and the app itself: one sentence each that says what happened, and what works instead.
// Markup; names and what people typed are plain text here.

export const MEMBERS_ONLY = 'Goodturn is for the members of this workspace.';

export const wentWrong = (reference: string): string =>
  `Something went wrong (reference ${reference}). Please try again in a minute.`;

export const OTHER_BUTTON = 'This button is from another version of Goodturn. `/referral help` shows what works now.';
export const OTHER_FORM = 'This form is from another version of Goodturn: please open it again.';
export const NOT_OPENED = 'Slack took too long to open the form. Nothing was changed; please try once more.';

/** Somebody who was never seen, while Slack does not answer. */
export const WHO_IS_THAT = 'Slack did not tell me who that is, so nothing was changed: please try again in a minute.';

export const NO_SUCH_REFERRAL = 'This referral is not here any more, so there is nothing to answer.';
export const NOT_YOURS_TO_ANSWER = 'This one is for the person who was referred to answer.';

export const QUESTIONS_NOT_YOURS = 'These questions are for somebody else, so I left them as they are.';
export const NUDGE_NOT_YOURS = 'This reminder is for somebody else, so I left it as it is.';
export const SUGGESTIONS_NOT_YOURS = 'These suggestions are for somebody else, so I left them as they are.';

const NOT_RECORDED_YET = 'Nothing is recorded yet, and you can record it all the same.';

/** What a form was opened for is over: it is shown once more with this. `phrase`: as `askPhrase` makes it */
export const formOver = {
  need: (author: string | undefined, text: string): string =>
    `${escape(author ?? 'Its author')} is not looking for ${emphasise(text)} any more. ${NOT_RECORDED_YET}`,
  askWithdrawn: (asker: string | undefined, phrase: string): string =>
    `${escape(asker ?? 'The asker')} withdrew the ask${escape(phrase)} meanwhile. ${NOT_RECORDED_YET}`,
  askEnded: (phrase: string): string => `The ask${escape(phrase)} has ended meanwhile. ${NOT_RECORDED_YET}`,
};
