import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import {
  type CustomRoute,
  HTTPModuleFunctions,
  HTTPReceiver,
  type HTTPReceiverOptions,
  verifySlackRequest,
} from '@slack/bolt';

/** Slack's clock and this one may differ by so much, in either direction. */
const TIMESTAMP_TOLERANCE_S = 5 * 60;
/** While it stops: how often connections are looked at, and when the last of them is closed. */
const SWEEP_MS = 50;
const PATIENCE_MS = 4_000;
/** Slack waits no longer for an answer: Bolt ends such a request then. */
const ANSWER_WITHIN_MS = 3_001;

type Options = Pick<HTTPReceiverOptions, 'logger' | 'installerOptions'> & {
  signingSecret: string;
  routes: CustomRoute[];
  /** how many times as long as usual Slack waits for an answer; default 1 */
  patience?: number;
};

/**
 * Bolt's HTTP receiver, which acknowledges after the listeners have ended, behind a door that turns away what Bolt would
 * trip over: a timestamp from the future, and signed bodies that make no sense (`payload=null` would end the process).
 */
export function createHttpReceiver({ signingSecret, routes, patience = 1, ...options }: Options): HTTPReceiver {
  const receiver = new HTTPReceiver({
    ...options,
    signingSecret,
    customRoutes: routes,
    processBeforeResponse: true,
    unhandledRequestTimeoutMillis: ANSWER_WITHIN_MS * patience,
  });
  let stopping = false;
  const stop = receiver.stop.bind(receiver);
  receiver.stop = async () => {
    stopping = true;
    const { server } = receiver as unknown as { server?: Server };
    // a connection that is kept alive would hold the stop up, one request after the other
    const sweep = setInterval(() => server?.closeIdleConnections(), SWEEP_MS);
    // whoever connected and never asked anything, or takes longer than Slack waits
    const patience = setTimeout(() => server?.closeAllConnections(), PATIENCE_MS);
    try {
      await stop();
    } finally {
      clearInterval(sweep);
      clearTimeout(patience);
    }
  };
  const listen = receiver.requestListener;
  const atTheDoor = async (req: IncomingMessage, res: ServerResponse) => {
    const status = await refusal(req, signingSecret);
    // what is left of a body that is too large would be taken for the next request
    if (status === 413) res.setHeader('connection', 'close');
    if (status) HTTPModuleFunctions.buildNoBodyResponse(res, status);
    else listen(req, res);
  };
  receiver.requestListener = (req, res) => {
    if (stopping) res.setHeader('connection', 'close');
    const pathname = pathOf(req);
    if (req.method === 'POST' && pathname === '/slack/events') {
      void atTheDoor(req, res).catch(() => {
        if (!res.headersSent) HTTPModuleFunctions.buildNoBodyResponse(res, 400);
      });
      return;
    }
    try {
      listen(req, res);
    } catch {
      // Bolt throws for a path it does not know
      HTTPModuleFunctions.buildNoBodyResponse(res, 404);
    }
  };
  return receiver;
}

/** The path that is asked for; an address that is none is taken as a path that nobody knows. */
export function pathOf(req: IncomingMessage): string {
  return URL.canParse(req.url ?? '', 'http://localhost') ? new URL(req.url!, 'http://localhost').pathname : '';
}

/** The status with which a request is turned away, or null when Bolt may have it. */
async function refusal(req: IncomingMessage, signingSecret: string): Promise<number | null> {
  let body: string;
  try {
    const buffered = await HTTPModuleFunctions.bufferIncomingMessage(req, HTTPModuleFunctions.defaultBodyLimit);
    body = buffered.rawBody.toString();
  } catch (error) {
    return (error as { statusCode?: number }).statusCode === 413 ? 413 : 400;
  }
  if (isSslCheck(body)) return null;
  // the real time, as in Bolt's own check: a signature's age is nothing that a test may choose
  const timestamp = Number(req.headers['x-slack-request-timestamp']);
  if (!Number.isInteger(timestamp) || timestamp > Date.now() / 1000 + TIMESTAMP_TOLERANCE_S) return 401;
  try {
    verifySlackRequest({
      signingSecret,
      body,
      headers: {
        'x-slack-signature': String(req.headers['x-slack-signature']),
        'x-slack-request-timestamp': timestamp,
      },
    });
  } catch {
    return 401;
  }
  return makesSense(body, req.headers['content-type'] ?? '') ? null : 400;
}

function isSslCheck(body: string): boolean {
  return new URLSearchParams(body).get('ssl_check') === '1';
}

/** Whether a body is one of the shapes that Slack sends. */
function makesSense(body: string, contentType: string): boolean {
  const form = contentType.startsWith('application/x-www-form-urlencoded') ? new URLSearchParams(body) : null;
  if (form && !form.has('payload'))
    return ['command', 'user_id', 'team_id', 'trigger_id'].every((key) => form.get(key));
  let parsed: unknown;
  try {
    parsed = JSON.parse(form ? form.get('payload')! : body);
  } catch {
    return false;
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return false;
  const { type, event, user, view, actions } = parsed as Record<string, unknown>;
  const isObject = (value: unknown) => typeof value === 'object' && value !== null;
  if (type === 'url_verification') return true;
  if (!form) {
    if (type !== 'event_callback' || !isObject(event)) return false;
    const happened = event as Record<string, unknown>;
    // Bolt looks into these where they are there at all
    const isWhole = ['item', 'user', 'channel'].every((part) => happened[part] !== null);
    return typeof happened['type'] === 'string' && isWhole;
  }
  if (typeof type !== 'string' || !isObject(user) || typeof (user as { id?: unknown }).id !== 'string') return false;
  if (type.startsWith('view_')) return isObject(view);
  return type !== 'block_actions' || (Array.isArray(actions) && actions.length > 0 && actions.every(isObject));
}
