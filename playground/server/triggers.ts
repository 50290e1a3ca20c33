import { randomBytes } from 'node:crypto';
import { ApiError } from './api-error';
import { forgetOldest } from './forgetting';
import type { Person } from './people/person';
import type { View } from './view';

const LIFE_MS = 3000;

export interface Trigger {
  id: string;
  person: Person;
  /** The modal that the person was in. */
  view: View | undefined;
  issuedAt: number;
  used: boolean;
}

/** https://docs.slack.dev/interactivity/handling-user-interaction#trigger_ids */
export class Triggers {
  private readonly issued = new Map<string, Trigger>();

  constructor(
    private readonly now: () => Date,
    private readonly keeps: number,
  ) {}

  issue(person: Person, view?: View): Trigger {
    const issuedAt = this.now().getTime();
    const id = `${issuedAt}.${person.workspace.id.slice(1)}.${randomBytes(16).toString('hex')}`;
    const trigger: Trigger = { id, person, view, issuedAt, used: false };
    this.issued.set(id, trigger);
    forgetOldest(this.issued, this.keeps);
    return trigger;
  }

  /** Checks without spending: a view that Slack refuses leaves the trigger good for another try. */
  check(id: string, workspaceId: string): Trigger {
    const trigger = this.issued.get(id);
    if (trigger === undefined || trigger.person.workspace.id !== workspaceId) throw new ApiError('invalid_trigger_id');
    if (trigger.used) throw new ApiError('exchanged_trigger_id');
    if (this.now().getTime() - trigger.issuedAt > LIFE_MS) throw new ApiError('expired_trigger_id');
    return trigger;
  }
}
