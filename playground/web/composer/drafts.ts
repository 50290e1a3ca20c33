import { useSyncExternalStore } from 'react';

const PREFIX = 'goodturn.draft ';
const listeners = new Set<() => void>();
let wantsFocus: string | null = null;

/** What names the draft of a person in a conversation. */
export const draftKey = (person: string, conversation: string): string => `${PREFIX}${person} ${conversation}`;

export const draftOf = (key: string): string => sessionStorage.getItem(key) ?? '';

export function setDraft(key: string, text: string): void {
  if (text === '') sessionStorage.removeItem(key);
  else sessionStorage.setItem(key, text);
  for (const listener of listeners) listener();
}

/** Puts the text into that composer, and the focus, as soon as it is on the page. */
export function compose(key: string, text: string): void {
  wantsFocus = key;
  setDraft(key, text);
}

/** Runs when something was put into that composer for somebody to go on with; also what was before it was there. */
export function onComposed(key: string, listener: () => void): () => void {
  const look = () => {
    if (wantsFocus !== key) return;
    wantsFocus = null;
    listener();
  };
  look();
  return subscribe(look);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What is typed and not sent: per person and conversation, kept over a reload. */
export const useDraft = (key: string): string => useSyncExternalStore(subscribe, () => draftOf(key));
