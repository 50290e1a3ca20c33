import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import {
  type App,
  type CustomRoute,
  HTTPModuleFunctions,
  type ReceiverEvent,
  SocketModeReceiver,
  type SocketModeReceiverOptions,
} from '@slack/bolt';
import { pathOf } from './http-receiver';

/** How long to wait before Slack is asked for a connection again. */
const RECONNECT_MS = 5_000;
/** While it stops: how long what is under way may take; Slack waits no longer either. */
const PATIENCE_MS = 4_000;

type Options = Pick<SocketModeReceiverOptions, 'logger' | 'installerOptions'> & {
  appToken: string;
  routes: CustomRoute[];
};

/**
 * Bolt's Socket Mode receiver, which acknowledges after the listeners have ended: Bolt itself acknowledges events before
 * they are stored, and over a socket has no switch for it. It keeps the connection until what is under way has its
 * acknowledgement, and comes back by itself when Slack was out of reach.
 */
export function createSocketReceiver({ appToken, routes, ...options }: Options): SocketModeReceiver {
  const receiver = new SocketModeReceiver({
    ...options,
    appToken,
    customRoutes: routes,
    // not stored, not acknowledged: Slack sends it again
    processEventErrorHandler: async () => false,
  });
  const underWay = new Set<Promise<void>>();
  let stopping = false;

  const init = receiver.init.bind(receiver);
  receiver.init = (app: App) => {
    const handle = async (event: ReceiverEvent) => {
      let answer: { body: unknown } | undefined;
      await app.processEvent({
        ...event,
        ack: async (body?: unknown) => {
          answer ??= { body };
        },
      });
      if (answer) await event.ack(answer.body);
    };
    const afterwards = {
      async processEvent(event: ReceiverEvent) {
        // not acknowledged either: Slack sends it again, to whoever is connected then
        if (stopping) return;
        const handled = handle(event);
        const counted = handled.catch(() => undefined).finally(() => underWay.delete(counted));
        underWay.add(counted);
        await handled;
      },
    };
    init(afterwards as App);
  };

  const stop = receiver.stop.bind(receiver);
  receiver.stop = async () => {
    stopping = true;
    await Promise.race([Promise.all(underWay), wait(PATIENCE_MS, undefined, { ref: false })]);
    await stop();
  };

  comeBack(receiver, () => stopping);
  turnNonsenseAway(receiver);
  return receiver;
}

/** The client's own reconnecting ends, and the process with it, at the first answer that it does not expect. */
function comeBack({ client }: SocketModeReceiver, isStopping: () => boolean): void {
  const connect = client.start.bind(client);
  let wasConnected = false;
  client.start = async () => {
    for (;;) {
      try {
        const connected = await connect();
        wasConnected = true;
        return connected;
      } catch (error) {
        // the first time it is a mistake in the configuration, for the operator to see
        if (!wasConnected) throw error;
        if (!isStopping()) await wait(RECONNECT_MS, undefined, { ref: false });
        // nobody waits for a connection that is not wanted any more
        if (isStopping()) return {} as Awaited<ReturnType<typeof connect>>;
      }
    }
  };
}

/** Bolt's server beside the socket lets an address like `//` end the process. */
function turnNonsenseAway(receiver: SocketModeReceiver): void {
  const { httpServer } = receiver as unknown as { httpServer?: Server };
  const [listen] = (httpServer?.listeners('request') ?? []) as RequestListener[];
  if (!httpServer || !listen) return;
  httpServer.removeListener('request', listen);
  httpServer.on('request', (req: IncomingMessage, res: ServerResponse) => {
    if (pathOf(req) === '') HTTPModuleFunctions.buildNoBodyResponse(res, 404);
    else listen(req, res);
  });
}
