import { App, HTTPReceiver, LogLevel, type Logger } from '@slack/bolt';
import type { SimulatedSlack } from '../../playground/server/simulated-slack';

const nothing = (): void => undefined;

/** What these apps do wrong, they do on purpose. */
export const silent: Logger = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  getLevel: () => LogLevel.ERROR,
  setName: nothing,
};

export interface RunningApp {
  app: App;
  stop: () => Promise<unknown>;
}

/** A bare Bolt app that knows the simulated Slack only by its URL, as any app would. */
export async function startBoltApp(
  slack: SimulatedSlack,
  token: string,
  transport: 'http' | 'socket',
  listen: (app: App) => void,
): Promise<RunningApp> {
  const clientOptions = { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true };
  if (transport === 'socket') {
    const app = new App({ token, appToken: slack.appToken, socketMode: true, clientOptions, logger: silent });
    listen(app);
    await app.start();
    return { app, stop: () => app.stop() };
  }
  const receiver = new HTTPReceiver({
    signingSecret: slack.signingSecret,
    processBeforeResponse: true,
    unhandledRequestTimeoutMillis: 300,
    logger: silent,
  });
  const app = new App({ token, receiver, clientOptions, logger: silent });
  listen(app);
  const server = await receiver.start(0);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the app does not listen on a port');
  slack.connectHttp(`http://127.0.0.1:${address.port}`);
  return { app, stop: () => receiver.stop() };
}
