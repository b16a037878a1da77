import type { Random } from '../random.js';

/** How a symbol is chosen: 0 takes the likeliest, 1 draws as the network says. */
export interface Choice {
  readonly random: Random;
  readonly temperature: number;
}

/** A distance and the chord that follows after it, both as symbols. */
export type Succession = readonly [distance: number, chord: number];

/** A succession, and what it counts against one that no recording knows. */
export interface Favour {
  readonly succession: Succession;
  readonly factor: number;
}

/** What a succession that lands beside the wanted place in the bar counts against one that lands on it. */
const OFF_PHASE = 0.02;

/** A symbol by its logits. */
export function chooseSymbol(logits: Float32Array, choice: Choice): number {
  return drawIndex(softened(logits, choice.temperature), choice);
}

/**
 * The distance from one event to the next and the next one's chord, chosen together: as likely as the network
 * says each is, times the favour that the recordings give it.
 *
 * @param options.favours at most one a succession; any other counts 1
 * @param options.lands whether a distance leads to the place in the bar where the next window belongs
 */
export function chooseSuccession(
  logits: { readonly distance: Float32Array; readonly chord: Float32Array },
  options: {
    readonly favours: readonly Favour[];
    readonly lands?: (distance: number) => boolean;
    readonly choice: Choice;
  },
): Succession {
  const { favours, lands = () => true, choice } = options;
  const distances = softened(logits.distance, choice.temperature);
  const chords = softened(logits.chord, choice.temperature);
  const weights = new Float64Array(distances.length * chords.length);
  for (const [distance, distanceWeight] of distances.entries()) {
    const weight = distanceWeight * (lands(distance) ? 1 : OFF_PHASE);
    for (const [chord, chordWeight] of chords.entries()) {
      weights[distance * chords.length + chord] = weight * chordWeight;
    }
  }
  for (const { succession, factor } of favours) {
    const at = succession[0] * chords.length + succession[1];
    weights[at] = (weights[at] as number) * factor;
  }
  const chosen = drawIndex(weights, choice);
  return [Math.floor(chosen / chords.length), chosen % chords.length];
}

/** Softmax at a temperature, its largest value 1; at temperature 0 as at 1, since only the order matters then. */
function softened(logits: Float32Array, temperature: number): Float64Array {
  const largest = Math.max(...logits);
  return Float64Array.from(logits, (logit) => Math.exp((logit - largest) / (temperature || 1)));
}

function drawIndex(weights: Float64Array, { random, temperature }: Choice): number {
  if (temperature === 0) {
    return weights.reduce((best, weight, i) => (weight > (weights[best] as number) ? i : best), 0);
  }
  let left = random() * weights.reduce((a, b) => a + b, 0);
  for (let i = 0; i < weights.length; i++) {
    left -= weights[i] as number;
    if (left < 0) return i;
  }
  return weights.length - 1;
}
