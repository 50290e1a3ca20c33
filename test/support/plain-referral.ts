import type { NewReferral } from '../../src/store/referral-store';

/** A referral recorded by a command, with nothing said besides: the rest of it is who, to whom and when. */
export const PLAIN = {
  prospectId: null,
  note: null,
  warmth: null,
  private: false,
  source: 'command',
  permalink: null,
} as const satisfies Partial<NewReferral>;
