// Blocks: https://docs.slack.dev/reference/block-kit/blocks
import { objectAt, objectsAt, stringAt, type JsonObject } from '../json';
import { actionsElements, image, inputElements, sectionAccessories } from './elements';
import * as objects from './objects';
import { richText } from './rich-text';
import { anything, byType, flag, integer, list, may, must, oneOf, shape, text, url } from './rules';
import type { Report, Rule } from './rules';

const common = { type: must(anything), block_id: may(objects.identifier) };

/** `action_id` need only differ within its block: every row of a list may carry the same one. */
function distinctActions(value: JsonObject, pointer: string, report: Report): void {
  const ids = objectsAt(value, 'elements').flatMap((each) => stringAt(each, 'action_id') ?? []);
  const repeated = ids.find((id, index) => ids.indexOf(id) !== index);
  if (repeated !== undefined) report(`\`action_id\` "${repeated}" already exists in this block`, `${pointer}/elements`);
}

const section = shape(
  {
    ...common,
    text: may(objects.anyText(3000)),
    fields: may(list(objects.anyText(2000), { min: 1, max: 10 })),
    accessory: may(byType(sectionAccessories)),
    expand: may(flag),
  },
  (value, pointer, report) => {
    if (value['text'] === undefined && value['fields'] === undefined) {
      report('missing required field: text or fields', pointer);
    }
  },
);

const input = shape(
  {
    ...common,
    label: must(objects.plainText(2000)),
    element: must(byType(inputElements)),
    hint: may(objects.plainText(2000)),
    optional: may(flag),
    dispatch_action: may(flag),
  },
  (value, pointer, report) => {
    const element = objectAt(value, 'element');
    if (element?.['dispatch_action_config'] !== undefined && value['dispatch_action'] !== true) {
      report('dispatch_action_config needs dispatch_action', `${pointer}/element`);
    }
  },
);

const imageBlock = shape(
  {
    ...common,
    image_url: may(url()),
    slack_file: may(objects.slackFile),
    alt_text: must(text({ max: 2000 })),
    title: may(objects.plainText(2000)),
  },
  (value, pointer, report) => {
    if ((value['image_url'] === undefined) === (value['slack_file'] === undefined)) {
      report('exactly one of image_url or slack_file', pointer);
    }
  },
);

const contextText = {
  plain_text: objects.plainText(3000),
  mrkdwn: objects.mrkdwn(3000),
};

const tableCell = byType({
  raw_text: shape({ type: must(anything), text: must(text({ max: 3000 })) }),
  raw_number: shape({ type: must(anything), value: must(anything), text: may(text({ max: 3000 })) }),
  rich_text: richText,
});

const everywhere: Record<string, Rule> = {
  actions: shape({ ...common, elements: must(list(byType(actionsElements), { min: 1, max: 25 })) }, distinctActions),
  context: shape({ ...common, elements: must(list(byType({ ...contextText, image }), { min: 1, max: 10 })) }),
  divider: shape(common),
  header: shape({ ...common, text: must(objects.plainText(150)), level: may(integer(1, 4)) }),
  image: imageBlock,
  input,
  rich_text: richText,
  section,
  video: shape({
    ...common,
    alt_text: must(text({ max: 2000 })),
    title: must(objects.plainText(199)),
    thumbnail_url: must(url()),
    video_url: must(url()),
    author_name: may(text({ max: 49 })),
    description: may(objects.plainText(200)),
    provider_icon_url: may(url()),
    provider_name: may(text({ max: 200 })),
    title_url: may(url()),
  }),
};

const table = shape({
  ...common,
  rows: must(list(list(tableCell, { min: 1, max: 20 }), { min: 1, max: 100 })),
  column_settings: may(
    list(shape({ align: may(oneOf('left', 'center', 'right')), is_wrapped: may(flag) }), { max: 20 }),
  ),
});

const feedbackButton = shape({
  text: must(objects.plainText(75)),
  value: must(text({ max: 2000 })),
  accessibility_label: may(text({ max: 75 })),
});

const inMessages: Record<string, Rule> = {
  ...everywhere,
  table,
  markdown: shape({ ...common, text: must(text({ max: 12_000 })) }),
  context_actions: shape(
    {
      ...common,
      elements: must(
        list(
          byType({
            feedback_buttons: shape({
              type: must(anything),
              action_id: may(objects.identifier),
              positive_button: must(feedbackButton),
              negative_button: must(feedbackButton),
            }),
            icon_button: shape({
              type: must(anything),
              action_id: may(objects.identifier),
              icon: must(oneOf('trash')),
              text: must(objects.plainText(75)),
              value: may(text({ max: 2000 })),
              confirm: may(objects.confirm),
              accessibility_label: may(text({ max: 75 })),
              visible_to_user_ids: may(list(objects.userId, { max: 100 })),
            }),
          }),
          { min: 1, max: 5 },
        ),
      ),
    },
    distinctActions,
  ),
};

export const messageBlock: Rule = byType(inMessages);
export const modalBlock: Rule = byType(everywhere);
export const homeBlock: Rule = byType({ ...everywhere, table });
