// https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
import type { ReactNode } from 'react';
import { objectAt, objectsAt, stringAt } from '../../server/json';
import type { Json } from '../../page/contract';
import { zoneOf } from '../places';
import { useSight } from '../sight';
import { safeHref } from './links';
import { ChannelName, Mention, PersonMention } from './mention';
import { Emoji, Link } from './mrkdwn';

export function RichText({ block }: { block: Json }) {
  return (
    <div className="block-rich" dir="auto">
      {objectsAt(block, 'elements').map((part, index) => (
        <RichPart key={index} part={part} />
      ))}
    </div>
  );
}

function RichPart({ part }: { part: Json }) {
  switch (part['type']) {
    case 'rich_text_list':
      return <RichList part={part} />;
    case 'rich_text_preformatted':
      return (
        <pre className="block-pre-frame">
          <code className="block-pre">
            <RichInlines of={part} />
          </code>
        </pre>
      );
    case 'rich_text_quote':
      return (
        <blockquote className="block-quote">
          <RichInlines of={part} />
        </blockquote>
      );
    default:
      return (
        <div className="block-rich-section">
          <RichInlines of={part} />
        </div>
      );
  }
}

const BULLETS = ['disc', 'circle', 'square'];
const NUMBERS = ['decimal', 'lower-alpha', 'lower-roman'];

function RichList({ part }: { part: Json }) {
  const indent = typeof part['indent'] === 'number' ? part['indent'] : 0;
  const isOrdered = part['style'] === 'ordered';
  const items = objectsAt(part, 'elements').map((item, index) => (
    <li key={index}>
      <RichInlines of={item} />
    </li>
  ));
  const look = {
    className: 'block-rich-list',
    style: {
      marginInlineStart: `${indent * 1.5}rem`,
      listStyleType: (isOrdered ? NUMBERS : BULLETS)[indent % 3],
    },
  };
  if (!isOrdered) return <ul {...look}>{items}</ul>;
  return (
    <ol {...look} start={typeof part['offset'] === 'number' ? part['offset'] + 1 : 1}>
      {items}
    </ol>
  );
}

export function RichInlines({ of }: { of: Json }) {
  return objectsAt(of, 'elements').map((node, index) => (
    <Styled key={index} style={objectAt(node, 'style')}>
      <RichInline node={node} />
    </Styled>
  ));
}

function Styled({ style, children }: { style: Json | undefined; children: ReactNode }) {
  let drawn = children;
  if (style?.['code'] === true) drawn = <code className="block-code">{drawn}</code>;
  if (style?.['bold'] === true) drawn = <strong>{drawn}</strong>;
  if (style?.['italic'] === true) drawn = <em>{drawn}</em>;
  if (style?.['strike'] === true) drawn = <s>{drawn}</s>;
  if (style?.['underline'] === true) drawn = <u>{drawn}</u>;
  if (style?.['highlight'] === true || style?.['client_highlight'] === true)
    drawn = <mark className="block-mark">{drawn}</mark>;
  return drawn;
}

function RichInline({ node }: { node: Json }): ReactNode {
  const text = stringAt(node, 'text');
  switch (node['type']) {
    case 'text':
      return text ?? '';
    case 'link': {
      const url = stringAt(node, 'url') ?? '';
      const href = safeHref(url);
      return href === null ? (text ?? url) : <Link href={href}>{text ?? url}</Link>;
    }
    case 'emoji':
      return <RichEmoji name={stringAt(node, 'name') ?? ''} codes={stringAt(node, 'unicode')} />;
    case 'user':
      return <PersonMention id={stringAt(node, 'user_id') ?? ''} label={null} />;
    case 'channel':
      return <ChannelName id={stringAt(node, 'channel_id') ?? ''} label={null} />;
    case 'usergroup':
      return <Mention>@group</Mention>;
    case 'broadcast':
      return <Mention>@{stringAt(node, 'range')}</Mention>;
    case 'date':
      return <RichDate node={node} />;
    case 'color':
      return <Colour value={stringAt(node, 'value') ?? ''} />;
    default:
      return text ?? stringAt(node, 'fallback') ?? '';
  }
}

/** @param codes `1f64f-1f3fc`, where the name is one that only Slack knows */
function RichEmoji({ name, codes }: { name: string; codes: string | undefined }) {
  if (codes !== undefined && /^[0-9a-f]{2,5}(?:-[0-9a-f]{2,5})*$/i.test(codes)) {
    return String.fromCodePoint(...codes.split('-').map((code) => Number.parseInt(code, 16)));
  }
  return <Emoji name={name} />;
}

/** In the reader's own zone. */
function RichDate({ node }: { node: Json }) {
  const timeZone = zoneOf(useSight());
  const seconds = typeof node['timestamp'] === 'number' ? node['timestamp'] : 0;
  const words = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeStyle: 'short', timeZone }).format(
    seconds * 1000,
  );
  const href = safeHref(stringAt(node, 'url') ?? '');
  const time = <time dateTime={new Date(seconds * 1000).toISOString()}>{stringAt(node, 'fallback') ?? words}</time>;
  return href === null ? time : <Link href={href}>{time}</Link>;
}

function Colour({ value }: { value: string }) {
  const isColour = /^#[0-9a-f]{3,8}$/i.test(value);
  return (
    <span className="block-colour">
      {isColour && <span className="block-colour-sample" style={{ backgroundColor: value }} aria-hidden="true" />}
      {value}
    </span>
  );
}
