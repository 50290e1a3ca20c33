import type { DeliveryDeps } from '../delivery/message-kind';

/** Something that time has made due, found but not yet done. */
export interface Finding {
  workspaceId: string;
  /** for the operator: kind and whom it is for, no names and no words of people; null: sends nothing to anybody */
  line: string | null;
  /** Does it; finds out for itself whether somebody else was first. */
  commit(): Promise<void>;
}

/** A job is a plain function of `now`: it finds what is due and changes nothing. */
export type DueJob = (deps: DeliveryDeps, now: Date) => Promise<Finding[]>;
