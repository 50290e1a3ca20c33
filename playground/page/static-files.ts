import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { answer } from './door';
import { Problem } from './problem';

const compress = promisify(gzip);

/** What there is, by path; nothing a request says becomes part of a file's name. */
const FILES = new Map([
  ['/', { name: 'index.html', type: 'text/html; charset=utf-8' }],
  ['/page.js', { name: 'page.js', type: 'text/javascript; charset=utf-8' }],
  ['/page.css', { name: 'page.css', type: 'text/css; charset=utf-8' }],
]);

interface Packed {
  version: string;
  plain: Buffer;
  zipped: Buffer;
  etag: string;
}

/** The page's own files, each compressed once. */
export class StaticFiles {
  private readonly packed = new Map<string, Promise<Packed>>();

  constructor(private readonly folder: string) {}

  has(path: string): boolean {
    return FILES.has(path);
  }

  async answer(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { name, type } = FILES.get(path)!;
    const { plain, zipped, etag } = await this.load(name);
    const zips = acceptsGzip(request.headers['accept-encoding'] ?? '');
    const headers = { 'cache-control': 'no-cache', etag, vary: 'accept-encoding' };
    if (isCurrent(request.headers['if-none-match'] ?? '', etag)) return answer(response, 304, headers);
    const body = zips ? zipped : plain;
    const content = { 'content-type': type, 'content-length': String(body.length) };
    // no body goes out for HEAD, whatever is written
    answer(response, 200, { ...headers, ...content, ...(zips ? { 'content-encoding': 'gzip' } : {}) }, body);
  }

  private async load(name: string): Promise<Packed> {
    const path = join(this.folder, name);
    const version = await stat(path).then(
      ({ mtimeMs, size }) => `${mtimeMs} ${size}`,
      () => undefined,
    );
    if (version === undefined) {
      throw new Problem('The page has not been built yet: run `npm run build`, then reload.', 404);
    }
    const known = await this.packed.get(name);
    if (known?.version === version) return known;
    const fresh = pack(path, version);
    this.packed.set(name, fresh);
    // what could not be read is tried again
    fresh.catch(() => this.packed.delete(name));
    return fresh;
  }
}

async function pack(path: string, version: string): Promise<Packed> {
  const plain = await readFile(path);
  // weak, as it stands for the compressed and the plain form alike
  const etag = `W/"${createHash('sha256').update(plain).digest('base64url').slice(0, 24)}"`;
  return { version, plain, zipped: await compress(plain, { level: 9 }), etag };
}

function acceptsGzip(header: string): boolean {
  return header.split(',').some((each) => {
    const [coding = '', ...parameters] = each.split(';').map((part) => part.trim().toLowerCase());
    return coding === 'gzip' && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
  });
}

const isCurrent = (header: string, etag: string): boolean =>
  header.split(',').some((each) => each.trim() === etag || each.trim() === '*');
