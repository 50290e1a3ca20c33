import type { Feature } from '../feature';
import { giveFormId } from '../give-form-view';
import { keepPrivateId } from '../keep-private-button';
import { ownReferralIds } from '../own-referral-buttons';
import { onMessageShortcut, onShortcut, onSubmit } from './form-handlers';
import { formIds } from './form-views';
import { onChooseMember, onLeaveIt, onLine, onNoneOfThese, onOpenForm, onOpenFormFor, onRecordAgain } from './handlers';
import { introductionFailedMessage, introductionMessage, onIntroduce, onIntroductionSubmit } from './introduction';
import { referralMessage } from './messages';
import { onEdit, onEditSubmit, onKeepPrivate, onWithdraw } from './own-referral';
import { giveIds } from './views';

/** Giving a referral: by a line, a form or from a message; and what its giver and receiver can do with it afterwards. */
export const give: Feature = {
  name: 'give',
  line: onLine,
  shortcuts: {
    'give.referral.open': onShortcut,
    'give.message.record': onMessageShortcut,
  },
  actions: {
    [ownReferralIds.openForm]: onOpenForm,
    [ownReferralIds.openFormFor]: onOpenFormFor,
    [giveIds.chooseMember]: onChooseMember,
    [giveIds.noneOfThese]: onNoneOfThese,
    [giveIds.recordAgain]: onRecordAgain,
    [giveIds.leaveIt]: onLeaveIt,
    [ownReferralIds.edit]: onEdit,
    [ownReferralIds.withdraw]: onWithdraw,
    [ownReferralIds.introduce]: onIntroduce,
    [keepPrivateId]: onKeepPrivate,
  },
  submissions: {
    [giveFormId]: onSubmit,
    [formIds.edit]: onEditSubmit,
    [formIds.introduce]: onIntroductionSubmit,
  },
  messages: [referralMessage, introductionMessage, introductionFailedMessage],
};
