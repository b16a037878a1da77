import { silencesOf } from '../../composition/silences.js';
import { meanOrNull } from '../../math/mean.js';
import { type Random, seededRandom } from '../../math/random.js';
import { estimateKey } from '../../music/key.js';
import { keyPresses } from '../../music/keyPresses.js';
import type { Note } from '../../music/note.js';
import type { Score } from '../../music/score.js';
import { ticksPerBar } from '../../music/time.js';
import { densityArc } from './densityArc.js';
import { measureEnding } from './ending.js';
import { measureImitation } from './imitation.js';
import { pairIntervals } from './pairIntervals.js';
import { measureRegister } from './register.js';
import { measureReturns } from './returns.js';
import { shiftedTracks } from './shiftedTracks.js';
import { triadPairs } from './triads.js';

/** What tracks have to do with one another. */
export const TOGETHER_FIGURES = [
  'clash',
  'clashPairs',
  'tritone',
  'tritonePairs',
  'sameTriad',
  'imitation',
] as const;

/**
 * Shares, 0–1, null where no two tracks sound together, or none enters:
 *
 * - `clash`: of the time in which at least two tracks sound, in which any two of them are a semitone apart;
 * - `clashPairs`: of the time in which two tracks sound together, added up over all pairs of tracks, in which those
 *   two are; more tracks make the former larger and leave the latter as it is;
 * - `tritone`, `tritonePairs`: the same of tritones;
 * - `sameTriad`: of the half bars in which two tracks sound, over all pairs of tracks, those in which the same triad
 *   fits both best;
 * - `imitation`: of the entries of tracks, those with the motif with which another track began a bar shortly before (`measureImitation`).
 */
export type TogetherFigures = Readonly<Record<(typeof TOGETHER_FIGURES)[number], number | null>>;

/** A piece as a whole, in figures; null where the piece is too short or too silent for one. */
export interface MixFigures extends TogetherFigures {
  /** The same of the piece with its tracks rotated in time against one another. */
  readonly chance: TogetherFigures;
  /** Correlation of the whole with the profile of its key, −1 to 1 (`estimateKey`). */
  readonly keyClarity: number | null;
  /** Share of bars that resemble an earlier one, 0–1 (`measureReturns`). */
  readonly returns: number | null;
  /** Onsets in the fullest four bars ÷ the emptiest four, 1 or more (`densityArc`). */
  readonly arc: number | null;
  /** 1 if it ends with the tonic in the bass, else 0 (`measureEnding`). */
  readonly bassTonic: number | null;
  /** 1 if nothing but the tonic's triad sounds at its end, else 0. */
  readonly tonicChord: number | null;
  /** Bars, 0 or more. */
  readonly longestSilence: number;
  /** Share of the time that the lowest note is below C3, 0–1 (`measureRegister`). */
  readonly bassTime: number | null;
  /** Share of the notes from C4 to C5, 0–1. */
  readonly middleNotes: number | null;
}

/** Rotations that chance is the mean of. */
const ROTATIONS = 4;

/**
 * Measures a piece as a whole. A note lasts as it is written to a file: until its key is struck again at the latest.
 *
 * @param seed what the rotations of `chance` are drawn from
 */
export function measureMix(score: Score, { seed }: { readonly seed: number }): MixFigures {
  const { timeSignature, lengthTicks, parts } = score;
  const barTicks = ticksPerBar(timeSignature);
  const bars = Math.round(lengthTicks / barTicks);
  const tracks = parts.map(({ notes }) => keyPresses(notes));
  const all = tracks.flat();
  const key = estimateKey(all);
  const ending = key ? measureEnding(all, { key, lastBarTicks: lengthTicks - barTicks }) : null;
  const register = measureRegister(all);
  const silences = silencesOf(tracks, lengthTicks);
  return {
    ...measureTogether(tracks, { barTicks, lengthTicks }),
    chance: measureChance(tracks, { ...score, barTicks, random: seededRandom(`chance ${seed}`) }),
    keyClarity: key?.clarity ?? null,
    returns: measureReturns(tracks, barTicks),
    arc: densityArc(tracks, { barTicks, bars }),
    // A last bar in which nothing sounds does not end on the tonic either.
    bassTonic: key ? Number(ending?.bassTonic ?? false) : null,
    tonicChord: key ? Number(ending?.tonicChord ?? false) : null,
    longestSilence:
      Math.max(0, ...silences.map(({ fromTicks, toTicks }) => toTicks - fromTicks)) / barTicks,
    bassTime: register?.bassTime ?? null,
    middleNotes: register?.middleNotes ?? null,
  };
}

/**
 * How far tracks agree.
 *
 * @param tracks each track's notes
 */
export function measureTogether(
  tracks: readonly (readonly Note[])[],
  { barTicks, lengthTicks }: { readonly barTicks: number; readonly lengthTicks: number },
): TogetherFigures {
  const { any, pairs: of } = pairIntervals(tracks);
  const cellTicks = barTicks / 2;
  const { pairs, same } = triadPairs(tracks, {
    cellTicks,
    cells: Math.ceil(lengthTicks / cellTicks),
  });
  return {
    clash: share(any.semitone, any.together),
    clashPairs: share(of.semitone, of.together),
    tritone: share(any.tritone, any.together),
    tritonePairs: share(of.tritone, of.together),
    sameTriad: share(same, pairs),
    imitation: measureImitation(tracks, barTicks),
  };
}

function share(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}

function measureChance(
  tracks: readonly (readonly Note[])[],
  options: Pick<Score, 'lengthTicks' | 'timeSignature'> & {
    readonly barTicks: number;
    readonly random: Random;
  },
): TogetherFigures {
  const rotations = Array.from({ length: ROTATIONS }, () =>
    measureTogether(shiftedTracks(tracks, options), options),
  );
  return meanTogether(rotations);
}

/** The mean of each figure, null where none of the records has it. */
export function meanTogether(records: readonly TogetherFigures[]): TogetherFigures {
  const means = TOGETHER_FIGURES.map((figure) => [
    figure,
    meanOrNull(records.map((record) => record[figure])),
  ]);
  return Object.fromEntries(means) as TogetherFigures;
}
