// One sentence each: what happened, and what was kept. Markup.

export const NO_SUCH_PAGE = 'That page is not there any more, so I left this one as it was.';
export const NO_SUCH_REFERRAL = 'That referral is not there any more.';
export const NOT_YOURS = 'That referral is between other people.';
