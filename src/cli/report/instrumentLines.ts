import { foldCase } from '../../collection/names/byName.js';
import type { ChosenInstruments } from '../../index.js';

/** Who played in the photos of a call. */
export interface Played {
  /** As the caller wrote them, of those that became music. */
  readonly photos: readonly string[];
  /** Names of the objects that play in any of them. */
  readonly objects: ReadonlySet<string>;
}

/**
 * A line for each instrument that was chosen for an object which plays in no photo of the call; none where no photo became music.
 *
 * @example unusedInstrumentLines({ oven: 'violin' }, { photos: ['hall.jpg'], objects: new Set(['clock']) })
 * // ['--instrument oven=violin changes nothing: oven does not play in hall.jpg, where clock plays.']
 */
export function unusedInstrumentLines(
  instruments: ChosenInstruments | undefined,
  { photos, objects }: Played,
): string[] {
  const [first] = photos;
  if (instruments === undefined || first === undefined) return [];
  const isOne = photos.length === 1;
  const where = isOne
    ? `does not play in ${first}`
    : `plays in none of the ${photos.length} photos`;
  const playing = `${[...objects].join(', ')} ${objects.size === 1 ? 'plays' : 'play'}`;
  // As instruments are matched: a stand-in may differ by capitals.
  const known = new Set([...objects].map(foldCase));
  return Object.entries(instruments)
    .filter(([object]) => !known.has(foldCase(object)))
    .map(
      ([object, instrument]) =>
        `--instrument ${object}=${instrument} changes nothing: ${object} ${where}, where ${playing}.`,
    );
}
