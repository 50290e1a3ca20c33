import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerRequest, isSlackPath } from './http-routes';
import { SimulatedSlack, type SimulatedSlackOptions } from './simulated-slack';

export interface ServerOptions extends SimulatedSlackOptions {
  /** Answers whatever path is not Slack's own; without it: 404. */
  otherwise?: (request: IncomingMessage, response: ServerResponse) => void;
}

/** A running simulated Slack on 127.0.0.1. Call `stop()` when done. */
export async function startSimulatedSlack({ otherwise, ...options }: ServerOptions): Promise<SimulatedSlack> {
  const server = createServer();
  // whoever calls closes the connection, never this side: a call on one that is being closed would be lost
  server.keepAliveTimeout = 0;
  const slack = new SimulatedSlack(options, () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    // Calls that a fault left hanging would keep the server open for ever.
    server.closeAllConnections();
    return closed;
  });
  server.on('request', (request, response) => {
    if (otherwise && !isSlackPath(request.url ?? '/')) otherwise(request, response);
    else void answerRequest(slack, request, response);
  });
  server.on('upgrade', (request, socket, head) => slack.delivery.sockets.upgrade(request, socket, head));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  slack.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return slack;
}
