import { join } from 'node:path';

/** The folder within `--out` that all machines of a batch share. */
export const STORE_FOLDER = '.mirror-batch';

/** Digits that results are spread over folders by: of a million, 250 lie in each. */
const SPREAD_DIGITS = 3;

/** Where something lies that is named by a key. */
export function spreadPath(store: string, what: 'results' | 'tries', key: string): string {
  return join(store, what, key.slice(0, SPREAD_DIGITS), key);
}
