import type { ServerResponse } from 'node:http';
import { fileIdIn, slackFileIds } from '../server/block-kit/slack-files';
import { objectAt, type JsonObject } from '../server/json';
import type { Person } from '../server/people/person';
import { AT } from './contract';
import { answer } from './door';
import { canOpen, messagesIn } from './places';
import { Problem } from './problem';

const SHOWN_IN_PLACE = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);

/** Where a person gets a file that they are shown. */
export const fileUrl = (id: string, person: Person): string =>
  `${AT.files}${encodeURIComponent(id)}?as=${encodeURIComponent(person.id)}`;

/** Hands out what this person is shown; pictures to look at, all else to keep. @throws {Problem} */
export function answerFile(person: Person | undefined, id: string, response: ServerResponse): void {
  const file = person?.workspace.slack.files.get(id);
  if (person === undefined || file?.content === undefined || !isShown(person, id)) {
    throw new Problem('That file is not here any more.', 404);
  }
  const { mimetype } = file;
  const disposition = SHOWN_IN_PLACE.has(mimetype) ? 'inline' : 'attachment';
  const headers = {
    'content-type': mimetype === 'text/plain' || mimetype === 'text/csv' ? `${mimetype}; charset=utf-8` : mimetype,
    'content-length': String(file.content.length),
    'content-disposition': `${disposition}; ${named(file.name)}`,
  };
  answer(response, 200, headers, file.content);
}

function isShown(person: Person, id: string): boolean {
  const { channels } = person.workspace;
  const messages = channels.filter((each) => canOpen(person, each)).flatMap((each) => messagesIn(person, each));
  const views = [...person.modalStack, ...(person.homeView ? [person.homeView] : [])];
  return (
    messages.some(({ files }) => files.some((file) => file.id === id)) ||
    [...messages, ...views].some(({ blocks }) => slackFileIds(blocks).includes(id))
  );
}

/** A name of any characters in a header: https://www.rfc-editor.org/rfc/rfc6266#section-4.3 */
function named(name: string): string {
  // half a surrogate pair has no encoding
  const whole = Buffer.from(name, 'utf8').toString('utf8');
  const plain = whole.replaceAll(/[^\w .()-]/g, '_');
  const encoded = encodeURIComponent(whole).replaceAll(/['()*]/g, (each) => `%${each.charCodeAt(0).toString(16)}`);
  return `filename="${plain}"; filename*=UTF-8''${encoded}`;
}

/**
 * Pictures of the app's own point at the file here, so that the page has one way to show a picture. One that was deleted
 * stays a `slack_file`.
 */
export function withPictures<T>(value: T, person: Person): T {
  return slackFileIds(value).length > 0 ? (rewritten(value, person) as T) : value;
}

function rewritten(value: unknown, person: Person): unknown {
  if (Array.isArray(value)) return value.map((each) => rewritten(each, person));
  if (typeof value !== 'object' || value === null) return value;
  const { slack_file: _, ...rest } = value as JsonObject;
  const id = fileIdIn(objectAt(value as JsonObject, 'slack_file'));
  const file = id === undefined ? undefined : person.workspace.slack.files.get(id);
  if (file?.content !== undefined) return { ...rest, image_url: fileUrl(file.id, person) };
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, rewritten(each, person)]));
}
