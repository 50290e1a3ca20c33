// One sentence each: what happened, and what works instead. Markup.

export const TOO_OLD = 'These questions are not here any more. `/referral list` shows what you received.';
export const NOT_BUSINESS = 'You can share it once it became business: `Change` changes your answer.';
export const PRIVATE = 'This one stays out of the digest, so there is nothing to share.';
