import { isObject, objectAt, objectsAt, stringAt, type JsonObject } from '../json';
import { homeBlock, messageBlock, modalBlock } from './blocks';
import { identifier, plainText } from './objects';
import { anything, asSlackSaysIt, byType, flag, list, may, must, problemsOf, shape, text } from './rules';
import type { Report } from './rules';

/** Seen on real Slack as `msg_blocks_too_long`; the figure is the project's own measurement. */
export const MESSAGE_BLOCKS_LIMIT = 13_000;
export const VIEW_BYTES_LIMIT = 250_000;

/** What Slack says against the blocks of a message; empty when it takes them. */
export function messageProblems(blocks: unknown): string[] {
  const rule = list(messageBlock, { max: 50 });
  const problems = problemsOf(rule, blocks, '/blocks').map(asSlackSaysIt);
  if (problems.length > 0) return problems;
  const together = wholeProblems({ blocks });
  const tables = objectsAt({ blocks }, 'blocks').filter((block) => block['type'] === 'table').length;
  if (tables > 1) together.push('[ERROR] only one table block is allowed [json-pointer:/blocks]');
  return together;
}

const viewFields = {
  type: must(anything),
  blocks: must(anything),
  callback_id: may(identifier),
  private_metadata: may(text({ min: 0, max: 3000 })),
  external_id: may(identifier),
};

function viewRule(kind: 'modal' | 'home') {
  const blocks = must(list(kind === 'modal' ? modalBlock : homeBlock, { max: 100 }));
  if (kind === 'home') return shape({ ...viewFields, blocks });
  return shape(
    {
      ...viewFields,
      blocks,
      title: must(plainText(24)),
      submit: may(plainText(24)),
      close: may(plainText(24)),
      clear_on_close: may(flag),
      notify_on_close: may(flag),
      submit_disabled: may(flag),
    },
    (view, pointer, report) => {
      const hasInput = objectsAt(view, 'blocks').some((block) => block['type'] === 'input');
      if (hasInput && view['submit'] === undefined) {
        report('missing required field: submit (a view with input blocks needs one)', pointer);
      }
      onlyOneFocus(view, pointer, report);
    },
  );
}

function onlyOneFocus(view: JsonObject, pointer: string, report: Report): void {
  const focused = objectsAt(view, 'blocks')
    .flatMap(elementsOf)
    .filter((element) => element['focus_on_load'] === true);
  if (focused.length > 1) report('only one element may have focus_on_load', `${pointer}/blocks`);
}

/** What Slack says against a view; `kinds` are those that the method takes. */
export function viewProblems(view: unknown, kinds: ('modal' | 'home')[]): string[] {
  const rules = Object.fromEntries(kinds.map((kind) => [kind, viewRule(kind)]));
  const problems = problemsOf(byType(rules), view, '/view').map(asSlackSaysIt);
  if (problems.length > 0 || !isObject(view)) return problems;
  return wholeProblems(view, '/view');
}

function wholeProblems(holder: JsonObject, pointer = ''): string[] {
  const ids = objectsAt(holder, 'blocks').flatMap((block) => stringAt(block, 'block_id') ?? []);
  const repeated = ids.find((id, index) => ids.indexOf(id) !== index);
  if (repeated === undefined) return [];
  return [`[ERROR] \`block_id\` "${repeated}" already exists [json-pointer:${pointer}/blocks]`];
}

/** The interactive elements of a block, wherever that block keeps them. */
export function elementsOf(block: JsonObject): JsonObject[] {
  if (block['type'] === 'rich_text' || block['type'] === 'context') return [];
  const single = [objectAt(block, 'accessory'), objectAt(block, 'element')].filter((each) => each !== undefined);
  return [...single, ...objectsAt(block, 'elements')];
}
