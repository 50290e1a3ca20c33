import type {
  BlockAction,
  SlashCommand,
  SlackAction,
  SlackShortcut,
  SlackViewAction,
  ViewStateValue,
} from '@slack/bolt';
import type { KnownBlock, ModalView } from '@slack/types';
import type {
  ActionRequest,
  CommandRequest,
  Deps,
  FormValues,
  Request,
  ShortcutRequest,
  SubmitRequest,
} from '../features/feature';
import { NOT_OPENED } from '../features/refusals';
import { type Message, MESSAGE_VIEW, messageView, say } from '../slack/blocks';
import { failureOf } from '../slack/failures';
import { IN_A_MODAL, inModal, readPlace } from './answer-place';
import { postToResponseUrl, ResponseUrlClosed } from './response-url';

/** What a listener collects to do once Slack has its acknowledgement. */
export type Afterwards = (() => Promise<void>)[];

interface Origin {
  workspaceId: string;
  userId: string;
  requestId: string;
  triggerId: string;
  responseUrl?: string;
  /** the open modal that the request comes from */
  viewId?: string;
}

/** The part every request shares. */
function request(deps: Deps, origin: Origin, afterwards: Afterwards): Request {
  const { workspaceId, userId, triggerId, responseUrl, viewId } = origin;
  const tellInDirectMessages = async (message: Message) => {
    const client = await deps.slack.client(workspaceId);
    const opened = await client.conversations.open({ users: userId });
    await client.chat.postEphemeral({ channel: opened.channel!.id!, user: userId, ...message });
  };
  const openModal = async (view: ModalView) => {
    const client = await deps.slack.client(workspaceId);
    await (viewId
      ? client.views.push({ trigger_id: triggerId, view })
      : client.views.open({ trigger_id: triggerId, view }));
  };
  const update = async (openViewId: string, message: Message) => {
    const client = await deps.slack.client(workspaceId);
    await client.views.update({ view_id: openViewId, view: messageView(message) });
  };
  return {
    ...deps,
    ...origin,
    afterwards: (work) => void afterwards.push(work),
    // the acknowledgement goes first: a person waits for it
    wake: () => void afterwards.unshift(async () => deps.wake()),
    openModal(view) {
      afterwards.push(async () => {
        try {
          await openModal(view);
        } catch (error) {
          const failure = failureOf(error);
          deps.log.warn({ workspace: workspaceId, failure }, 'a form could not be opened');
          const place = responseUrl ? readPlace(responseUrl) : null;
          if (place?.kind === 'url') await postToResponseUrl(place.url, say(NOT_OPENED));
          else if (place) await tellInDirectMessages(say(NOT_OPENED));
        }
      });
    },
    tell(message, at) {
      const where = at ?? responseUrl;
      afterwards.push(async () => {
        if (!where) return tellInDirectMessages(message);
        const place = readPlace(where);
        if (place.kind === 'new-modal') return openModal(messageView(message));
        // on top of the answer that was pressed in; a form that was opened from it is gone by now
        if (place.kind === 'modal')
          return place.viewId === viewId ? openModal(messageView(message)) : update(place.viewId, message);
        try {
          await postToResponseUrl(place.url, message);
        } catch (error) {
          // a form may have been open for longer than its response_url lives
          if (!(error instanceof ResponseUrlClosed)) throw error;
          await tellInDirectMessages(message);
        }
      });
    },
    redraw(message, at) {
      const place = readPlace(at);
      afterwards.push(async () => {
        if (place.kind === 'url') return postToResponseUrl(place.url, { ...message, replace_original: true });
        return place.kind === 'modal' ? update(place.viewId, message) : openModal(messageView(message));
      });
    },
  };
}

export function commandRequest(
  deps: Deps,
  workspaceId: string,
  body: SlashCommand,
  afterwards: Afterwards,
): CommandRequest {
  const origin: Origin = {
    workspaceId,
    userId: body.user_id,
    requestId: `command:${body.trigger_id}`,
    triggerId: body.trigger_id,
    responseUrl: body.response_url || undefined,
  };
  return { ...request(deps, origin, afterwards), channelId: body.channel_id, channelName: body.channel_name, rest: '' };
}

export function shortcutRequest(
  deps: Deps,
  workspaceId: string,
  body: SlackShortcut,
  afterwards: Afterwards,
): ShortcutRequest {
  const onMessage = body.type === 'message_action' ? body : undefined;
  const origin: Origin = {
    workspaceId,
    userId: body.user.id,
    requestId: `shortcut:${body.trigger_id}`,
    triggerId: body.trigger_id,
    responseUrl: onMessage?.response_url || undefined,
  };
  return {
    ...request(deps, origin, afterwards),
    ...(onMessage
      ? {
          message: {
            channelId: onMessage.channel.id,
            ts: onMessage.message.ts,
            text: onMessage.message.text ?? '',
            authorId: onMessage.message.user,
            authorIsBot: Boolean(onMessage.message.bot_id),
          },
        }
      : {}),
  };
}

export function actionRequest(
  deps: Deps,
  workspaceId: string,
  body: SlackAction,
  action: Partial<BlockAction['actions'][number]> & Record<string, unknown>,
  afterwards: Afterwards,
): ActionRequest {
  const { container, message, view, response_url: responseUrl, trigger_id: triggerId } = body as BlockAction;
  const isAnswer = view?.callback_id === MESSAGE_VIEW;
  const shownAt = view?.type === 'home' ? IN_A_MODAL : isAnswer ? inModal(view.id) : responseUrl;
  const origin: Origin = {
    workspaceId,
    userId: body.user.id,
    requestId: `action:${String(action.action_ts)}`,
    triggerId,
    responseUrl: shownAt || undefined,
    // a modal opens on top of a modal, but not of Home
    viewId: view?.type === 'modal' ? view.id : undefined,
  };
  const selected = action.selected_user as string | undefined;
  const chosen = (action.selected_option as { value?: string } | undefined)?.value ?? selected;
  const shared = request(deps, origin, afterwards);
  return {
    ...shared,
    value: typeof action.value === 'string' ? action.value : '',
    chosen,
    actedAt: new Date(Math.round(Number(action.action_ts) * 1000) || deps.clock.now()),
    values: formValues(view?.state?.values ?? {}),
    blockId: typeof action.block_id === 'string' ? action.block_id : undefined,
    view: view as ActionRequest['view'],
    ...(container?.type === 'message'
      ? {
          message: {
            channelId: String(container.channel_id),
            ts: String(container.message_ts),
            ephemeral: Boolean(container.is_ephemeral),
            text: message?.text,
            blocks: message?.blocks as KnownBlock[] | undefined,
          },
        }
      : {}),
    // an answer that is shown in a modal is replaced like the ephemeral that it would be elsewhere
    ...(isAnswer
      ? { message: { channelId: '', ts: '', ephemeral: true, text: ' ', blocks: view.blocks as KnownBlock[] } }
      : {}),
    replace(next) {
      if (!shownAt) return;
      if (next) return shared.redraw(next, shownAt);
      if (responseUrl) afterwards.push(() => postToResponseUrl(responseUrl, { delete_original: true }));
    },
    updateModal(next: ModalView) {
      if (!view) return;
      afterwards.push(async () => {
        const client = await deps.slack.client(workspaceId);
        await client.views.update({ view_id: view.id, view: next });
      });
    },
  };
}

export function submitRequest(
  deps: Deps,
  workspaceId: string,
  body: SlackViewAction,
  afterwards: Afterwards,
): SubmitRequest & { toldInPlace(): Message | undefined } {
  const { view } = body;
  const origin: Origin = {
    workspaceId,
    userId: body.user.id,
    // one form is sent once, however often its button is pressed
    requestId: `view:${view.id}`,
    triggerId: (body as { trigger_id?: string }).trigger_id ?? '',
  };
  const shared = request(deps, origin, afterwards);
  let told: Message | undefined;
  return {
    ...shared,
    /** What is to be shown in place of the form: it came from Home, or from another modal. */
    toldInPlace: () => told,
    tell(message, at) {
      if (at === IN_A_MODAL || (!at && view.previous_view_id)) told = message;
      else shared.tell(message, at);
    },
    callbackId: view.callback_id,
    metadata: view.private_metadata,
    viewId: view.id,
    values: formValues(view.state?.values ?? {}),
  };
}

function formValues(values: Record<string, Record<string, ViewStateValue>>): FormValues {
  const stateOf = (blockId: string) => Object.values(values[blockId] ?? {})[0];
  return {
    text(blockId) {
      const state = stateOf(blockId);
      const typed = state?.value ?? state?.selected_option?.value ?? state?.selected_user;
      return typed ?? state?.selected_conversation ?? state?.selected_date ?? state?.selected_time ?? '';
    },
    list(blockId) {
      const state = stateOf(blockId);
      return state?.selected_users ?? state?.selected_options?.map(({ value }) => value) ?? [];
    },
  };
}
