import { randomBytes } from 'node:crypto';
import { isObject, type JsonObject } from '../json';

/** Slack names what the app left unnamed: every block and every element that a person can use. */
export function withIds(blocks: readonly JsonObject[]): JsonObject[] {
  return blocks.map((block) => {
    const named: JsonObject = { ...block, block_id: block['block_id'] ?? freshId() };
    if (block['type'] === 'rich_text' || block['type'] === 'context') return named;
    for (const place of ['accessory', 'element']) {
      if (isObject(block[place])) named[place] = withActionId(block[place]);
    }
    if (Array.isArray(block['elements'])) {
      named['elements'] = block['elements'].map((each: unknown) => (isObject(each) ? withActionId(each) : each));
    }
    return named;
  });
}

function withActionId(element: JsonObject): JsonObject {
  if (element['type'] === 'image') return element;
  return { ...element, action_id: element['action_id'] ?? freshId() };
}

const freshId = (): string => randomBytes(4).toString('base64url').slice(0, 5);
