import { filesAskedFor } from '../files-asked-for';
import { copyOf } from './copy';
import { aboveCopy, notSent } from './views';

export const COPY = 'privacy-copy';

/** To whoever asked for it: what is held on them, in one file. */
export const copyMessages = filesAskedFor({
  kind: COPY,
  async make({ db, workspaceId }, { recipientId }, _zone, day) {
    const copy = await copyOf(db, workspaceId, recipientId!);
    const content = Buffer.from(`${JSON.stringify(copy, null, 2)}\n`);
    return { text: aboveCopy, files: [{ name: `goodturn-about-me-${day}.json`, content }] };
  },
  notSent,
});
