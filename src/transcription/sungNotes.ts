import type { PitchTrack } from './pitchTrack.js';
import type { VibratoPassage } from './vibrato.js';

/** A note of a sung passage, in frames of the track. */
export interface SungNote {
  /** The mean pitch, rounded. */
  readonly pitch: number;
  readonly from: number;
  readonly to: number;
}

/**
 * The notes of a passage with vibrato: the mean over one cycle, in which the vibrato is gone, goes from one semitone
 * to another where that saves more than a change costs; a dip of the level parts two notes of one pitch.
 */
export function sungNotes(
  track: PitchTrack,
  { from, to, cycleFrames }: VibratoPassage,
): SungNote[] {
  const pitches = filledIn(track.pitches.subarray(from, to));
  const centres = meanOverCycle(pitches, cycleFrames);
  const states = nearestSemitones(centres);
  const starts = [0];
  for (let frame = 1; frame < states.length; frame++) {
    if (states[frame] !== states[frame - 1]) starts.push(frame);
  }
  const moved = starts.map((start, i) =>
    i === 0
      ? 0
      : sharpest(pitches, {
          around: start,
          reach: Math.ceil(cycleFrames / 2),
          before: states[start - 1] as number,
          after: states[start] as number,
        }),
  );
  const dips = dipsOf(track.decibels.subarray(from, to));
  const notes: SungNote[] = [];
  for (const [i, start] of moved.entries()) {
    const end = moved[i + 1] ?? states.length;
    const pitch = states[starts[i] as number] as number;
    const inside = dips.filter(
      (dip) => dip - start >= SHORTEST_FRAMES && end - dip >= SHORTEST_FRAMES,
    );
    const edges = [start, ...inside, end];
    for (const [j, edge] of edges.slice(0, -1).entries()) {
      const until = edges[j + 1] as number;
      if (until - edge >= SHORTEST_FRAMES) {
        notes.push({ pitch, from: from + edge, to: from + until });
      }
    }
  }
  return notes;
}

/** Shorter notes are a voice on its way: 81 ms. */
const SHORTEST_FRAMES = 7;

/** Straight lines where the voice was lost. */
function filledIn(pitches: Float64Array): Float64Array {
  const filled = pitches.slice();
  let last = 0;
  for (let frame = 1; frame < filled.length; frame++) {
    if (Number.isNaN(filled[frame])) continue;
    for (let gap = last + 1; gap < frame; gap++) {
      const share = (gap - last) / (frame - last);
      filled[gap] = (filled[last] as number) * (1 - share) + (filled[frame] as number) * share;
    }
    last = frame;
  }
  return filled;
}

/** At the ends of the passage the mean is over what there is of a cycle, but never less than half of one. */
function meanOverCycle(pitches: Float64Array, cycleFrames: number): Float64Array {
  const reach = cycleFrames / 2;
  return pitches.map((_, frame) => {
    const first = Math.max(0, Math.min(Math.round(frame - reach), pitches.length - cycleFrames));
    const end = Math.min(pitches.length, Math.max(Math.round(frame + reach), cycleFrames));
    let sum = 0;
    for (let other = first; other < end; other++) sum += pitches[other] as number;
    return sum / (end - first);
  });
}

/** A frame a semitone away from its note costs 1; a change of note as much as so many of them. */
const CHANGE_COST = 5;
const MOST_COST = 4;

/** The cheapest path through semitones (Viterbi). */
function nearestSemitones(centres: Float64Array): number[] {
  const lowest = Math.floor(centres.reduce((a, b) => Math.min(a, b))) - 1;
  const count = Math.ceil(centres.reduce((a, b) => Math.max(a, b))) - lowest + 2;
  let costs = new Float64Array(count);
  const from = new Int16Array(centres.length * count);
  for (const [frame, centre] of centres.entries()) {
    const cheapest = costs.indexOf(costs.reduce((a, b) => Math.min(a, b)));
    const change = (costs[cheapest] as number) + CHANGE_COST;
    costs = costs.map((stay, state) => {
      from[frame * count + state] = change < stay ? cheapest : state;
      const away = Math.abs(centre - lowest - state);
      return Math.min(change, stay) + Math.min(MOST_COST, away * away);
    });
  }
  const states: number[] = [];
  let state = costs.indexOf(costs.reduce((a, b) => Math.min(a, b)));
  for (let frame = centres.length - 1; frame >= 0; frame--) {
    states.push(lowest + state);
    state = from[frame * count + state] as number;
  }
  return states.reverse();
}

/** The frame from which on the pitches fit the note after better than the note before. */
function sharpest(
  pitches: Float64Array,
  {
    around,
    reach,
    before,
    after,
  }: {
    readonly around: number;
    readonly reach: number;
    readonly before: number;
    readonly after: number;
  },
): number {
  const first = Math.max(1, around - reach);
  const last = Math.min(pitches.length - 1, around + reach);
  let gain = 0;
  let best = around;
  let bestGain = Number.NEGATIVE_INFINITY;
  for (let frame = first; frame <= last; frame++) {
    if (gain > bestGain) {
      bestGain = gain;
      best = frame;
    }
    const pitch = pitches[frame] as number;
    gain += (pitch - after) ** 2 - (pitch - before) ** 2;
  }
  return best;
}

/** A note begins anew where the level falls by so much within 93 ms and rises again. */
const DIP_DECIBELS = 9;
const DIP_REACH = 8;

function dipsOf(decibels: Float64Array): number[] {
  const dips: number[] = [];
  for (let frame = DIP_REACH; frame + DIP_REACH < decibels.length; frame++) {
    const level = decibels[frame] as number;
    const before = decibels.subarray(frame - DIP_REACH, frame);
    const after = decibels.subarray(frame + 1, frame + 1 + DIP_REACH);
    const isLowest =
      before.every((other) => other > level) && after.every((other) => other >= level);
    if (!isLowest) continue;
    const least = Math.min(Math.max(...before), Math.max(...after));
    if (least - level >= DIP_DECIBELS) dips.push(frame);
  }
  return dips;
}
