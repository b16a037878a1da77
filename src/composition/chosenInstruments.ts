import { foldCase } from '../collection/names/byName.js';
import { checkInstrument } from '../collection/objectFile.js';
import type { MatchedObject } from './matchObjects.js';

/** General MIDI names by the objects' names. */
export type ChosenInstruments = Readonly<Record<string, string>>;

/**
 * The matched objects with the instruments that a person chose for this piece; the others keep their own.
 *
 * @param instruments objects that are not among the matched ones are passed over
 * @throws MirrorError `input` for a name that is none of General MIDI
 */
export function withInstruments(
  matched: readonly MatchedObject[],
  instruments: ChosenInstruments = {},
): readonly MatchedObject[] {
  const chosen = Object.entries(instruments).map(([name, instrument]) => ({
    name,
    ...checkInstrument(instrument),
  }));
  return matched.map((each) => {
    const own = chosen.find(({ name }) => foldCase(name) === foldCase(each.object.name));
    if (own === undefined) return each;
    const { instrument, program } = own;
    return { ...each, object: { ...each.object, instrument, program } };
  });
}
