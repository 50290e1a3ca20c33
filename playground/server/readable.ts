import { isObject, objectAt, objectsAt, stringAt, type JsonObject } from './json';

/** All text of the blocks, a line each, as a screen reader would read it; mrkdwn is kept raw. Buttons are not in it. */
export function readableText(blocks: readonly JsonObject[]): string {
  return blocks.flatMap(linesOf).join('\n');
}

/** The text that tells rows apart: what a section itself says. */
export function linesOf(block: JsonObject): string[] {
  switch (block['type']) {
    case 'section':
      return [...words(block['text']), ...objectsAt(block, 'fields').flatMap(words), ...imageText(block)];
    case 'header':
    case 'markdown':
      return words(block['text']);
    case 'context':
      return objectsAt(block, 'elements').flatMap((each) => (each['type'] === 'image' ? altText(each) : words(each)));
    case 'image':
    case 'video':
      return [...words(block['title']), ...altText(block)];
    case 'input':
      return [...words(block['label']), ...words(block['hint'])];
    case 'rich_text':
      return objectsAt(block, 'elements').flatMap(richLines);
    case 'table':
      return tableLines(block);
    default:
      return [];
  }
}

function words(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  const text = isObject(value) ? stringAt(value, 'text') : undefined;
  return text === undefined ? [] : [text];
}

function altText(image: JsonObject): string[] {
  const alt = stringAt(image, 'alt_text');
  return alt === undefined ? [] : [alt];
}

function imageText(block: JsonObject): string[] {
  const accessory = objectAt(block, 'accessory');
  return accessory?.['type'] === 'image' ? altText(accessory) : [];
}

function richLines(part: JsonObject): string[] {
  if (part['type'] === 'rich_text_list') return objectsAt(part, 'elements').map(inlineText);
  return [inlineText(part)];
}

function inlineText(part: JsonObject): string {
  return objectsAt(part, 'elements')
    .map((each) => {
      switch (each['type']) {
        case 'user':
          return `<@${stringAt(each, 'user_id')}>`;
        case 'channel':
          return `<#${stringAt(each, 'channel_id')}>`;
        case 'usergroup':
          return `<!subteam^${stringAt(each, 'usergroup_id')}>`;
        case 'broadcast':
          return `<!${stringAt(each, 'range')}>`;
        case 'emoji':
          return `:${stringAt(each, 'name')}:`;
        case 'link':
          return stringAt(each, 'text') ?? stringAt(each, 'url') ?? '';
        default:
          return stringAt(each, 'text') ?? stringAt(each, 'fallback') ?? '';
      }
    })
    .join('');
}

function tableLines(block: JsonObject): string[] {
  const rows = Array.isArray(block['rows']) ? (block['rows'] as unknown[]) : [];
  return rows.map((row) =>
    (Array.isArray(row) ? row : [])
      .filter(isObject)
      .map((cell) => (cell['type'] === 'rich_text' ? objectsAt(cell, 'elements').flatMap(richLines) : words(cell)))
      .flat()
      .join(' | '),
  );
}
