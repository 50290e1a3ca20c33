import { useSyncExternalStore } from 'react';

/** What the address line says: whom one is, and what one looks at. */
export interface Address {
  as: string | null;
  /** a conversation's id, or `app` for the direct messages with the app, whoever one is */
  conversation: string | null;
  tab: AppTab;
}

export type AppTab = 'home' | 'messages' | 'about';

const isAppTab = (word: string | null): word is AppTab => word === 'home' || word === 'messages' || word === 'about';

let read = { search: '', address: parse('') };

function parse(search: string): Address {
  const words = new URLSearchParams(search);
  const tab = words.get('tab');
  return { as: words.get('as'), conversation: words.get('in'), tab: isAppTab(tab) ? tab : 'messages' };
}

/** The address as a link. */
export function hrefOf({ as, conversation, tab }: Address): string {
  const words = new URLSearchParams();
  if (as !== null) words.set('as', as);
  if (conversation !== null) words.set('in', conversation);
  if (tab !== 'messages') words.set('tab', tab);
  const search = words.toString();
  return search === '' ? location.pathname : `?${search}`;
}

export function addressNow(): Address {
  if (read.search !== location.search) read = { search: location.search, address: parse(location.search) };
  return read.address;
}

/** Where the change leads to: another conversation begins with its messages. */
export function destination(from: Address, change: Partial<Address>): Address {
  const tab = change.conversation === undefined ? from.tab : 'messages';
  return { ...from, tab, ...change };
}

/** Goes there; `replace` leaves no step behind for the back button. */
export function go(change: Partial<Address>, how: 'push' | 'replace' = 'push'): void {
  const href = hrefOf(destination(addressNow(), change));
  if (href === hrefOf(addressNow())) return;
  if (how === 'push') history.pushState(null, '', href);
  else history.replaceState(null, '', href);
  for (const listener of listeners) listener();
}

const listeners = new Set<() => void>();

/** Runs the listener whenever the address changes; gives what ends it. */
export function onAddress(listener: () => void): () => void {
  listeners.add(listener);
  addEventListener('popstate', listener);
  return () => {
    listeners.delete(listener);
    removeEventListener('popstate', listener);
  };
}

export const useAddress = (): Address => useSyncExternalStore(onAddress, addressNow);
