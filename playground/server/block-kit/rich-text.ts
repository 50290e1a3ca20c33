// https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
import { channelId, identifier, userId } from './objects';
import { anything, byType, flag, integer, list, may, must, oneOf, shape, text, url, type Rule } from './rules';

const style = may(
  shape({
    bold: may(flag),
    italic: may(flag),
    strike: may(flag),
    code: may(flag),
    underline: may(flag),
    highlight: may(flag),
    client_highlight: may(flag),
    unlink: may(flag),
  }),
);
const type = must(anything);

const inline: Rule = byType({
  text: shape({ type, text: must(text({ max: 4000 })), style }),
  link: shape({ type, url: must(url()), text: may(text({ max: 4000 })), unsafe: may(flag), style }),
  user: shape({ type, user_id: must(userId), style }),
  usergroup: shape({ type, usergroup_id: must(identifier), style }),
  channel: shape({ type, channel_id: must(channelId), style }),
  emoji: shape({ type, name: must(identifier), unicode: may(identifier), style }),
  broadcast: shape({ type, range: must(oneOf('here', 'channel', 'everyone')) }),
  date: shape({
    type,
    timestamp: must(integer(0, 9_999_999_999)),
    format: must(text({ max: 255 })),
    url: may(url()),
    fallback: may(text({ max: 255 })),
    style,
  }),
  color: shape({ type, value: must(identifier) }),
});

const section = shape({ type, elements: must(list(inline, { max: 1000 })) });
const border = may(integer(0, 1));

export const richText: Rule = shape({
  type,
  block_id: may(identifier),
  elements: must(
    list(
      byType({
        rich_text_section: section,
        rich_text_list: shape({
          type,
          style: must(oneOf('bullet', 'ordered')),
          elements: must(list(byType({ rich_text_section: section }), { max: 1000 })),
          indent: may(integer(0, 8)),
          offset: may(integer(0, 10_000)),
          border,
        }),
        rich_text_preformatted: shape({
          type,
          elements: must(list(inline, { max: 1000 })),
          border,
          language: may(identifier),
        }),
        rich_text_quote: shape({ type, elements: must(list(inline, { max: 1000 })), border }),
      }),
      { max: 1000 },
    ),
  ),
});
