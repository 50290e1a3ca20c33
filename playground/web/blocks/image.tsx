import { useState } from 'react';
import { objectAt, stringAt } from '../../server/json';
import type { Json } from '../../page/contract';
import { safeHref, safeImage } from './links';
import { Link } from './mrkdwn';
import { Text } from './text';

/** A picture, or its words where there is none that can be shown. */
export function Picture({ of, className }: { of: Json; className: string }) {
  const source = safeImage(stringAt(of, 'image_url') ?? '');
  const [failed, setFailed] = useState<string | null>(null);
  const words = stringAt(of, 'alt_text') ?? '';
  if (source === null || failed === source) return <bdi className={`${className} block-picture-words`}>{words}</bdi>;
  return <img className={className} src={source} alt={words} loading="lazy" onError={() => setFailed(source)} />;
}

export function ImageBlock({ block }: { block: Json }) {
  const title = objectAt(block, 'title');
  return (
    <figure className="block-image">
      {title && (
        <figcaption className="block-image-title">
          <Text of={title} />
        </figcaption>
      )}
      <Picture of={block} className="block-picture" />
    </figure>
  );
}

/** What a video is, and where: nothing is played in the page. */
export function VideoBlock({ block }: { block: Json }) {
  const href = safeHref(stringAt(block, 'title_url') ?? stringAt(block, 'video_url') ?? '');
  const title = <Text of={objectAt(block, 'title')} />;
  const description = objectAt(block, 'description');
  const from = [stringAt(block, 'author_name'), stringAt(block, 'provider_name')].filter((each) => each !== undefined);
  return (
    <figure className="block-image">
      <figcaption>
        <div className="block-image-title">{href === null ? title : <Link href={href}>{title}</Link>}</div>
        {from.length > 0 && <bdi className="block-quiet">{from.join(', ')}</bdi>}
        {description && (
          <div>
            <Text of={description} />
          </div>
        )}
      </figcaption>
      <Picture of={{ image_url: block['thumbnail_url'], alt_text: block['alt_text'] }} className="block-picture" />
    </figure>
  );
}
