import { randomBytes } from 'node:crypto';
import { App, type AuthorizeResult, AuthorizationError, type Receiver, type webApi } from '@slack/bolt';
import type { Background } from './bolt/background';
import { actionRequest, type Afterwards, commandRequest, shortcutRequest, submitRequest } from './bolt/requests';
import { boltLogger } from './bolt/bolt-logger';
import { parseCommand } from './domain/command-text';
import { Refused } from './domain/errors';
import type { Metrics, RequestKind } from './metrics';
import type { ActionRequest, Deps, Feature, Request } from './features/feature';
import { messageForUnknown } from './features/help/views';
import { OTHER_BUTTON, OTHER_FORM, wentWrong } from './features/refusals';
import { NotInstalled } from './slack/access';
import { messageView, noticeView, say } from './slack/blocks';

export interface AppOptions extends Deps {
  countRequest: Metrics['countRequest'];
  features: readonly Feature[];
  /** Slack's token and identity for a workspace's request. */
  authorize(teamId: string | undefined, enterpriseId: string | undefined): Promise<AuthorizeResult>;
  clientOptions: webApi.WebClientOptions;
  background: Background;
}

/** One handler of every feature, by id. Two features with one id would be a mistake in the list. */
function byId<H>(
  features: readonly Feature[],
  of: (feature: Feature) => Record<string, H> | undefined,
): Map<string, H> {
  const all = features.flatMap((feature) => Object.entries(of(feature) ?? {}));
  const handlers = new Map(all);
  if (handlers.size !== all.length)
    throw new Error(`Two features handle the same id: ${all.map(([id]) => id).join(', ')}`);
  return handlers;
}

/**
 * What Goodturn is, apart from how it runs: every feature's handlers behind Bolt, with one way to commit, acknowledge,
 * show and fail. A handler commits before it returns; Slack is acknowledged then; what it asked to be shown follows.
 */
export function buildApp(options: AppOptions, receiver: Receiver): App {
  const { features, authorize, clientOptions, background, countRequest, ...deps } = options;
  const bolt = new App({
    receiver,
    clientOptions,
    logger: boltLogger(deps.log),
    authorize: ({ teamId, enterpriseId }) => authorize(teamId, enterpriseId),
    ignoreSelf: false,
  });

  const lines = features.flatMap((feature) => feature.line ?? []);
  const commands = byId(features, (feature) => feature.commands);
  const shortcuts = byId(features, (feature) => feature.shortcuts);
  const actions = byId(features, (feature) => feature.actions);
  const submissions = byId(features, (feature) => feature.submissions);
  const events = byId(features, (feature) => feature.events);
  const followers = features.flatMap((feature) => feature.follows ?? []);

  /** What comes last, after a request and whatever it shows. */
  const follow = (request: Request & Pick<ActionRequest, 'view'>): void => {
    for (const follows of followers) request.afterwards(() => follows(request));
  };

  /** The sentence for the person, and the log for the operator: an expected "no" is no error. */
  const explain = (error: unknown, kind: RequestKind, id: string, workspace: string | undefined): string => {
    const what = { [kind]: id, workspace };
    countRequest(kind, error instanceof Refused ? 'refused' : 'failed');
    if (error instanceof Refused) {
      deps.log.info(what, 'refused');
      return error.message;
    }
    const reference = randomBytes(4).toString('hex');
    deps.log.error({ err: error, reference, ...what }, 'a request failed');
    return wentWrong(reference);
  };

  bolt.command(/.*/, async ({ body, context, ack }) => {
    const afterwards: Afterwards = [];
    const request = commandRequest(deps, context.teamId!, body, afterwards);
    const text = parseCommand(body.text ?? '');
    try {
      const answer =
        text.kind === 'subcommand'
          ? await (commands.get(text.name)?.({ ...request, rest: text.rest }) ?? messageForUnknown(text.name))
          : await lines[0]?.(request, text);
      await ack(answer && { response_type: 'ephemeral', ...answer });
      countRequest('command', 'done');
      follow(request);
      background.run(afterwards);
    } catch (error) {
      const what = text.kind === 'subcommand' ? text.name : text.kind;
      await ack({ response_type: 'ephemeral', ...say(explain(error, 'command', what, context.teamId)) });
    }
  });

  bolt.shortcut(/.*/, async ({ body, context, ack }) => {
    const afterwards: Afterwards = [];
    const request = shortcutRequest(deps, context.teamId!, body, afterwards);
    try {
      await shortcuts.get(body.callback_id)?.(request);
      countRequest('shortcut', 'done');
      follow(request);
    } catch (error) {
      afterwards.length = 0;
      request.tell(say(explain(error, 'shortcut', body.callback_id, context.teamId)));
    }
    await ack();
    background.run(afterwards);
  });

  bolt.action(/.*/, async ({ body, action, context, ack }) => {
    const afterwards: Afterwards = [];
    const request = actionRequest(deps, context.teamId!, body, action as never, afterwards);
    const id = String((action as { action_id?: string }).action_id);
    try {
      const handle = actions.get(id);
      if (!handle) throw new Refused(OTHER_BUTTON);
      await handle(request);
      countRequest('action', 'done');
      follow(request);
    } catch (error) {
      afterwards.length = 0;
      const sentence = explain(error, 'action', id, context.teamId);
      if (request.view) request.openModal(noticeView('Goodturn', sentence));
      else request.tell(say(sentence));
      // what was pressed there shows how it was
      if (request.view?.type === 'home') follow(request);
    }
    await ack();
    background.run(afterwards);
  });

  bolt.view(/.*/, async ({ body, context, ack }) => {
    const afterwards: Afterwards = [];
    const request = submitRequest(deps, context.teamId!, body, afterwards);
    try {
      const handle = submissions.get(request.callbackId);
      if (!handle) throw new Refused(OTHER_FORM);
      const answer = await handle(request);
      const told = request.toldInPlace();
      if (!answer && told) await ack({ response_action: 'update', view: messageView(told) });
      else if (!answer) await ack();
      else if ('errors' in answer) await ack({ response_action: 'errors', errors: answer.errors });
      else await ack({ response_action: 'update', view: answer.update });
      countRequest('form', 'done');
      follow(request);
      background.run(afterwards);
    } catch (error) {
      const sentence = explain(error, 'form', request.callbackId, context.teamId);
      await ack({ response_action: 'update', view: noticeView('Goodturn', sentence) });
    }
  });

  bolt.event(/.*/, async ({ event, body, context }) => {
    const handle = events.get(event.type);
    if (!handle || !context.teamId) return;
    // Bolt types each event apart; a feature reads what it needs
    const fields = event as unknown as Record<string, unknown> & { type: string };
    const afterwards: Afterwards = [];
    await handle({
      ...deps,
      workspaceId: context.teamId,
      eventId: body.event_id,
      happenedAt: new Date(body.event_time * 1000),
      event: fields,
      afterwards: (work) => void afterwards.push(work),
    });
    background.run(afterwards);
  });

  // What was not stored is not acknowledged: thrown on, the receiver answers 500 and Slack sends it again.
  bolt.error(async (error) => {
    // any other reason, a database that does not answer above all, is none to take the event as done
    if (error instanceof AuthorizationError && error.original instanceof NotInstalled) {
      deps.log.warn({ reason: error.message }, 'a request from a workspace where Goodturn is not installed');
      return;
    }
    deps.log.error({ err: error }, 'an event could not be stored');
    throw error;
  });

  return bolt;
}
