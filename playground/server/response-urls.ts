import { randomBytes } from 'node:crypto';
import { slackFileProblems } from './block-kit/slack-files';
import { messageProblems } from './block-kit/surfaces';
import { withIds } from './block-kit/ids';
import type { Channel } from './channel';
import { forgetOldest } from './forgetting';
import { isObject, objectsAt, stringAt, type JsonObject } from './json';
import type { Message } from './message';
import type { Person } from './people/person';

const USES = 5;
const LIFE_MS = 30 * 60_000;

interface ResponseUrl {
  person: Person;
  channel: Channel;
  /** The message whose button was pressed: what `replace_original` and `delete_original` mean. */
  original: Message | undefined;
  issuedAt: number;
  uses: number;
}

/** https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
export class ResponseUrls {
  private readonly issued = new Map<string, ResponseUrl>();

  constructor(
    private readonly now: () => Date,
    private readonly base: () => string,
    private readonly keeps: number,
  ) {}

  issue(person: Person, channel: Channel, original?: Message): string {
    const id = `${person.workspace.id}/${randomBytes(12).toString('hex')}`;
    this.issued.set(id, { person, channel, original, issuedAt: this.now().getTime(), uses: 0 });
    forgetOldest(this.issued, this.keeps);
    return `${this.base()}/response/${id}`;
  }

  /** Carries out what the app posted; the status and text are the answer to it. */
  receive(id: string, body: unknown): { status: number; body: string } {
    const entry = this.issued.get(id);
    if (entry === undefined) return { status: 404, body: 'not_found' };
    if (this.now().getTime() - entry.issuedAt > LIFE_MS) return { status: 404, body: 'expired_url' };
    if (entry.uses >= USES) return { status: 404, body: 'used_url' };
    if (!isObject(body)) return { status: 400, body: 'invalid_payload' };
    const refusal = this.refusalOf(entry, body);
    if (refusal !== undefined) return { status: refusal === 'invalid_token' ? 403 : 400, body: refusal };
    entry.uses += 1;
    this.carryOut(entry, body);
    return { status: 200, body: 'ok' };
  }

  private refusalOf({ person, channel, original }: ResponseUrl, body: JsonObject): string | undefined {
    if (!person.workspace.installed) return 'invalid_token';
    if (channel.archived) return 'is_archived';
    if (body['delete_original'] === true) return original === undefined ? 'no_original_message' : undefined;
    return responseRefusal(person, body);
  }

  private carryOut({ person, channel, original }: ResponseUrl, body: JsonObject): void {
    if (body['delete_original'] === true && original !== undefined) {
      original.deleted = true;
      return;
    }
    // Seen in practice and asked about by many: an answer to a button replaces its message unless told otherwise.
    const replaces =
      original !== undefined && body['replace_original'] !== false && body['response_type'] === undefined;
    if (original !== undefined && (replaces || body['replace_original'] === true)) {
      original.text = stringAt(body, 'text') ?? '';
      original.blocks = withIds(objectsAt(body, 'blocks'));
      if (!original.ephemeral) original.edited = { user: original.user, ts: original.channel.nextTs() };
      person.wasShown(original);
      return;
    }
    showResponse(person, channel, body);
  }
}

/** What Slack has against an answer to a command or a button; undefined takes it. */
export function responseRefusal({ workspace }: Person, body: JsonObject): string | undefined {
  const blocks = body['blocks'];
  const text = stringAt(body, 'text') ?? '';
  if (text === '') return 'no_text';
  if (text.length > 40_000) return 'msg_too_long';
  if (blocks === undefined) return undefined;
  const problems = [...messageProblems(blocks), ...slackFileProblems(workspace, blocks, '/blocks')];
  return problems.length > 0 ? 'invalid_blocks' : undefined;
}

/** Shows an answer as a new message, to the person alone unless it says `in_channel`. */
export function showResponse(person: Person, channel: Channel, body: JsonObject): Message {
  const content = { text: stringAt(body, 'text') ?? '', blocks: withIds(objectsAt(body, 'blocks')) };
  const { workspace } = person;
  if (body['response_type'] === 'in_channel') {
    const message = channel.post(workspace.botUserId, true, content);
    person.wasShown(message);
    return message;
  }
  return person.showEphemeral(channel, content);
}
