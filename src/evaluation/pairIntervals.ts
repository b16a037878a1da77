import type { Note } from '../music/note.js';

/** How long pairs of tracks sound together, and with which interval classes, in ticks added up over the pairs. */
export interface PairIntervals {
  /** Both tracks of a pair sound. */
  readonly togetherTicks: number;
  /** Some note of one and some note of the other are a semitone apart, octaves aside (interval class 1). */
  readonly semitoneTicks: number;
  /** As far apart as a tritone, octaves aside (interval class 6). */
  readonly tritoneTicks: number;
}

/** The note-ons and note-offs of all tracks: from `ticks` on, one more or one fewer of a pitch class. */
interface Change {
  readonly ticks: number;
  readonly track: number;
  readonly pitchClass: number;
  readonly by: 1 | -1;
}

/**
 * The dissonances between tracks, over all pairs of them: an exact sweep over note-ons and note-offs. Between two changes
 * each track is a set of pitch classes. Interval classes as in Forte 1973, «The Structure of Atonal Music».
 *
 * @param tracks each track's notes
 * @example pairIntervals([[C4 for 480 ticks], [C sharp 6 for 240 ticks]]) // { togetherTicks: 240, semitoneTicks: 240, tritoneTicks: 0 }
 */
export function pairIntervals(tracks: readonly (readonly Note[])[]): PairIntervals {
  const counts = tracks.map(() => new Array<number>(12).fill(0));
  const sets = tracks.map(() => 0);
  const sums = { togetherTicks: 0, semitoneTicks: 0, tritoneTicks: 0 };
  const changes = changesOf(tracks);
  for (const [i, { ticks, track, pitchClass, by }] of changes.entries()) {
    const own = counts[track] as number[];
    own[pitchClass] = (own[pitchClass] as number) + by;
    const bit = 1 << pitchClass;
    const set = sets[track] as number;
    sets[track] = own[pitchClass] > 0 ? set | bit : set & ~bit;
    const duration = (changes[i + 1]?.ticks ?? ticks) - ticks;
    if (duration > 0) addPairs(sums, { sets, duration });
  }
  return sums;
}

function changesOf(tracks: readonly (readonly Note[])[]): Change[] {
  return tracks
    .flatMap((notes, track) =>
      notes.flatMap(({ pitch, startTicks, durationTicks }): Change[] => {
        const at = { track, pitchClass: pitch % 12 };
        return [
          { ...at, ticks: startTicks, by: 1 },
          { ...at, ticks: startTicks + durationTicks, by: -1 },
        ];
      }),
    )
    .sort((a, b) => a.ticks - b.ticks);
}

/** @param options.sets of each track, a bit for each pitch class that sounds */
function addPairs(
  sums: { togetherTicks: number; semitoneTicks: number; tritoneTicks: number },
  { sets, duration }: { sets: readonly number[]; duration: number },
): void {
  const sounding = sets.filter((set) => set !== 0);
  for (const [i, set] of sounding.entries()) {
    const semitones = moved(set, 1) | moved(set, 11);
    const tritone = moved(set, 6);
    for (const other of sounding.slice(i + 1)) {
      sums.togetherTicks += duration;
      if (semitones & other) sums.semitoneTicks += duration;
      if (tritone & other) sums.tritoneTicks += duration;
    }
  }
}

/** A set of pitch classes, each so many semitones higher. */
function moved(set: number, semitones: number): number {
  return ((set << semitones) | (set >> (12 - semitones))) & 0xfff;
}
