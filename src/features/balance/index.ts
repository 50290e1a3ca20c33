import type { Feature } from '../feature';
import { lookBackIds } from '../look-back-buttons';
import { onBack, onBalance, onDraft, onOpen, onScriptSubmitted, onTurn } from './handlers';
import { balanceIds } from './views';

/** A member's own track record, for their own eyes: it keeps track, and no score. */
export const balance: Feature = {
  name: 'balance',
  commands: { balance: onBalance },
  actions: {
    [lookBackIds.trackRecord]: onOpen,
    [balanceIds.show]: onTurn,
    [balanceIds.older]: onTurn,
    [balanceIds.newer]: onTurn,
    [balanceIds.back]: onBack,
    [balanceIds.draft]: onDraft,
  },
  submissions: { [balanceIds.script]: onScriptSubmitted },
};
