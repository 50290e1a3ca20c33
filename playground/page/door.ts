import type { IncomingMessage, ServerResponse } from 'node:http';
import { Problem } from './problem';

const OWN_HOST = /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/i;
const LONGEST_BODY = 256 * 1024;

/** On every answer: nothing from elsewhere is loaded, and no other site embeds or reads what is here. */
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
};

/**
 * Turns away what does not come from this computer's own page. Another site can make its name point at 127.0.0.1 (DNS
 * rebinding); the Host header then still says that name.
 *
 * @throws {Problem}
 */
export function refuseStrangers({ headers }: IncomingMessage): void {
  const { host = '', origin } = headers;
  if (!OWN_HOST.test(host)) throw new Problem('This page answers only on the computer that it runs on.', 403);
  if (origin !== undefined && origin.toLowerCase() !== `http://${host.toLowerCase()}`) {
    throw new Problem('This page takes nothing from other sites.', 403);
  }
}

/** The body as text. @throws {Problem} where it is no JSON by its content type, or too long */
export async function readJsonText(request: IncomingMessage): Promise<string> {
  if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) {
    throw new Problem('This page takes JSON and nothing else.', 415);
  }
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    // read on to the end all the same: cut off while it sends, a client would never see why
    if (length <= LONGEST_BODY) chunks.push(chunk);
    else chunks.length = 0;
  }
  if (length > LONGEST_BODY) throw new Problem('That is too long: a request may have up to 256 kB.', 413);
  return Buffer.concat(chunks).toString('utf8');
}

/** Answers in one piece. */
export function answer(
  response: ServerResponse,
  status: number,
  headers: Record<string, string>,
  body: string | Buffer = '',
): void {
  response.writeHead(status, { ...HEADERS, 'cache-control': 'no-store', ...headers }).end(body);
}

/** Begins an answer that goes on. */
export function beginAnswer(response: ServerResponse, contentType: string): void {
  response.writeHead(200, { ...HEADERS, 'cache-control': 'no-store', 'content-type': contentType });
}

export function answerJson(response: ServerResponse, status: number, body: unknown): void {
  answer(response, status, { 'content-type': 'application/json; charset=utf-8' }, JSON.stringify(body));
}

export function answerSentence(response: ServerResponse, status: number, sentence: string): void {
  answer(response, status, { 'content-type': 'text/plain; charset=utf-8' }, `${sentence}\n`);
}
