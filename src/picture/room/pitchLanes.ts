import { clamp } from '../../math/clamp.js';
import type { Note } from '../../music/note.js';

/** A lane of the piano roll: a window of the pitch scale that all lanes share. */
export interface Lane {
  /** Of its upper edge, in the page's units from the top of the roll. */
  readonly top: number;
  readonly height: number;
  /** The pitch at half of its height, in semitones as MIDI counts them. */
  readonly middlePitch: number;
}

export interface PitchLanes {
  readonly lanes: readonly Lane[];
  /** Height of a semitone in the page's units, the same in all lanes. */
  readonly semitone: number;
  /** Of all lanes together. */
  readonly height: number;
}

/** Lowest and highest pitch of a part. */
export interface PitchRange {
  readonly lowest: number;
  readonly highest: number;
}

/** The range of some notes; that of middle C for none. */
export function pitchRangeOf(notes: readonly Note[]): PitchRange {
  const pitches = notes.length > 0 ? notes.map(({ pitch }) => pitch) : [60];
  return { lowest: Math.min(...pitches), highest: Math.max(...pitches) };
}

/** How high a note is drawn. */
export function noteThickness(semitone: number): number {
  return clamp(semitone * 0.8, 2.6, 7);
}

/** Larger does not read better. */
export const MOST_SEMITONE = 9;

/** What stays free above the highest and below the lowest note of a lane. */
const PADDING = 4;

/** Every lane shows an octave at least, so that a C lies in it. */
const LEAST_SEMITONES = 12;

/**
 * Lays lanes below one another on one scale of pitch: each as high as its range asks, and no lower than its caption.
 *
 * @param ranges of the parts, in order
 * @param options.leastHeights of the lanes, in the same order
 * @param options.height that all of them have together at most; where the least heights ask for more, they get it
 */
export function layPitchLanes(
  ranges: readonly PitchRange[],
  { leastHeights, height }: { readonly leastHeights: readonly number[]; readonly height: number },
): PitchLanes {
  const heightsAt = (semitone: number) =>
    ranges.map(({ lowest, highest }, i) => {
      const range = Math.max(LEAST_SEMITONES, highest - lowest);
      const asked = range * semitone + noteThickness(semitone) + 2 * PADDING;
      return Math.max(leastHeights[i] ?? 0, asked);
    });
  const fits = (semitone: number) => sum(heightsAt(semitone)) <= height;
  const semitone = fits(MOST_SEMITONE) ? MOST_SEMITONE : largestThat(fits, MOST_SEMITONE);
  let top = 0;
  const lanes = heightsAt(semitone).map((own, i): Lane => {
    const { lowest, highest } = ranges[i] as PitchRange;
    const lane = { top, height: own, middlePitch: (lowest + highest) / 2 };
    top += own;
    return lane;
  });
  return { lanes, semitone, height: top };
}

/** The largest value from 0 to `most` that fits, by halving; it falls short by a millionth of `most` at most. */
function largestThat(fits: (value: number) => boolean, most: number): number {
  let [low, high] = [0, most];
  for (let i = 0; i < 20; i++) {
    const middle = (low + high) / 2;
    if (fits(middle)) low = middle;
    else high = middle;
  }
  return low;
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}
