import { useId, useState } from 'react';
import { createPortal } from 'react-dom';
import { objectAt, stringAt } from '../../server/json';
import type { Json } from '../../page/contract';
import { Dialog } from '../modal/dialog';
import { safeHref, safeImage } from './links';
import { Link } from './mrkdwn';
import { Text } from './text';

interface PictureProps {
  of: Json;
  className: string;
  onEnlarge?(): void;
}

/** A picture, or its words where there is none that can be shown. */
export function Picture({ of, className, onEnlarge }: PictureProps) {
  const source = safeImage(stringAt(of, 'image_url') ?? '');
  const [failed, setFailed] = useState<string | null>(null);
  const isDeleted = objectAt(of, 'slack_file') !== undefined;
  const words = isDeleted ? 'This picture was deleted.' : (stringAt(of, 'alt_text') ?? '');
  if (source === null || failed === source) return <bdi className={`${className} block-picture-words`}>{words}</bdi>;
  const image = <img className={className} src={source} alt={words} loading="lazy" onError={() => setFailed(source)} />;
  if (onEnlarge === undefined) return image;
  return (
    <div className="block-picture-frame">
      {image}
      {/* beside it: what is in a button is no picture any more for a screen reader */}
      <button type="button" className="block-enlarge" aria-label="Enlarge picture" onClick={onEnlarge} />
    </div>
  );
}

export function ImageBlock({ block }: { block: Json }) {
  const title = objectAt(block, 'title');
  const [isLarge, setLarge] = useState(false);
  return (
    <figure className="block-image">
      {title && (
        <figcaption className="block-image-title">
          <Text of={title} />
        </figcaption>
      )}
      <Picture of={block} className="block-picture" onEnlarge={() => setLarge(true)} />
      {isLarge && createPortal(<LargePicture of={block} onClose={() => setLarge(false)} />, document.body)}
    </figure>
  );
}

function LargePicture({ of, onClose }: { of: Json; onClose(): void }) {
  const titleId = useId();
  const title = objectAt(of, 'title');
  return (
    <Dialog className="block-large" labelledBy={titleId} onCancel={onClose}>
      <div className="modal-head">
        <h2 id={titleId} className="modal-title">
          {title ? <Text of={title} /> : 'Picture'}
        </h2>
        <button type="button" className="modal-x" aria-label="Close picture" onClick={onClose}>
          <span aria-hidden="true">×</span>
        </button>
      </div>
      <Picture of={of} className="block-large-picture" />
    </Dialog>
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
