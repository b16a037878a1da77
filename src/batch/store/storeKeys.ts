/** The folder within `--out` that all machines of a batch share. */
export const STORE_FOLDER = '.mirror-batch';

/** Digits that results are spread over folders by: of a million, 250 lie in each. */
const SPREAD_DIGITS = 3;

/** The key in a store of something that has a key of its own, such as a result. */
export function spreadKey(what: 'results' | 'tries' | 'segments', key: string): string {
  return `${what}/${key.slice(0, SPREAD_DIGITS)}/${key}`;
}
