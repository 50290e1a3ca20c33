import { isStandIn } from '../domain/stand-in';
import type { Delivery } from '../store/delivery-store';

/** Whether a message shows somebody who wants to be forgotten, and is still to be redrawn without them. */
export const showsForgotten = ({ referrals }: Pick<Delivery, 'referrals'>): boolean =>
  referrals.some(({ referralId }) => isStandIn(referralId));
