// Bodies of what Slack sends when a person acts: https://docs.slack.dev/reference/interaction-payloads
import type { Channel } from '../channel';
import type { FormState } from '../form-state';
import type { JsonObject } from '../json';
import type { Message } from '../message';
import type { View } from '../view';
import type { Person } from './person';

function common(person: Person, type: string): JsonObject {
  const { workspace } = person;
  return {
    type,
    team: { id: workspace.id, domain: workspace.domain },
    user: { id: person.id, username: person.name, name: person.name, team_id: person.teamId },
    token: workspace.slack.verificationToken,
    is_enterprise_install: false,
    enterprise: null,
  };
}

export function actionTs(person: Person): string {
  return `${(person.workspace.slack.now().getTime() / 1000).toFixed(3)}000`;
}

export function commandBody(person: Person, command: string, text: string, channel: Channel, responseUrl: string) {
  const { workspace } = person;
  return {
    token: workspace.slack.verificationToken,
    team_id: workspace.id,
    team_domain: workspace.domain,
    channel_id: channel.id,
    channel_name: channel.payloadName,
    user_id: person.id,
    user_name: person.name,
    command,
    text,
    api_app_id: workspace.slack.appId,
    is_enterprise_install: 'false',
    response_url: responseUrl,
    trigger_id: workspace.slack.triggers.issue(person).id,
  };
}

export function messageActionsBody(
  person: Person,
  message: Message,
  action: JsonObject,
  state: FormState,
  responseUrl: string,
): JsonObject {
  const { channel } = message;
  return {
    ...common(person, 'block_actions'),
    api_app_id: person.workspace.slack.appId,
    container: { type: 'message', message_ts: message.ts, channel_id: channel.id, is_ephemeral: message.ephemeral },
    trigger_id: person.workspace.slack.triggers.issue(person).id,
    channel: { id: channel.id, name: channel.payloadName },
    // An ephemeral message is not kept by Slack, so its content does not come along.
    ...(message.ephemeral ? {} : { message: message.toSlack(true) }),
    state: { values: state },
    response_url: responseUrl,
    actions: [action],
  };
}

export function viewActionsBody(person: Person, view: View, action: JsonObject): JsonObject {
  return {
    ...common(person, 'block_actions'),
    api_app_id: person.workspace.slack.appId,
    container: { type: 'view', view_id: view.id },
    trigger_id: person.workspace.slack.triggers.issue(person, view).id,
    view: view.toSlack(),
    actions: [action],
  };
}

export function submissionBody(person: Person, view: View): JsonObject {
  return {
    ...common(person, 'view_submission'),
    api_app_id: person.workspace.slack.appId,
    trigger_id: person.workspace.slack.triggers.issue(person, view).id,
    view: view.toSlack(),
    response_urls: [],
  };
}

export function closedBody(person: Person, view: View, isCleared: boolean): JsonObject {
  return {
    ...common(person, 'view_closed'),
    api_app_id: person.workspace.slack.appId,
    view: view.toSlack(),
    is_cleared: isCleared,
  };
}

export function shortcutBody(person: Person, callbackId: string): JsonObject {
  return {
    ...common(person, 'shortcut'),
    action_ts: actionTs(person),
    callback_id: callbackId,
    trigger_id: person.workspace.slack.triggers.issue(person).id,
  };
}

export function messageShortcutBody(
  person: Person,
  callbackId: string,
  message: Message,
  responseUrl: string,
): JsonObject {
  const { channel } = message;
  return {
    ...common(person, 'message_action'),
    action_ts: actionTs(person),
    callback_id: callbackId,
    trigger_id: person.workspace.slack.triggers.issue(person).id,
    channel: { id: channel.id, name: channel.payloadName },
    message_ts: message.ts,
    message: message.toSlack(),
    response_url: responseUrl,
  };
}
