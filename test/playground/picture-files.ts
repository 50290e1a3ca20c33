import type { WebClient } from '@slack/web-api';
import { StoredFile } from '../../playground/server/files';
import type { Workspace } from '../../playground/server/workspace';

/** One pixel. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYPhfDwAChAGAZVxMSwAAAABJRU5ErkJggg==',
  'base64',
);

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
