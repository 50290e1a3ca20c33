import type { Client } from './client';
import { deliveryStore } from './delivery-store';
import { deliveryWorkStore } from './delivery-work-store';
import { digestStore } from './digest-store';
import { draftStore } from './draft-store';
import { memberStore } from './member-store';
import { reactionStore } from './reaction-store';
import { referralStore } from './referral-store';
import { thanksStore } from './thanks-store';
import { workspaceStore } from './workspace-store';

export type Store = ReturnType<typeof storeOn>;

/** Every noun's store on one connection or transaction. */
export function storeOn(db: Client) {
  return {
    workspaces: workspaceStore(db),
    members: memberStore(db),
    referrals: referralStore(db),
    thanks: thanksStore(db),
    digests: digestStore(db),
    reactions: reactionStore(db),
    deliveries: { ...deliveryStore(db), ...deliveryWorkStore(db) },
    drafts: draftStore(db),
  };
}
