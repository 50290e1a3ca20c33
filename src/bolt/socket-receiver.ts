import {
  type App,
  type CustomRoute,
  type ReceiverEvent,
  SocketModeReceiver,
  type SocketModeReceiverOptions,
} from '@slack/bolt';

type Options = Pick<SocketModeReceiverOptions, 'logger' | 'installerOptions'> & {
  appToken: string;
  routes: CustomRoute[];
};

/**
 * Bolt's Socket Mode receiver, which acknowledges after the listeners have ended: Bolt itself acknowledges events before
 * they are stored, and over a socket has no switch for it.
 */
export function createSocketReceiver({ appToken, routes, ...options }: Options): SocketModeReceiver {
  const receiver = new SocketModeReceiver({
    ...options,
    appToken,
    customRoutes: routes,
    // not stored, not acknowledged: Slack sends it again
    processEventErrorHandler: async () => false,
  });
  const init = receiver.init.bind(receiver);
  receiver.init = (app: App) => {
    const afterwards = {
      async processEvent(event: ReceiverEvent) {
        let answer: { body: unknown } | undefined;
        await app.processEvent({
          ...event,
          ack: async (body?: unknown) => {
            answer ??= { body };
          },
        });
        if (answer) await event.ack(answer.body);
      },
    };
    init(afterwards as App);
  };
  return receiver;
}
