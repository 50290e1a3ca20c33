import type { Button } from '@slack/types';
import { button } from '../slack/blocks';

/** Handled by privacy. */
export const OPEN_PRIVACY = 'privacy.held.open';

/** Shows whoever presses it what is held on them, as `/referral forget me` does. */
export const privacyButton = (): Button =>
  button('What is held about me', OPEN_PRIVACY, 'held', { about: 'What is held about me, and how to erase it' });
