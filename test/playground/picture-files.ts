import { crc32, deflateSync } from 'node:zlib';
import type { WebClient } from '@slack/web-api';
import { StoredFile } from '../../playground/server/files';
import type { Workspace } from '../../playground/server/workspace';

/** A black picture of so many pixels. */
export function png(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    check.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, check]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // a bit for each pixel; each row begins with the number of its filter
  head.writeUInt8(1, 8);
  const rows = Buffer.alloc(height * (1 + Math.ceil(width / 8)));
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  const rest = [chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([signature, ...rest]);
}

export const PNG = png(1, 1);

/** Uploads a file as an app does; without completing it, Slack throws it away. */
export async function upload(client: WebClient, filename: string, content: Buffer = PNG): Promise<string> {
  const place = await client.files.getUploadURLExternal({ filename, length: content.length });
  await fetch(place.upload_url!, { method: 'POST', body: new Uint8Array(content) });
  return place.file_id!;
}

/** An uploaded file that only the app knows of. */
export async function privateFile(client: WebClient, filename: string, content?: Buffer): Promise<string> {
  const id = await upload(client, filename, content);
  await client.files.completeUploadExternal({ files: [{ id }] });
  return id;
}

/** The same without an app. */
export function putFile(workspace: Workspace, name: string, content: Buffer = PNG): StoredFile {
  const file = new StoredFile(workspace, name, content.length);
  file.content = content;
  file.completed = true;
  workspace.slack.files.set(file.id, file);
  return file;
}
