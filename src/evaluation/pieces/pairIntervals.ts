import { type Note, pitchClassOf } from '../../music/note.js';

/** How long tracks sound together, and with which interval classes between them, in ticks. */
export interface IntervalTicks {
  /** Two tracks sound. */
  readonly together: number;
  /** Some note of one and some note of the other are a semitone apart, octaves aside (interval class 1). */
  readonly semitone: number;
  /** As far apart as a tritone, octaves aside (interval class 6). */
  readonly tritone: number;
}

export interface PairIntervals {
  /** Added up over all pairs of tracks. */
  readonly pairs: IntervalTicks;
  /** The time in which it is so of any two tracks. */
  readonly any: IntervalTicks;
}

/** The note-ons and note-offs of all tracks: from `ticks` on, one more or one fewer of a pitch class. */
interface Change {
  readonly ticks: number;
  readonly track: number;
  readonly pitchClass: number;
  readonly by: 1 | -1;
}

/**
 * The dissonances between tracks, over all pairs of them: an exact sweep over note-ons and note-offs. Between two
 * changes each track is a set of pitch classes. Interval classes as in Forte 1973, «The Structure of Atonal Music».
 *
 * @param tracks each track's notes
 * @example pairIntervals([[C4 for 480 ticks], [C sharp 6 for 240 ticks]]).any // { together: 240, semitone: 240, tritone: 0 }
 */
export function pairIntervals(tracks: readonly (readonly Note[])[]): PairIntervals {
  const counts = tracks.map(() => new Array<number>(12).fill(0));
  const sets = tracks.map(() => 0);
  const pairs = { together: 0, semitone: 0, tritone: 0 };
  const any = { together: 0, semitone: 0, tritone: 0 };
  const changes = changesOf(tracks);
  for (const [i, { ticks, track, pitchClass, by }] of changes.entries()) {
    const own = counts[track] as number[];
    own[pitchClass] = (own[pitchClass] as number) + by;
    const bit = 1 << pitchClass;
    const set = sets[track] as number;
    sets[track] = own[pitchClass] > 0 ? set | bit : set & ~bit;
    const duration = (changes[i + 1]?.ticks ?? ticks) - ticks;
    if (duration === 0) continue;
    const now = countPairs(sets);
    for (const interval of ['together', 'semitone', 'tritone'] as const) {
      pairs[interval] += duration * now[interval];
      any[interval] += duration * Math.min(1, now[interval]);
    }
  }
  return { pairs, any };
}

function changesOf(tracks: readonly (readonly Note[])[]): Change[] {
  return tracks
    .flatMap((notes, track) =>
      notes.flatMap(({ pitch, startTicks, durationTicks }): Change[] => {
        const at = { track, pitchClass: pitchClassOf(pitch) };
        return [
          { ...at, ticks: startTicks, by: 1 },
          { ...at, ticks: startTicks + durationTicks, by: -1 },
        ];
      }),
    )
    .sort((a, b) => a.ticks - b.ticks);
}

/**
 * Pairs of tracks that sound together at a moment, and how many of them have which interval.
 *
 * @param sets of each track, a bit for each pitch class that sounds
 */
function countPairs(sets: readonly number[]): IntervalTicks {
  const sounding = sets.filter((set) => set !== 0);
  const counts = { together: 0, semitone: 0, tritone: 0 };
  for (const [i, set] of sounding.entries()) {
    const semitones = moved(set, 1) | moved(set, 11);
    const tritone = moved(set, 6);
    for (const other of sounding.slice(i + 1)) {
      counts.together += 1;
      counts.semitone += Number((semitones & other) !== 0);
      counts.tritone += Number((tritone & other) !== 0);
    }
  }
  return counts;
}

/** A set of pitch classes, each so many semitones higher. */
function moved(set: number, semitones: number): number {
  return ((set << semitones) | (set >> (12 - semitones))) & 0xfff;
}
