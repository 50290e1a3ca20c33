import type { IncomingMessage, ServerResponse } from 'node:http';
import type { StoredFile } from './files';
import { isObject, parseJson } from './json';
import { authorizeRedirect } from './oauth';
import type { SimulatedSlack } from './simulated-slack';
import { receiveUpload } from './uploads';
import { answerApiCall } from './web-api/dispatch';

const SLACK_PATHS = ['/api/', '/response/', '/upload/', '/files/', '/oauth/'];

export function isSlackPath(path: string): boolean {
  return SLACK_PATHS.some((start) => path.startsWith(start));
}

/** Every path that Slack's hosts would answer, on one port. */
export async function answerRequest(
  slack: SimulatedSlack,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', slack.url);
  const end = slack.traffic.begin();
  try {
    const body = await readBody(request);
    if (url.pathname.startsWith('/api/')) {
      await answerApiCall(
        slack,
        { method: url.pathname.slice(5), query: url.searchParams, request, body, response },
        end,
      );
    } else if (url.pathname.startsWith('/response/')) {
      const [id, args] = [url.pathname.slice(10), parseJson(body.toString('utf8'))];
      const answer = slack.responseUrls.receive(id, args);
      response.writeHead(answer.status, { 'content-type': 'text/plain' }).end(answer.body);
      // so that whoever looks at the calls sees these too
      slack.noteCall({
        method: 'response_url',
        args: isObject(args) ? args : {},
        workspaceId: id.split('/')[0],
        status: answer.status,
        answer: answer.status === 200 ? { ok: true } : { ok: false, error: answer.body },
        at: slack.now(),
      });
    } else if (url.pathname.startsWith('/upload/')) {
      await receiveUpload(slack, url.pathname.slice(8), request, body, response, end);
    } else if (url.pathname.startsWith('/files/')) {
      const file = slack.files.get(url.pathname.slice(7));
      if (file?.content === undefined) response.writeHead(404).end();
      else if (!mayRead(file, request)) response.writeHead(403).end();
      else response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(file.content);
    } else if (url.pathname === '/oauth/v2/authorize') {
      const location = authorizeRedirect(slack, url.searchParams);
      if (location === undefined) response.writeHead(400, { 'content-type': 'text/plain' }).end('invalid request');
      else response.writeHead(302, { location }).end();
    } else {
      response.writeHead(404).end();
    }
  } catch (error) {
    // A request cut off by the app; anything else is a bug here and has to be seen.
    if (!request.destroyed || request.complete) {
      response
        .writeHead(500, { 'content-type': 'text/plain' })
        .end(String(error instanceof Error ? error.stack : error));
    }
  } finally {
    end();
  }
}

/** Files are private: their addresses are for whoever has a token that may read them. */
function mayRead({ workspace }: StoredFile, { headers }: IncomingMessage): boolean {
  return headers.authorization === `Bearer ${workspace.botToken}` && workspace.scopes.has('files:read');
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
