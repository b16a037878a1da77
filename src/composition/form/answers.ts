import type { Casting } from './casting.js';
import type { FormVoice } from './form.js';
import type { Slot } from './slots.js';

/**
 * For each voice the one that stands nearest to it in the photo, centre to centre; of equally near ones the larger.
 *
 * @param eligible voices that may be a neighbour; without another one a voice has none
 */
export function nearestNeighbours(
  voices: readonly FormVoice[],
  eligible: readonly number[],
): readonly (number | undefined)[] {
  return voices.map((_, voice) => byDistance(voices, { from: voice, eligible })[0]);
}

/** Other voices in order of their distance from one, the nearest first. */
export function byDistance(
  voices: readonly FormVoice[],
  { from, eligible }: { from: number; eligible: readonly number[] },
): number[] {
  const { centre } = voices[from] as FormVoice;
  const distance = (voice: number) => {
    const other = (voices[voice] as FormVoice).centre;
    return Math.hypot(other.x - centre.x, other.y - centre.y);
  };
  return eligible
    .filter((voice) => voice !== from)
    .sort((a, b) => distance(a) - distance(b) || a - b);
}

/** An answer to the nearest voice counts less than one to the other voices of the same object. */
const NEIGHBOUR_WEIGHT = 0.7;

/**
 * How well a slot answers those to whom a voice listens: its neighbour in the picture plays in the other half of the phrase
 * and not in this, and other voices of its object do not play the same half.
 *
 * @returns a score function, −1 to 1
 */
export function answerScore(
  casting: Casting,
  options: {
    readonly voices: readonly FormVoice[];
    readonly slots: readonly Slot[];
    readonly eligible: readonly number[];
  },
): (voice: number, slot: number) => number {
  const { voices, slots, eligible } = options;
  const neighbours = nearestNeighbours(voices, eligible);
  const opposite = slots.map(({ phrase, half }) =>
    [...slots.keys()].filter((at) => slots[at]?.phrase === phrase && slots[at]?.half !== half),
  );
  const siblings = voices.map(({ object }, voice) =>
    [...voices.keys()].filter((at) => at !== voice && voices[at]?.object === object),
  );
  return (voice, slot) => {
    const calls = (other: number) =>
      (opposite[slot] as readonly number[]).some((at) => casting.plays(other, at));
    const listensTo = (other: number) => (casting.plays(other, slot) ? -1 : calls(other) ? 1 : 0);
    const own = siblings[voice] as number[];
    if (own.length > 0) return Math.min(...own.map(listensTo));
    const neighbour = neighbours[voice];
    return neighbour === undefined ? 0 : NEIGHBOUR_WEIGHT * listensTo(neighbour);
  };
}
