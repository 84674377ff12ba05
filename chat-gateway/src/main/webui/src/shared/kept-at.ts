import { Store } from './store';

/** When what is on the screen was laid aside, as long as nobody has answered since the page was opened. */
export const keptAt = new Store<number | null>(null);
