import { createHmac } from 'node:crypto';
import { Agent, request, type IncomingMessage } from 'node:http';

export interface HttpAnswer {
  status: number;
  body: string;
}

export type DeliveryFailure = 'timeout' | 'connection_failed' | 'http_error';

/** https://docs.slack.dev/authentication/verifying-requests-from-slack */
export function signature(secret: string, timestamp: string, body: string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
}

/** Posts to the app as Slack does; one instance per simulated Slack, so that `close` ends its connections. */
export class HttpDelivery {
  private readonly agent = new Agent({ keepAlive: true });

  constructor(private readonly secret: string) {}

  signedHeaders(body: string, timestamp = Math.floor(Date.now() / 1000)): Record<string, string> {
    const at = String(timestamp);
    return { 'x-slack-request-timestamp': at, 'x-slack-signature': signature(this.secret, at, body) };
  }

  post(url: string, body: string, headers: Record<string, string>, timeoutMs: number): Promise<HttpAnswer> {
    return new Promise((resolve, reject) => {
      const length = String(Buffer.byteLength(body));
      const sent = request(
        url,
        {
          method: 'POST',
          agent: this.agent,
          headers: {
            'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
            'content-length': length,
            ...headers,
          },
        },
        (answer: IncomingMessage) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.on('end', () => {
            clearTimeout(timer);
            resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') });
          });
          answer.on('error', reject);
        },
      );
      const timer = setTimeout(() => {
        reject(new DeliveryTimeout());
        // The app's handler goes on, as it does on real Slack: only the connection is given up.
        sent.destroy();
      }, timeoutMs);
      sent.on('error', (error) => {
        clearTimeout(timer);
        reject(error);
      });
      sent.end(body);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}

export class DeliveryTimeout extends Error {}
