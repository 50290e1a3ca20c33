import { escape } from '../slack/mrkdwn';

/** To the giver: what the receiver says has gone out; `receiver` is plain text. No full stop. */
export function onItsWay(receiver: string, kind: 'card' | 'gift'): string {
  const what = kind === 'card' ? 'a handwritten card' : 'a gift';
  return `${escape(receiver)} says that ${what} is on its way to you`;
}
