import type { SentPayload } from '../../../playground/server/delivery';
import type { Circle } from '../../support/circle';

/** Sends a payload that Slack would not: as one that it did send, signed, but changed. Gives the app's answer. */
export async function sendForged<B>(circle: Circle, sent: SentPayload, change: (body: B) => void): Promise<unknown> {
  const body = structuredClone(sent.body);
  change(body as B);
  const { body: answer } = await circle.slack.postRaw(
    '/slack/events',
    `payload=${encodeURIComponent(JSON.stringify(body))}`,
    { sign: true, headers: { 'content-type': 'application/x-www-form-urlencoded' } },
  );
  await circle.settle();
  return answer ? JSON.parse(String(answer)) : undefined;
}
