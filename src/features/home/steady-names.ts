import type { KnownBlock } from '@slack/types';

/** What Slack takes. */
const NAME_MAX = 255;

/** By what can be pressed in it first; null for a block in which nothing can be. */
function nameOf(block: KnownBlock): string | null {
  const pressed = block.type === 'actions' ? block.elements[0] : block.type === 'section' ? block.accessory : undefined;
  if (pressed?.type !== 'button') return null;
  return `${pressed.action_id}/${pressed.value ?? ''}`.slice(0, NAME_MAX);
}

/**
 * Blocks that keep their names as Home is drawn anew, often just while somebody presses: Slack gives those without a
 * name another one each time, and what was pressed is not there any more.
 */
export function withSteadyNames(blocks: readonly KnownBlock[]): KnownBlock[] {
  const taken = new Set<string>();
  return blocks.map((block) => {
    const name = nameOf(block);
    if (name === null || taken.has(name)) return block;
    taken.add(name);
    return { ...block, block_id: name };
  });
}
