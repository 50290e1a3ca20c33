import type { webApi } from '@slack/bolt';
import type { Message } from './blocks';
import { failureOf, NoAnswer } from './failures';

/** Sending the bytes of one file ends well before a claim does. */
const UPLOAD_TIMEOUT_MS = 8_000;

export interface File {
  /** as it is saved: `goodturn-ledger-2026-11-24.csv` */
  name: string;
  content: Buffer;
}

/** A message that hands over files; its text is markup, without blocks. */
export interface FilesMessage extends Pick<Message, 'text'> {
  files: readonly File[];
}

/**
 * Gives Slack the bytes. Nobody sees them before they are shared, and what never is, is forgotten: it may be repeated.
 *
 * @returns the ids that Slack gave the files
 * @throws the client's errors, and NoAnswer when the bytes did not arrive
 */
export async function uploadFiles(client: webApi.WebClient, files: readonly File[]): Promise<string[]> {
  return Promise.all(
    files.map(async ({ name, content }) => {
      const place = await client.files.getUploadURLExternal({ filename: name, length: content.length });
      await sendBytes(place.upload_url!, content);
      return place.file_id!;
    }),
  );
}

async function sendBytes(url: string, content: Buffer): Promise<void> {
  let status: number;
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: new Uint8Array(content),
      signal: AbortSignal.timeout(UPLOAD_TIMEOUT_MS),
    });
    await answer.arrayBuffer();
    status = answer.status;
  } catch (error) {
    // what was thrown names the address, which is as good as a password
    throw new NoAnswer(`upload: ${error instanceof Error ? error.name : 'no answer'}`);
  }
  if (status !== 200) throw new NoAnswer(`upload: HTTP ${status}`);
}

/**
 * Gives Slack a picture that is shared with nobody: only who sees a block that names it sees it. Slack may take a moment
 * until it can be named.
 *
 * @param note keeps its id, before Slack is told to keep the picture
 * @throws the client's errors, and NoAnswer when the bytes did not arrive
 */
export async function keepPicture(
  client: webApi.WebClient,
  { name, content }: File,
  note: (fileId: string) => Promise<void>,
): Promise<string> {
  const place = await client.files.getUploadURLExternal({ filename: name, length: content.length });
  const id = place.file_id!;
  await note(id);
  await sendBytes(place.upload_url!, content);
  // the hint lets Slack show it before it has looked at it closely
  await client.files.completeUploadExternal({ files: [{ id, title: name, highlight_type: 'png' }] });
  return id;
}

/** Why a picture cannot be deleted, now or ever: it is gone already, or is not for the app to delete. */
const NOT_DELETED = ['file_not_found', 'file_deleted', 'cant_delete_file', 'missing_scope'];

/** Takes a picture back from Slack, where Slack lets it. */
export async function deletePicture(client: webApi.WebClient, fileId: string): Promise<void> {
  try {
    await client.files.delete({ file: fileId });
  } catch (error) {
    const failure = failureOf(error);
    if (failure.kind !== 'refused' || !NOT_DELETED.includes(failure.code)) throw error;
  }
}

/** Shows uploaded files in a conversation, all in one message: the moment from which on they are sent. */
export async function shareFiles(
  client: webApi.WebClient,
  channelId: string,
  { text, files }: FilesMessage,
  ids: readonly string[],
): Promise<void> {
  const [first, ...others] = ids.map((id, at) => ({ id, title: files[at]!.name }));
  await client.files.completeUploadExternal({
    channel_id: channelId,
    initial_comment: text,
    files: [first!, ...others],
  });
}
