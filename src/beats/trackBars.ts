/** What a number of beats in a bar costs, nats. */
interface MetreCost {
  readonly once: number;
  /** For each beat: the downbeats that the network sees in the middle of bars are not independent of one another. */
  readonly eachBeat: number;
}

/** Beats in a bar that are distinguished: bars of four are the most common, and those of two and six look like theirs. */
const METRE_COSTS: ReadonlyMap<number, MetreCost> = new Map([
  [2, { once: 4.5, eachBeat: 0.1 }],
  [3, { once: 1.5, eachBeat: 0 }],
  [4, { once: 0, eachBeat: 0 }],
  [5, { once: 9, eachBeat: 0 }],
  [6, { once: 7.5, eachBeat: 0.1 }],
  [7, { once: 10.5, eachBeat: 0 }],
]);
const NO_COST: MetreCost = { once: 0, eachBeat: 0 };

/** Probabilities are raised to this power: the network gives downbeats fewer than there are. */
const TEMPERING = 0.8;

/** What it costs, in nats, that a bar is longer or shorter than the others. */
const IRREGULAR_COST = 5;

const LEAST_PROBABILITY = 0.02;

/** How beats group into bars. */
export interface Bars {
  readonly beatsPerBar: number;
  /** For each beat, whether it begins a bar. */
  readonly isDownbeat: readonly boolean[];
}

/**
 * Groups beats into bars: for each number of beats a bar may have, the Viterbi path through the places in the bar,
 * which a beat left out or counted twice may shift; the likeliest number wins.
 *
 * @param downbeats of each beat, how likely it begins a bar, 0–1; at least one
 * @param beatsPerBar where it is known
 */
export function trackBars(downbeats: readonly number[], beatsPerBar?: number): Bars {
  const numbers = beatsPerBar === undefined ? [...METRE_COSTS.keys()] : [beatsPerBar];
  const ranked = numbers
    .map((beats) => {
      const { score, isDownbeat } = bestPhases(downbeats, beats);
      const { once, eachBeat } = METRE_COSTS.get(beats) ?? NO_COST;
      return { beatsPerBar: beats, isDownbeat, score: score - once - eachBeat * downbeats.length };
    })
    .sort((a, b) => b.score - a.score);
  const { beatsPerBar: likeliest, isDownbeat } = ranked[0] as (typeof ranked)[number];
  return { beatsPerBar: likeliest, isDownbeat };
}

function bestPhases(downbeats: readonly number[], beats: number) {
  const cameFrom: number[][] = [];
  let scores: number[] = [];
  for (const [i, raw] of downbeats.entries()) {
    const probability = Math.min(
      1 - LEAST_PROBABILITY,
      Math.max(LEAST_PROBABILITY, raw ** TEMPERING),
    );
    const here = (phase: number) => Math.log(phase === 0 ? probability : 1 - probability);
    if (i === 0) {
      scores = Array.from({ length: beats }, (_, phase) => here(phase) - Math.log(beats));
      continue;
    }
    const likeliest = indexOfMost(scores);
    const jump = (scores[likeliest] as number) - IRREGULAR_COST;
    const from = scores.map((_, phase) => {
      const previous = (phase + beats - 1) % beats;
      return (scores[previous] as number) >= jump ? previous : likeliest;
    });
    cameFrom.push(from);
    const before = scores;
    scores = from.map((previous, phase) => {
      const isNext = (previous + 1) % beats === phase;
      return (before[previous] as number) - (isNext ? 0 : IRREGULAR_COST) + here(phase);
    });
  }
  let phase = indexOfMost(scores);
  const score = scores[phase] as number;
  const phases = [phase];
  for (const from of cameFrom.reverse()) {
    phase = from[phase] as number;
    phases.push(phase);
  }
  return { score, isDownbeat: phases.reverse().map((each) => each === 0) };
}

function indexOfMost(values: readonly number[]): number {
  return values.reduce((most, value, i) => (value > (values[most] as number) ? i : most), 0);
}
