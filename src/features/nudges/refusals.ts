// One sentence each: what happened, and what works instead. Markup.

export const TOO_OLD = 'This reminder is too old to postpone. `/referral list` shows what you received.';
export const REMINDERS_OFF = 'Your reminders are off, so there is nothing to postpone.';
export const NOTHING_WAITS = 'Nothing in this reminder waits for thanks any more.';
