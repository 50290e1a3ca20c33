import { ApiError } from '../api-error';
import { slackFileProblems } from '../block-kit/slack-files';
import { VIEW_BYTES_LIMIT, viewProblems } from '../block-kit/surfaces';
import { isObject, stringAt, type JsonObject } from '../json';
import { View } from '../view';
import { missing, type Call, type Method } from './call';

export const viewMethods: Record<string, Method> = {
  'views.open': { tier: 'tier4', run: open },
  'views.push': { tier: 'tier4', run: push },
  'views.update': { tier: 'tier4', run: update },
  'views.publish': { tier: 'tier4', run: publish },
};

const STACK_LIMIT = 3;

/** The definition if Slack takes it. */
function definition(call: Call, kinds: ('modal' | 'home')[]): JsonObject {
  const view = call.nested('view');
  if (view === undefined) throw missing('view');
  const problems = viewProblems(view, kinds);
  if (problems.length > 0 || !isObject(view)) throw invalidView(problems);
  if (Buffer.byteLength(JSON.stringify(view)) > VIEW_BYTES_LIMIT) throw new ApiError('view_too_large');
  const wrongFiles = slackFileProblems(call.workspace, view, '/view');
  if (wrongFiles.length > 0) throw invalidView(wrongFiles);
  return view;
}

function invalidView(messages: string[]): ApiError {
  return new ApiError('invalid_arguments', { response_metadata: { messages } });
}

function refuseKnownExternalId(call: Call, view: JsonObject, own?: View): void {
  const id = stringAt(view, 'external_id');
  if (id === undefined || id === '') return;
  const holder = [...call.workspace.views.values()].find((each) => each.externalId === id && each !== own);
  if (holder !== undefined) throw new ApiError('duplicate_external_id');
}

function triggerOf(call: Call) {
  return call.slack.triggers.check(call.text('trigger_id') ?? '', call.workspace.id);
}

function open(call: Call): JsonObject {
  const view = definition(call, ['modal']);
  const trigger = triggerOf(call);
  refuseKnownExternalId(call, view);
  trigger.used = true;
  const opened = new View(trigger.person, view, undefined);
  trigger.person.showModal(opened);
  return { view: opened.toSlack() };
}

function push(call: Call): JsonObject {
  const view = definition(call, ['modal']);
  const trigger = triggerOf(call);
  const { person } = trigger;
  if (trigger.view === undefined || !person.modalStack.includes(trigger.view)) throw new ApiError('invalid_trigger_id');
  if (person.modalStack.length >= STACK_LIMIT) throw new ApiError('push_limit_reached');
  refuseKnownExternalId(call, view);
  trigger.used = true;
  const pushed = new View(person, view, person.modalStack.at(-1));
  person.pushModal(pushed);
  return { view: pushed.toSlack() };
}

function update(call: Call): JsonObject {
  const { views } = call.workspace;
  const externalId = call.text('external_id');
  const id = call.text('view_id');
  if (id === undefined && externalId === undefined) throw missing('view_id');
  const view = id === undefined ? [...views.values()].find((each) => each.externalId === externalId) : views.get(id);
  if (view === undefined) throw new ApiError('not_found');
  const fresh = definition(call, [view.kind]);
  refuseStaleHash(call, view);
  refuseKnownExternalId(call, fresh, view);
  view.replace(fresh);
  return { view: view.toSlack() };
}

function publish(call: Call): JsonObject {
  if (!call.slack.manifest.homeTab) throw new ApiError('not_enabled');
  const fresh = definition(call, ['home']);
  const person = call.workspace.member(call.required('user_id'));
  if (person === undefined || person.isAutomatic) throw new ApiError('user_not_found');
  const shown = person.homeView;
  if (shown !== undefined) refuseStaleHash(call, shown);
  refuseKnownExternalId(call, fresh, shown);
  if (shown === undefined) person.showHome(new View(person, fresh, undefined));
  else shown.replace(fresh);
  return { view: (person.homeView ?? shown)?.toSlack() ?? {} };
}

function refuseStaleHash(call: Call, view: View): void {
  const hash = call.text('hash');
  if (hash !== undefined && hash !== view.hash) throw new ApiError('hash_conflict');
}
