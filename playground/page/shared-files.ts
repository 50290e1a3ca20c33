import type { ServerResponse } from 'node:http';
import type { StoredFile } from '../server/files';
import { objectAt, stringAt, type JsonObject } from '../server/json';
import type { World } from '../world/world';
import { AT } from './contract';
import { answer } from './door';
import { Problem } from './problem';

const SHOWN_IN_PLACE = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);

export const fileUrl = (id: string): string => AT.files + encodeURIComponent(id);

export function mimetypeOf(file: StoredFile): string {
  return stringAt(file.toSlack(), 'mimetype') ?? 'application/octet-stream';
}

/** Hands out a file that was uploaded; pictures to look at, all else to keep. @throws {Problem} */
export function answerFile(world: World, id: string, response: ServerResponse): void {
  const file = world.slack.files.get(id);
  if (file?.content === undefined || file.workspace !== world.workspace) {
    throw new Problem('That file is not here any more.', 404);
  }
  const mimetype = mimetypeOf(file);
  const disposition = SHOWN_IN_PLACE.has(mimetype) ? 'inline' : 'attachment';
  const headers = {
    'content-type': mimetype === 'text/plain' || mimetype === 'text/csv' ? `${mimetype}; charset=utf-8` : mimetype,
    'content-length': String(file.content.length),
    'content-disposition': `${disposition}; ${named(file.name)}`,
  };
  answer(response, 200, headers, file.content);
}

/** A name of any characters in a header: https://www.rfc-editor.org/rfc/rfc6266#section-4.3 */
function named(name: string): string {
  // half a surrogate pair has no encoding
  const whole = Buffer.from(name, 'utf8').toString('utf8');
  const plain = whole.replaceAll(/[^\w .()-]/g, '_');
  const encoded = encodeURIComponent(whole).replaceAll(/['()*]/g, (each) => `%${each.charCodeAt(0).toString(16)}`);
  return `filename="${plain}"; filename*=UTF-8''${encoded}`;
}

/** Pictures of the app's own point at the file here, so that the page has one way to show a picture. */
export function withPictures<T>(value: T, world: World): T {
  return JSON.stringify(value)?.includes('"slack_file"') ? (rewritten(value, world) as T) : value;
}

function rewritten(value: unknown, world: World): unknown {
  if (Array.isArray(value)) return value.map((each) => rewritten(each, world));
  if (typeof value !== 'object' || value === null) return value;
  const { slack_file: _, ...rest } = value as JsonObject;
  const id = fileIdIn(value as JsonObject, world);
  if (id !== undefined) return { ...rest, image_url: fileUrl(id) };
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, rewritten(each, world)]));
}

function fileIdIn(image: JsonObject, { slack }: World): string | undefined {
  if (image['type'] !== 'image') return undefined;
  const pointed = objectAt(image, 'slack_file');
  const id = stringAt(pointed, 'id') ?? /\/files\/([^/?#]+)$/.exec(stringAt(pointed, 'url') ?? '')?.[1];
  return id !== undefined && slack.files.has(id) ? id : undefined;
}
