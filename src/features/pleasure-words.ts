import { escape } from '../slack/mrkdwn';
import type { Pleasure } from './pleasure';

/** To the giver: what became of it; `receiver` is plain text. */
export function pleasureLine(receiver: string, pleasure: Pleasure): string {
  if (pleasure === 'told') return `You told ${escape(receiver)} it was your pleasure.`;
  if (pleasure === 'to be told') return `I'll tell ${escape(receiver)} it was your pleasure.`;
  return 'You said it was your pleasure.';
}
