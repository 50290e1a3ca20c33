import type { Channel } from '../channel';
import type { Outgoing, SentPayload } from '../delivery';
import { isObject, stringAt, type JsonObject } from '../json';
import type { Message } from '../message';
import { responseRefusal, showResponse } from '../response-urls';
import type { Person } from './person';

/** Sends what a person did and shows them what Slack would if the app failed. */
export async function sendFor(person: Person, outgoing: Omit<Outgoing, 'workspaceId'>): Promise<SentPayload> {
  const { slack } = person.workspace;
  if (!person.workspace.installed)
    throw new Error(`${slack.manifest.name} is not installed in ${person.workspace.name}`);
  if (person.deleted) throw new Error(`${person.name} is deactivated and cannot act`);
  if (person.stranger && outgoing.kind === 'command') throw new Error(`${person.name} is a stranger: no commands here`);
  if (!slack.delivery.connected && slack.delivery.payloads.length === 0) {
    throw new Error('no app is connected: slack.connectHttp(url), or let the app open a socket');
  }
  const sent = await slack.delivery.send({ ...outgoing, workspaceId: person.workspace.id });
  if (sent.failure !== undefined) person.warnings.push(clientWarning(sent));
  return sent;
}

function clientWarning(sent: SentPayload): string {
  const code = sent.failure === 'timeout' ? 'operation_timeout' : 'dispatch_failed';
  if (sent.kind === 'command') return `${sent.type} failed with the error "${code}"`;
  return `We had some trouble connecting. Try again? (${code})`;
}

/** The answer to a command may be a message. */
export function showCommandAnswer(person: Person, channel: Channel, sent: SentPayload): void {
  if (sent.failure !== undefined) {
    const warning = person.warnings.at(-1) ?? '';
    person.showEphemeral(channel, { text: warning }, 'USLACKBOT');
    return;
  }
  const body: JsonObject | undefined =
    typeof sent.answer === 'string' ? { text: sent.answer } : isObject(sent.answer) ? sent.answer : undefined;
  if (body === undefined || Object.keys(body).length === 0) return;
  if (body['blocks'] === undefined && (stringAt(body, 'text') ?? '') === '') return;
  const refusal = responseRefusal(person, body);
  if (refusal === undefined) showResponse(person, channel, body);
  else person.warnings.push(`${sent.type} failed with the error "${refusal}"`);
}

/** Runs what a person does and gives what they were shown because of it, also shortly after the acknowledgement. */
export async function answerOf(
  person: Person,
  act: () => Promise<unknown>,
  settle: boolean,
): Promise<Message | undefined> {
  const before = person.shown.length;
  const modals = person.modalsShown;
  await act();
  if (settle && person.shown.length === before && person.modalsShown === modals) {
    const { slack } = person.workspace;
    await slack.idle({ within: slack.looksFor });
  }
  return person.shown.length > before ? person.shown.at(-1) : undefined;
}
