import type { PitchBias } from '../../decoding/decodePhrase.js';
import type { MotifEvent } from '../../decoding/motif.js';
import { pitchClassOf } from '../../music/note.js';
import type { Idiom, IdiomChord } from './idiom.js';

/** Chords that are looked at for an event, those that suit it best by themselves. */
const MOST_CHORDS = 48;

/** What the choice of a chord costs, in nats. */
const COSTS = {
  /** A semitone that an interval between top notes differs from the model's. */
  interval: 1,
  /** A chord that never followed the one before. */
  newPair: 1,
  /** A note more or fewer than in the model. */
  note: 1,
  /** Of a chord's rarity, its share. */
  rarity: 0.3,
  /** A semitone that the top note lies from where the part plays. */
  register: 0.05,
} as const;

/** A tonal answer widens or narrows an interval by a step of the scale, semitones. */
const MOST_CHANGE = 2;

/** A motif as another voice can play it. */
export interface AdaptedMotif {
  readonly events: readonly MotifEvent[];
  /** What its notes cost under the harmony, nats an event: 0 for roots of triads that nothing clashes with. */
  readonly dissonance: number;
}

/**
 * Brings a motif into a voice's own chords and the harmony: of the chords of its recordings those whose top notes rise and fall
 * as the model's do, by intervals as near to them as the harmony lets them be (a tonal answer); the cheapest path (Viterbi).
 *
 * @param model the chords to imitate, at least one, each with the grid position that it is to have in the phrase
 * @param options.bias the harmony at a grid position
 * @param options.centre MIDI key number around which the part's top notes lie
 * @returns undefined where the voice has no chords that rise and fall like that
 */
export function adaptMotif(
  model: readonly MotifEvent[],
  options: {
    readonly idiom: Idiom;
    readonly bias: (step: number) => PitchBias | undefined;
    readonly centre: number;
  },
): AdaptedMotif | undefined {
  const { idiom, bias, centre } = options;
  const layers = model.map(({ step, pitches }) => {
    const harmony = bias(step);
    return (
      idiom.chords
        .map((chord): Candidate => {
          const dissonance = dissonanceOf(chord.pitches, harmony);
          const own =
            COSTS.rarity * chord.rarity +
            COSTS.note * Math.abs(chord.pitches.length - pitches.length) +
            COSTS.register * Math.abs(topOf(chord.pitches) - centre);
          return { chord, dissonance, cost: dissonance + own };
        })
        // Sorting is stable: of chords that suit it as well the one that was played first comes first.
        .sort((a, b) => a.cost - b.cost)
        .slice(0, MOST_CHORDS)
    );
  });
  const path = cheapestPath(layers, (from, to, i) => {
    const interval = topOf(to.chord.pitches) - topOf(from.chord.pitches);
    const wanted = topOf(model[i]?.pitches ?? []) - topOf(model[i - 1]?.pitches ?? []);
    if (Math.sign(interval) !== Math.sign(wanted)) return Infinity;
    if (Math.abs(interval - wanted) > MOST_CHANGE) return Infinity;
    const isNew = !idiom.follows(from.chord.index, to.chord.index);
    return COSTS.interval * Math.abs(interval - wanted) + (isNew ? COSTS.newPair : 0);
  });
  return (
    path && {
      events: path.map(({ chord }, i) => ({
        step: (model[i] as MotifEvent).step,
        pitches: chord.pitches,
      })),
      dissonance: path.reduce((sum, { dissonance }) => sum + dissonance, 0) / path.length,
    }
  );
}

interface Candidate {
  readonly chord: IdiomChord;
  readonly dissonance: number;
  readonly cost: number;
}

/** One candidate of each layer, so that their costs and those of the steps between them are least; undefined where no path is. */
function cheapestPath(
  layers: readonly (readonly Candidate[])[],
  stepCost: (from: Candidate, to: Candidate, layer: number) => number,
): Candidate[] | undefined {
  let totals = (layers[0] ?? []).map(({ cost }) => cost);
  const backs: number[][] = [];
  for (const [i, layer] of layers.slice(1).entries()) {
    const before = layers[i] as readonly Candidate[];
    const reached = layer.map((to) => {
      let least = Infinity;
      let back = 0;
      for (const [j, from] of before.entries()) {
        const total = (totals[j] as number) + stepCost(from, to, i + 1);
        if (total < least) {
          least = total;
          back = j;
        }
      }
      return { back, total: least + to.cost };
    });
    backs.push(reached.map(({ back }) => back));
    totals = reached.map(({ total }) => total);
  }
  const least = Math.min(...totals);
  if (!Number.isFinite(least)) return undefined;
  let at = totals.indexOf(least);
  const path: Candidate[] = [];
  for (let i = layers.length - 1; i >= 0; i--) {
    path.unshift(layers[i]?.[at] as Candidate);
    at = backs[i - 1]?.[at] ?? 0;
  }
  return path;
}

/** What a chord costs under a harmony, nats: the mean of its notes', and besides that of its lowest. */
function dissonanceOf(pitches: readonly number[], bias: PitchBias | undefined): number {
  if (!bias) return 0;
  const sum = pitches.reduce((all, pitch) => all - (bias.pitch[pitchClassOf(pitch)] as number), 0);
  return sum / pitches.length - (bias.lowest?.[pitchClassOf(pitches[0] as number)] ?? 0);
}

function topOf(pitches: readonly number[]): number {
  return pitches.at(-1) as number;
}
