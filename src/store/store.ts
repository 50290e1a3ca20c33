import { askStore } from './ask-store';
import type { Client } from './client';
import { conversationStore } from './conversation-store';
import { deliveryStore } from './delivery-store';
import { deliveryWorkStore } from './delivery-work-store';
import { digestStore } from './digest-store';
import { draftStore } from './draft-store';
import { followUpStore } from './follow-up-store';
import { ledgerStore } from './ledger-store';
import { memberStore } from './member-store';
import { needStore } from './need-store';
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
    followUps: followUpStore(db),
    thanks: thanksStore(db),
    needs: needStore(db),
    conversations: conversationStore(db),
    ledger: ledgerStore(db),
    digests: digestStore(db),
    reactions: reactionStore(db),
    deliveries: { ...deliveryStore(db), ...deliveryWorkStore(db) },
    drafts: draftStore(db),
    asks: askStore(db),
  };
}
