import { type Collection, findObject } from '../collection/collection.js';
import { checkInstrument } from '../collection/objectFile.js';
import type { ChosenInstruments } from '../composition/chosenInstruments.js';

/**
 * The instruments that a call chose, as General MIDI writes them, by the names that the objects have in the collection.
 *
 * @throws MirrorError `usage` for an object that there is not, `input` for such an instrument
 */
export function namedInstruments(
  instruments: ChosenInstruments | undefined,
  collection: Collection,
): ChosenInstruments | undefined {
  if (instruments === undefined) return undefined;
  const named = Object.entries(instruments).map(([name, instrument]) => [
    findObject(collection, name).name,
    checkInstrument(instrument).instrument,
  ]);
  return Object.fromEntries(named);
}
