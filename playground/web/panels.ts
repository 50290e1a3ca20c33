import { createStore } from './store';
import type { Store } from './store';

const KEY = 'goodturn.developers';

/** Whether the drawer for developers is open: kept over a reload, per window. */
export const developersOpen: Store<boolean> = createStore(sessionStorage.getItem(KEY) === 'open');

developersOpen.subscribe(() => sessionStorage.setItem(KEY, developersOpen.get() ? 'open' : 'closed'));
