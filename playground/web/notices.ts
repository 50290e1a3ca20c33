import { createStore } from './store';

export interface Notice {
  id: number;
  text: string;
}

const STAYS_MS = 12_000;
const MOST = 3;
let last = 0;

/** What was said lately. */
export const notices = createStore<Notice[]>([]);

/** Shows a sentence for a while, and has screen readers read it. */
export function say(text: string): void {
  last += 1;
  const notice = { id: last, text };
  notices.set([...notices.get().filter((one) => one.text !== text), notice].slice(-MOST));
  setTimeout(() => unsay(notice.id), STAYS_MS);
}

export const unsay = (id: number): void => notices.set(notices.get().filter((notice) => notice.id !== id));
