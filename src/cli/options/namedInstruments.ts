import { type ChosenInstruments, type Collection, findObject } from '../../index.js';

/**
 * The instruments that a call chose, by the names that the objects have in the collection.
 *
 * @throws MirrorError `usage` for an object that there is not
 */
export function namedInstruments(
  instruments: ChosenInstruments | undefined,
  collection: Collection,
): ChosenInstruments | undefined {
  if (instruments === undefined) return undefined;
  const named = Object.entries(instruments).map(([name, instrument]) => [
    findObject(collection, name).name,
    instrument,
  ]);
  return Object.fromEntries(named);
}
