import { askStore } from './ask-store';
import { cardStore } from './card-store';
import type { Client } from './client';
import { conversationStore } from './conversation-store';
import { deliveryStore } from './delivery-store';
import { deliveryWorkStore } from './delivery-work-store';
import { digestStore } from './digest-store';
import { draftStore } from './draft-store';
import { erasureStore } from './erasure-store';
import { followUpStore } from './follow-up-store';
import { givenStore } from './given-store';
import { giverNoteStore } from './giver-note-store';
import { homeStore } from './home-store';
import { heldStore } from './held-store';
import { ledgerStore } from './ledger-store';
import { memberStore } from './member-store';
import { needStore } from './need-store';
import { pictureStore } from './picture-store';
import { questionStore } from './question-store';
import { reactionStore } from './reaction-store';
import { referralStore } from './referral-store';
import { retentionStore } from './retention-store';
import { suggestionStore } from './suggestion-store';
import { settingStore } from './setting-store';
import { stepStore } from './step-store';
import { thanksStore } from './thanks-store';
import { trackRecordStore } from './track-record-store';
import { workspaceStore } from './workspace-store';

export type Store = ReturnType<typeof storeOn>;

/** Every noun's store on one connection or transaction. */
export function storeOn(db: Client) {
  return {
    workspaces: workspaceStore(db),
    members: memberStore(db),
    referrals: referralStore(db),
    followUps: followUpStore(db),
    given: givenStore(db),
    giverNotes: giverNoteStore(db),
    questions: questionStore(db),
    trackRecords: trackRecordStore(db),
    thanks: thanksStore(db),
    cards: cardStore(db),
    needs: needStore(db),
    suggestions: suggestionStore(db),
    conversations: conversationStore(db),
    home: homeStore(db),
    ledger: ledgerStore(db),
    digests: digestStore(db),
    pictures: pictureStore(db),
    reactions: reactionStore(db),
    deliveries: { ...deliveryStore(db), ...deliveryWorkStore(db) },
    drafts: draftStore(db),
    asks: askStore(db),
    erasures: erasureStore(db),
    held: heldStore(db),
    retention: retentionStore(db),
    settings: settingStore(db),
    steps: stepStore(db),
  };
}
