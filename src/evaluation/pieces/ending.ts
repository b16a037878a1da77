import { tonesOf, tonicTriad } from '../../composition/harmony/chord.js';
import type { KeyEstimate } from '../../music/key.js';
import { type Note, pitchClassOf } from '../../music/note.js';
import { TICKS_PER_QUARTER } from '../../music/time.js';

/** What sounds at a piece's end. */
export interface Ending {
  /** The lowest note has the pitch class of the key's tonic. */
  readonly bassTonic: boolean;
  /** Every note belongs to the tonic's triad. */
  readonly tonicChord: boolean;
}

/** Notes that are let go within a sixteenth of one another end together. */
const TOGETHER_TICKS = TICKS_PER_QUARTER / 4;

/**
 * Whether a piece comes to rest on its tonic: looks at the notes of its last bar that sound until its end, which is
 * the end of the note that is held longest.
 *
 * @param notes of all tracks
 * @param options.key of the whole piece; its mode decides between the major tonic and the relative minor's
 * @param options.lastBarTicks where the last bar begins
 * @returns null where nothing sounds in the last bar
 */
export function measureEnding(
  notes: readonly Note[],
  { key, lastBarTicks }: { readonly key: KeyEstimate; readonly lastBarTicks: number },
): Ending | null {
  const ends = notes.map(({ startTicks, durationTicks }) => startTicks + durationTicks);
  const last = ends.reduce((latest, end) => Math.max(latest, end), 0);
  if (last <= lastBarTicks) return null;
  const pitches = notes
    .filter((_, i) => (ends[i] as number) > last - TOGETHER_TICKS)
    .map(({ pitch }) => pitch);
  const triad = tonesOf(tonicTriad(key));
  return {
    bassTonic: pitchClassOf(Math.min(...pitches)) === triad[0],
    tonicChord: pitches.every((pitch) => triad.includes(pitchClassOf(pitch))),
  };
}
