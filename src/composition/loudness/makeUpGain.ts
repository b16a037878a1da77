import { clamp } from '../../math/clamp.js';
import type { Score } from '../../music/score.js';
import { predictMixLoudness } from './predictLoudness.js';

/** How loud music is heard that is meant to be listened to: about what `--wav` comes to once its peak is at −1 dBFS. */
const TARGET_LUFS = -18;

/**
 * LUFS of a piece whose predicted loudness is 0 LU, as the synthesiser plays it with the SoundFont of the package: measured on eight
 * pieces of the four sample rooms, whose measured loudness less the predicted one is −13.4 to −12.6, and held against sixteen mixes of one
 * to six parts on any of 112 programs: fifteen are heard at −19.3 to −16.5 LUFS, their peaks below 0 dBFS; one that is softer than
 * `MOST_DB` can mend stays at −26.
 */
const LUFS_OF_ZERO = -13;

/** A piece of a few soft notes is not made as loud as a full one. */
const MOST_DB = 36;

/**
 * What a piece has to be made louder by to be listened to, in decibels, 0 or more. A MIDI file leaves headroom for every synthesiser;
 * a file of sound is normalised once it is rendered; sound that is made as it plays has only this prediction.
 *
 * @example makeUpGainDb(score) // 26.2
 */
export function makeUpGainDb({ parts, tempoBpm }: Pick<Score, 'parts' | 'tempoBpm'>): number {
  const mixed = parts.map(({ notes, program, gainDb, trimDb = 0 }) => ({
    notes,
    program,
    gainDb: gainDb + trimDb,
  }));
  const predicted = predictMixLoudness(mixed, { tempoBpm, font: 'fluidR3Mono' });
  if (predicted === undefined) return 0;
  const gainDb = TARGET_LUFS - LUFS_OF_ZERO - predicted;
  return Math.round(100 * clamp(gainDb, 0, MOST_DB)) / 100;
}
