import type { Button } from '@slack/types';
import { button } from '../slack/blocks';

/** `My pleasure`: offered wherever thanks are read, handled by the thanks feature. */
export const SAY_PLEASURE = 'thanks.pleasure.say';

/**
 * @param batchId names thanks said together
 * @param receiver plain text
 */
export const pleasureButton = (batchId: string, receiver: string): Button =>
  button('My pleasure', SAY_PLEASURE, batchId, { about: `My pleasure, ${receiver}` });
