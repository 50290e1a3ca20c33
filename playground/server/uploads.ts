import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SimulatedSlack } from './simulated-slack';
import { beforehand } from './web-api/dispatch';

/**
 * Raw bytes, or the one file of a multipart form: https://docs.slack.dev/messaging/working-with-files. For faults and in
 * the list of calls it is the method `upload`.
 */
export async function receiveUpload(
  slack: SimulatedSlack,
  id: string,
  request: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
  endTraffic: () => void,
): Promise<void> {
  const file = slack.files.get(id);
  const args = { file: id, bytes: body.length };
  const fault = slack.faults.take('upload', args);
  const note = (status: number | undefined, ok: boolean) =>
    slack.noteCall({
      method: 'upload',
      args,
      workspaceId: file?.workspace.id,
      status,
      answer: { ok },
      at: slack.now(),
    });
  const taken = await beforehand(fault, response);
  if (taken === 'gone' || fault?.kind === 'hang') {
    note(undefined, false);
    endTraffic();
    return;
  }
  const answer = (status: number, text: string) => {
    note(status, status === 200);
    response.writeHead(status, { 'content-type': 'text/plain' }).end(text);
  };
  if (taken !== undefined) return answer(taken.status, 'not now');
  if (file === undefined || file.completed) return answer(404, 'not found');
  if (request.method !== 'POST') return answer(405, 'method not allowed');
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)"?/i.exec(request.headers['content-type'] ?? '')?.[1];
  file.content = boundary === undefined ? body : firstPart(body, boundary);
  if (fault?.kind === 'stored_but_dropped') {
    note(undefined, true);
    response.destroy();
    return;
  }
  answer(200, `OK - ${file.content.length}`);
}

function firstPart(body: Buffer, boundary: string): Buffer {
  const start = body.indexOf('\r\n\r\n');
  const stop = body.indexOf(`\r\n--${boundary}`, start);
  return start < 0 || stop < 0 ? Buffer.alloc(0) : body.subarray(start + 4, stop);
}
