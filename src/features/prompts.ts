/** The kind of the message that asks a receiver to say thanks. */
export const NUDGE = 'nudge';

/** Messages that Goodturn starts by itself: what falls due while somebody is away is not made up. */
export const PROMPTS: readonly string[] = [NUDGE];
