import type { Button, KnownBlock } from '@slack/types';
import { actions } from '../slack/blocks';

/** The buttons that take the place of a `Change`. */
export interface Changed {
  referralId: string;
  /** the action of `Change` */
  change: string;
  answers: Button[];
}

/**
 * A message's blocks with the answers to one referral in place of its `Change`, all else as it is.
 *
 * @returns null where the blocks hold no `Change` for it
 */
export function answersInPlace(blocks: KnownBlock[], { referralId, change, answers }: Changed): KnownBlock[] | null {
  const isChange = (element: object) =>
    'action_id' in element && element.action_id === change && 'value' in element && element.value === referralId;
  let found = false;
  const changed = blocks.flatMap((block): KnownBlock[] => {
    if (block.type === 'section' && block.accessory && isChange(block.accessory)) {
      found = true;
      const { accessory: _change, ...rest } = block;
      return [rest, actions(...answers)];
    }
    if (block.type === 'actions' && block.elements.some(isChange)) {
      found = true;
      return [{ ...block, elements: [...answers, ...block.elements.filter((element) => !isChange(element))] }];
    }
    return [block];
  });
  return found ? changed : null;
}
