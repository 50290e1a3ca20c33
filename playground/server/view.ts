import { createHash, randomUUID } from 'node:crypto';
import { withIds } from './block-kit/ids';
import { stateOf, type FormState } from './form-state';
import { isObject, objectsAt, stringAt, type JsonObject } from './json';
import type { Person } from './people/person';

const newViewId = (): string => `V${randomUUID().replaceAll('-', '').slice(0, 10).toUpperCase()}`;

/** A modal or a Home as Slack keeps it; an update changes this object. */
export class View {
  readonly id = newViewId();
  readonly rootId: string;
  hash = '';
  definition: JsonObject = {};
  blocks: JsonObject[] = [];
  state: FormState = {};
  /** What the app, or Slack's client, says against an input: by block_id. */
  errors: Record<string, string> = {};
  private version = 0;

  constructor(
    readonly owner: Person,
    definition: JsonObject,
    /** The view below it on the stack. */
    readonly previous: View | undefined,
  ) {
    this.rootId = previous?.rootId ?? this.id;
    this.replace(definition);
  }

  get kind(): 'modal' | 'home' {
    return this.definition['type'] === 'home' ? 'home' : 'modal';
  }

  get externalId(): string | undefined {
    return stringAt(this.definition, 'external_id') || undefined;
  }

  replace(definition: JsonObject): void {
    this.definition = definition;
    this.blocks = withIds(objectsAt(definition, 'blocks'));
    this.state = stateOf(this.blocks, this.state);
    this.errors = {};
    this.version += 1;
    const at = Math.floor(this.owner.workspace.slack.now().getTime() / 1000);
    this.hash = `${at}.${createHash('md5').update(`${this.id} ${this.version}`).digest('hex').slice(0, 8)}`;
  }

  toSlack(): JsonObject {
    const { workspace } = this.owner;
    const { definition } = this;
    return {
      id: this.id,
      team_id: workspace.id,
      type: this.kind,
      blocks: this.blocks,
      private_metadata: stringAt(definition, 'private_metadata') ?? '',
      callback_id: stringAt(definition, 'callback_id') ?? '',
      state: { values: this.state },
      hash: this.hash,
      title: isObject(definition['title'])
        ? definition['title']
        : { type: 'plain_text', text: 'View Title', emoji: true },
      clear_on_close: definition['clear_on_close'] === true,
      notify_on_close: definition['notify_on_close'] === true,
      close: definition['close'] ?? null,
      submit: definition['submit'] ?? null,
      previous_view_id: this.previous?.id ?? null,
      root_view_id: this.rootId,
      app_id: workspace.slack.appId,
      external_id: this.externalId ?? '',
      app_installed_team_id: workspace.id,
      bot_id: workspace.botId,
    };
  }
}
