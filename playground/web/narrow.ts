import { useSyncExternalStore } from 'react';

/** page.css says the same */
const query = matchMedia('(max-width: 760px)');

function subscribe(listener: () => void): () => void {
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

/** Whether there is room for one thing beside nothing else, as on a phone. */
export const useNarrow = (): boolean => useSyncExternalStore(subscribe, () => query.matches);
