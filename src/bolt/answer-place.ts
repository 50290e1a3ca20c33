/**
 * Where the answer to a request is shown. In a conversation that is Slack's response_url. The App Home has none: there a
 * modal says it, and what is pressed in that modal is answered in it. Forms carry a place as one text, whichever it is.
 */
export type AnswerPlace = { kind: 'url'; url: string } | { kind: 'new-modal' } | { kind: 'modal'; viewId: string };

/** Opened for the answer, or, for a form that was sent, in its place. */
export const IN_A_MODAL = 'goodturn:modal';

export const inModal = (viewId: string): string => `goodturn:modal:${viewId}`;

export function readPlace(text: string): AnswerPlace {
  const [, viewId] = /^goodturn:modal(?::(\w+))?$/.exec(text) ?? [];
  if (viewId) return { kind: 'modal', viewId };
  return text === IN_A_MODAL ? { kind: 'new-modal' } : { kind: 'url', url: text };
}
