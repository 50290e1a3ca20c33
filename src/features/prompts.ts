/** The kind of the message that asks a receiver to say thanks. */
export const NUDGE = 'nudge';
/** The kind of the message that asks a receiver how referrals turned out. */
export const FOLLOW_UP = 'follow_up';
/** The kind of the message that asks a member whether their needs are still open. */
export const NEED_CHECK = 'need_check';
/** The kind of the message that shows a member what those who helped them are looking for. */
export const SUGGESTION = 'suggestion';
/** The kind of the message that asks a receiver whether the card or gift of their thanks went out. */
export const CARD_REMINDER = 'card_reminder';

/** Messages that Goodturn starts by itself: what falls due while somebody is away is not made up. */
export const PROMPTS: readonly string[] = [NUDGE, FOLLOW_UP, NEED_CHECK, SUGGESTION, CARD_REMINDER];

/** The kind of the message in which a giver asks a receiver how referrals worked out: a member's own act, no prompt. */
export const QUESTION = 'question';
