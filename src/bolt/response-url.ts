import type { Message } from '../slack/blocks';

type ResponseBody = Partial<Message> & { replace_original?: true; delete_original?: true };

/**
 * Posts to a `response_url`: an ephemeral to the person of the request, unless it replaces or deletes the message that
 * the request came from. Slack allows five in half an hour; after that it says so and nothing more can be shown there.
 */
export async function postToResponseUrl(url: string, body: ResponseBody): Promise<void> {
  const isNew = !body.replace_original && !body.delete_original;
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...body, ...(isNew ? { response_type: 'ephemeral', replace_original: false } : {}) }),
    signal: AbortSignal.timeout(8_000),
  });
  if (!answer.ok) throw new ResponseUrlClosed(`Slack answered ${answer.status} to a response_url.`);
}

export class ResponseUrlClosed extends Error {
  override name = 'ResponseUrlClosed';
}
