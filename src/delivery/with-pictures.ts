import type { KnownBlock } from '@slack/types';
import type { Message } from '../slack/blocks';
import type { Delivery } from '../store/delivery-store';

/** Why a message with a picture was put off. */
export const PICTURE_NOT_READY = 'its picture cannot be shown yet';
/** So often it is tried with its picture. */
const MOST_TRIES = 3;

const showsFile = (block: KnownBlock): boolean => block.type === 'image' && 'slack_file' in block;

export const hasPicture = ({ blocks }: Pick<Message, 'blocks'>): boolean => blocks.some(showsFile);

/** Whether Slack could not show its picture for so long that the message goes without it. */
export const goesWithoutPicture = ({ problem, attempts }: Pick<Delivery, 'problem' | 'attempts'>): boolean =>
  problem === PICTURE_NOT_READY && attempts > MOST_TRIES;
