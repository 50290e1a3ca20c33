import type { Feature } from '../feature';
import { openIds } from '../home-buttons';
import { onAsksOff, onAsksOn, onChange, onHappyTo, onNoThanks, onNotYet } from './answers';
import { onMet, onWithdraw } from './asker';
import { onAskCommand } from './command';
import { dueRest } from './due';
import { onAskSubmitted, onOpenForm, onWhomChosen } from './form';
import { askFormIds } from './form-views';
import { askMessages } from './messages';
import { onNotYetSubmitted } from './not-yet';
import { onChooseMember, onNoneOfThese } from './typed-names';
import { askIds } from './views';

/** Asking one member for a referral or an introduction; they may decline, and say what would change their mind. */
export const asks: Feature = {
  name: 'asks',
  commands: { ask: onAskCommand },
  actions: {
    [openIds.ask]: onOpenForm,
    [askFormIds.choose]: onWhomChosen,
    [askIds.chooseMember]: onChooseMember,
    [askIds.noneOfThese]: onNoneOfThese,
    [askIds.happyTo]: onHappyTo,
    [askIds.notYet]: onNotYet,
    [askIds.noThanks]: onNoThanks,
    [askIds.change]: onChange,
    [askIds.off]: onAsksOff,
    [askIds.on]: onAsksOn,
    [askIds.met]: onMet,
    [askIds.withdraw]: onWithdraw,
  },
  submissions: { [askFormIds.ask]: onAskSubmitted, [askFormIds.notYet]: onNotYetSubmitted },
  messages: askMessages,
  due: [dueRest],
};
