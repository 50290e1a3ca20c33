import type { Feature } from '../feature';
import { openIds } from '../home-buttons';
import { needIds } from '../need-buttons';
import { needCheckSwitch } from '../need-check-switch';
import { onSwitch } from '../prompt-switch';
import { onNeeds, onOpenBoard, onTurn } from './board';
import { dueNeedChecks } from './check';
import { needCheck } from './check-message';
import { checkIds } from './check-views';
import { onHelp, onTurnOf } from './own-need';
import { onEdit, onEditSubmit, onNeed, onOpenForm, onSubmit } from './state';
import { boardIds, formIds } from './views';

/** What people are looking for: stated in a line, seen by everybody, found, or asked about after a while. */
export const needs: Feature = {
  name: 'needs',
  commands: { need: onNeed, needs: onNeeds },
  actions: {
    [needIds.openForm]: onOpenForm,
    [needIds.help]: onHelp,
    [needIds.edit]: onEdit,
    [needIds.found]: onTurnOf('found'),
    [needIds.withdraw]: onTurnOf('withdrawn'),
    [needIds.reopen]: onTurnOf('reopened'),
    [openIds.board]: onOpenBoard,
    [boardIds.later]: onTurn,
    [boardIds.earlier]: onTurn,
    [checkIds.still]: onTurnOf('stillLooking'),
    [checkIds.rest]: onTurnOf('resting'),
    [checkIds.stop]: onSwitch(needCheckSwitch, true),
    [checkIds.resume]: onSwitch(needCheckSwitch, false),
  },
  submissions: { [formIds.state]: onSubmit, [formIds.edit]: onEditSubmit },
  messages: [needCheck],
  due: [dueNeedChecks],
};
