import type { Delivery } from '../store/delivery-store';

/** How far this claim got: what an error leaves open depends on it. */
export interface Attempt {
  post: 'not-begun' | 'begun' | 'fate-unknown';
  /** its conversation was not opened just now, but remembered from an earlier message */
  placeRemembered?: boolean;
  /** it shows a picture, which Slack may take a moment to be able to show */
  hasPicture?: boolean;
}

/** One line of what happened to a delivery. */
export interface Report {
  outcome: 'sent' | 'redrawn' | 'removed' | 'ended' | 'put off' | 'failed';
  delivery: Pick<Delivery, 'id' | 'workspaceId' | 'kind' | 'recipientId' | 'channelId' | 'referrals'>;
  reason?: string;
}
