import { Fragment, type ReactNode } from 'react';
import { ChannelName, Mention, PersonMention } from './mention';
import { emojiOf, emojiWords } from './emoji';
import { emojiAt, parseMrkdwn, type Inline, type Line, type Part } from './mrkdwn-parse';

/**
 * Text in Slack's markup. Nothing in it becomes HTML.
 *
 * @param inline where it stands among words: quotes and code blocks are no paragraphs then
 */
export function Mrkdwn({ text, inline = false }: { text: string; inline?: boolean }) {
  const parts = parseMrkdwn(text);
  const drawn = parts.map((part, index) => <PartOf key={index} part={part} inline={inline} />);
  if (inline) {
    return (
      <span className="block-mrkdwn" dir="auto">
        {drawn}
      </span>
    );
  }
  return (
    <div className="block-mrkdwn" dir="auto">
      {drawn}
    </div>
  );
}

/** Text without markup: emoji alone are drawn. */
export function Plain({ text, emoji = true }: { text: string; emoji?: boolean }) {
  return <bdi className="block-plain">{emoji ? withEmoji(text) : text}</bdi>;
}

function withEmoji(text: string): ReactNode[] {
  const drawn: ReactNode[] = [];
  let textFrom = 0;
  for (let at = text.indexOf(':'); at >= 0; at = text.indexOf(':', at)) {
    const found = emojiAt(text, at);
    if (found === null) {
      at += 1;
      continue;
    }
    drawn.push(text.slice(textFrom, at), <Emoji key={at} name={found.name} />);
    at += found.length;
    textFrom = at;
  }
  return [...drawn, text.slice(textFrom)];
}

/** One that is not known is shown by its name. */
export function Emoji({ name }: { name: string }) {
  const character = emojiOf(name);
  if (character === null) return `:${name}:`;
  return (
    <span className="block-emoji" title={emojiWords(name)}>
      {character}
    </span>
  );
}

function PartOf({ part, inline }: { part: Part; inline: boolean }) {
  switch (part.kind) {
    case 'pre': {
      const code = (
        <code className="block-pre">
          <Inlines nodes={part.children} />
        </code>
      );
      return inline ? code : <pre className="block-pre-frame">{code}</pre>;
    }
    case 'quote':
      return inline ? (
        <span className="block-quote">
          <Lines lines={part.lines} />
        </span>
      ) : (
        <blockquote className="block-quote">
          <Lines lines={part.lines} />
        </blockquote>
      );
    case 'lines':
      return <Lines lines={part.lines} />;
  }
}

function Lines({ lines }: { lines: Line[] }) {
  return lines.map(({ isItem, children }, index) => {
    const drawn = <Inlines nodes={children} />;
    // an item is a box of its own, so that its second line is indented, and needs no break before or after it
    if (isItem) {
      return (
        <span key={index} className="block-item">
          {drawn}
        </span>
      );
    }
    const breaks = index > 0 && !lines[index - 1]?.isItem;
    return (
      <Fragment key={index}>
        {breaks && <br />}
        {drawn}
      </Fragment>
    );
  });
}

function Inlines({ nodes }: { nodes: Inline[] }) {
  return nodes.map((node, index) => <InlineOf key={index} node={node} />);
}

function InlineOf({ node }: { node: Inline }): ReactNode {
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'emoji':
      return <Emoji name={node.name} />;
    case 'bold':
      return (
        <strong>
          <Inlines nodes={node.children} />
        </strong>
      );
    case 'italic':
      return (
        <em>
          <Inlines nodes={node.children} />
        </em>
      );
    case 'strike':
      return (
        <s>
          <Inlines nodes={node.children} />
        </s>
      );
    case 'code':
      return (
        <code className="block-code">
          <Inlines nodes={node.children} />
        </code>
      );
    case 'link':
      return <Link href={node.href}>{withEmoji(node.label)}</Link>;
    case 'user':
      return <PersonMention id={node.id} label={node.label} />;
    case 'channel':
      return <ChannelName id={node.id} label={node.label} />;
    case 'range':
      return <Mention>{node.label}</Mention>;
  }
}

/** @param href one that `safeHref` let through */
export function Link({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a className="block-link" href={href} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}
