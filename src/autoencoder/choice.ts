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

/** What a chord counts at a place in the bar where no recording has it, as a logit. */
const MISPLACED = Math.log(0.002);

/** What a place in the bar counts that the network or the recordings rule out: less than any favour makes good. */
const NOWHERE = 1e-12;

/** A symbol by its logits. */
export function chooseSymbol(logits: Float32Array, choice: Choice): number {
  return drawIndex(scaled(logits, choice.temperature), choice);
}

/**
 * The distance from one event to the next and the next one's chord, chosen together: as likely as the network
 * says that each is, and that the next event stands where in the bar the distance leads, times the favour that
 * the recordings give it.
 *
 * Without the places, distances that are likely one by one add up to places in the bar where nobody ever
 * played: of the onsets of six starter objects with crooked rhythms, 0.38 times as many as in their recordings
 * fell on eighths, and with them 1.02 times as many.
 *
 * @param logits of the distance, and of the next event's chord and place in the bar
 * @param options.placeAfter the place that a distance leads to; undefined where the dictionary has none
 * @param options.knows whether some recording has a chord at a place
 * @param options.favours at most one a succession; any other counts 1
 */
export function chooseSuccession(
  logits: Readonly<Record<'distance' | 'chord' | 'place', Float32Array>>,
  options: {
    readonly placeAfter: (distance: number) => number | undefined;
    readonly knows: (chord: number, place: number) => boolean;
    readonly favours: readonly Favour[];
    readonly choice: Choice;
  },
): Succession {
  const { placeAfter, knows, favours, choice } = options;
  const distances = scaled(logits.distance, choice.temperature);
  const chords = scaled(logits.chord, choice.temperature);
  const places = scaled(logits.place, choice.temperature);
  const steps = new Float64Array(distances.length * chords.length);
  // Thousands of steps for each event: plain loops, which are fast from the first round on.
  for (let distance = 0; distance < distances.length; distance++) {
    const place = placeAfter(distance);
    const expected = place === undefined ? 0 : Math.exp(places[place] as number);
    const there = (distances[distance] as number) + Math.log(expected + NOWHERE);
    for (let chord = 0; chord < chords.length; chord++) {
      const isKnown = place !== undefined && knows(chord, place);
      steps[distance * chords.length + chord] =
        there + (chords[chord] as number) + (isKnown ? 0 : MISPLACED);
    }
  }
  const favoured = steps.slice();
  for (const { succession, factor } of favours) {
    const at = succession[0] * chords.length + succession[1];
    favoured[at] = (favoured[at] as number) + Math.log(factor);
  }
  // Who knows a single chord may have copied enough of it, and must play it all the same.
  const isAllRuledOut = favoured.every((logit) => logit === -Infinity);
  const chosen = drawIndex(isAllRuledOut ? steps : favoured, choice);
  return [Math.floor(chosen / chords.length), chosen % chords.length];
}

/** Logits at a temperature, the largest 0; at temperature 0 as at 1, since only the order matters then. */
function scaled(logits: Float32Array, temperature: number): Float64Array {
  const largest = Math.max(...logits);
  const result = new Float64Array(logits.length);
  for (let i = 0; i < result.length; i++) {
    result[i] = ((logits[i] as number) - largest) / (temperature || 1);
  }
  return result;
}

/** An index by its logits, of which at least one is above −∞; the likeliest at temperature 0. */
function drawIndex(logits: Float64Array, { random, temperature }: Choice): number {
  let likeliest = 0;
  for (let i = 1; i < logits.length; i++) {
    if ((logits[i] as number) > (logits[likeliest] as number)) likeliest = i;
  }
  if (temperature === 0) return likeliest;
  const largest = logits[likeliest] as number;
  const weights = new Float64Array(logits.length);
  let sum = 0;
  for (let i = 0; i < weights.length; i++) {
    const weight = Math.exp((logits[i] as number) - largest);
    weights[i] = weight;
    sum += weight;
  }
  let left = random() * sum;
  for (let i = 0; i < weights.length; i++) {
    left -= weights[i] as number;
    if (left < 0) return i;
  }
  return likeliest;
}
