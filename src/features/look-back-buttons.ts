import type { Button } from '@slack/types';
import { clip } from '../domain/user-text';
import { button } from '../slack/blocks';

/** Looking back on what one gave and received: offered in several places. */
export const lookBackIds = {
  /** walks through what the presser gave one member; value: their id. Handled by the review feature. */
  review: 'review.open',
  /** the presser's own track record; no value. Handled by the balance feature. */
  trackRecord: 'balance.open',
} as const;

/** `name`: plain text */
export function reviewButton(userId: string, name: string): Button {
  return button('Review', lookBackIds.review, userId, { about: `Review what you gave ${clip(name, 40)}` });
}

export const trackRecordButton = (): Button => button('My track record', lookBackIds.trackRecord, 'own');
