import type { MessageSight } from '../../page/contract';
import { FileIcon } from '../icons';

/** What was shared with a message: images are shown, everything opens in a window of its own. */
export function Files({ files }: { files: MessageSight['files'] }) {
  if (files.length === 0) return null;
  return (
    <ul className="files" aria-label="Files">
      {files.map(({ id, name, mimetype, size, url }) => (
        <li key={id}>
          <a className="file" href={url} target="_blank" rel="noopener">
            {mimetype.startsWith('image/') ? <img src={url} alt={name} /> : <FileIcon />}
            <span>
              <span className="file-name">{name}</span> <span className="file-size">{sizeInWords(size)}</span>
              <span className="visually-hidden">, opens in a new tab</span>
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}

/** "640 bytes", "14 kB", "2.3 MB" */
function sizeInWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
