import type { Button } from '@slack/types';
import { button } from '../slack/blocks';

/** Keeps a referral out of the digest, by its receiver; value: its id. Handled by the give feature. */
export const keepPrivateId = 'give.referral.keep_private';

/** @param about tells a screen reader which one it is for, where there are several */
export const keepPrivateButton = (referralId: string, about?: string): Button =>
  button('Keep it private', keepPrivateId, referralId, { about });
