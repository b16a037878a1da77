import { median } from '../math/median.js';
import type { PitchTrack } from './pitchTrack.js';

/** A passage of a single voice that sings or bows with vibrato. */
export interface VibratoPassage {
  /** Frames of the track, the last one not included. */
  readonly from: number;
  readonly to: number;
  /** One whole vibrato cycle, in frames. */
  readonly cycleFrames: number;
}

/** A passage goes on where the voice is lost for so many frames, 35 ms. */
const LOST_FRAMES = 3;

/** Frames of the shortest passage, 163 ms. */
const SHORTEST_PASSAGE = 14;

/**
 * Frames of half a cycle of a vibrato of 3 to 9 Hz, 55 to 167 ms, with room for a frame of error; and semitones from
 * its lowest to its highest pitch.
 */
const HALF_CYCLE_FRAMES = [4, 15] as const;
const EXTENT_SEMITONES = [0.3, 3.5] as const;

/**
 * So many half cycles in a row are a vibrato if neighbours are alike in extent and length, the larger at most so many times the smaller.
 */
const LEAST_HALF_CYCLES = 3;
const ALIKE = 2.2;

/** A vibrato covers this share of the passages that are taken for sung. */
const LEAST_SHARE = 0.35;

/**
 * A vibrato is about a sine: no step from one frame to the next is steeper than so many times the steepest of a sine
 * of that length. A trill jumps, or loses the
 * voice between its two pitches and shows no step at all. The median over the half cycles counts.
 */
const STEEPNESS = [0.8, 1.45] as const;

/**
 * Finds where a single voice sounds with vibrato: passages of it, if together they swing for long enough, those among
 * them too that are too short to show it alone. A trill between two steady pitches is no vibrato.
 */
export function vibratoPassages(track: PitchTrack): VibratoPassage[] {
  const passages = voicedPassages(track).map(({ from, to }) => {
    const halves = halfCycles(track.pitches, { from, to });
    return { from, to, halves, regular: regularOnes(halves) };
  });
  const voiced = passages.reduce((sum, { from, to }) => sum + to - from, 0);
  const regular = passages.flatMap((passage) => passage.regular);
  const covered = regular.reduce((sum, half) => sum + half.to - half.from, 0);
  if (covered === 0 || covered < LEAST_SHARE * voiced) return [];
  const cycleFrames = cycleOf(regular);
  return passages
    .filter(({ halves, regular }) => {
      const swings = regular.length > 0 ? regular : halves.filter(isPlausible);
      if (swings.length === 0) return false;
      const steepness = median(swings.map(({ steepness }) => steepness));
      return steepness >= STEEPNESS[0] && steepness <= STEEPNESS[1];
    })
    .map(({ from, to, regular }) => ({
      from,
      to,
      cycleFrames: regular.length > 0 ? cycleOf(regular) : cycleFrames,
    }));
}

function cycleOf(halves: readonly HalfCycle[]): number {
  return 2 * median(halves.map(({ from, to }) => to - from));
}

function voicedPassages({ pitches }: PitchTrack): { from: number; to: number }[] {
  const passages: { from: number; to: number }[] = [];
  let from = -1;
  let last = -1;
  for (let frame = 0; frame <= pitches.length; frame++) {
    const isVoiced = frame < pitches.length && !Number.isNaN(pitches[frame]);
    if (isVoiced) {
      if (from < 0) from = frame;
      last = frame;
    } else if (from >= 0 && (frame - last > LOST_FRAMES || frame === pitches.length)) {
      if (last + 1 - from >= SHORTEST_PASSAGE) passages.push({ from, to: last + 1 });
      from = -1;
    }
  }
  return passages;
}

interface HalfCycle {
  readonly from: number;
  readonly to: number;
  readonly extent: number;
  /** The largest step from one frame to the next, 1 for a sine. */
  readonly steepness: number;
}

/** From each turning point of the pitch to the next. */
function halfCycles(
  pitches: Float64Array,
  { from, to }: { readonly from: number; readonly to: number },
): HalfCycle[] {
  const turns: number[] = [];
  let extreme = from;
  let direction = 0;
  const at = (frame: number) => pitches[frame] as number;
  for (let frame = from + 1; frame < to; frame++) {
    if (Number.isNaN(at(frame))) continue;
    const change = at(frame) - at(extreme);
    if (direction === 0) {
      if (Math.abs(change) < LEAST_TURN) continue;
      direction = Math.sign(change);
      turns.push(extreme);
      extreme = frame;
    } else if (change * direction >= 0) {
      extreme = frame;
    } else if (Math.abs(change) >= LEAST_TURN) {
      turns.push(extreme);
      direction = -direction;
      extreme = frame;
    }
  }
  turns.push(extreme);
  return turns.slice(1).map((end, i) => {
    const start = turns[i] as number;
    const extent = Math.abs(at(end) - at(start));
    let step = 0;
    for (let frame = start; frame < end; frame++) {
      const size = Math.abs(at(frame + 1) - at(frame));
      if (size > step) step = size;
    }
    return {
      from: start,
      to: end,
      extent,
      steepness: step / (extent + 1e-9) / Math.sin(Math.PI / (2 * Math.max(1, end - start))),
    };
  });
}

/** The pitch has turned once it is so many semitones away from its extreme. */
const LEAST_TURN = 0.12;

function regularOnes(halves: readonly HalfCycle[]): HalfCycle[] {
  const isAlike = (a: number, b: number) => Math.max(a, b) <= ALIKE * Math.min(a, b);
  const runs: HalfCycle[][] = [[]];
  for (const half of halves) {
    const run = runs.at(-1) as HalfCycle[];
    const before = run.at(-1);
    const follows =
      before === undefined ||
      (before.to === half.from &&
        isAlike(before.extent, half.extent) &&
        isAlike(before.to - before.from, half.to - half.from));
    if (!isPlausible(half)) runs.push([]);
    else if (follows) run.push(half);
    else runs.push([half]);
  }
  return runs.filter((run) => run.length >= LEAST_HALF_CYCLES).flat();
}

function isPlausible({ from, to, extent }: HalfCycle): boolean {
  return (
    to - from >= HALF_CYCLE_FRAMES[0] &&
    to - from <= HALF_CYCLE_FRAMES[1] &&
    extent >= EXTENT_SEMITONES[0] &&
    extent <= EXTENT_SEMITONES[1]
  );
}
