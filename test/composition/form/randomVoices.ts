import type { FormVoice } from '../../../src/composition/form/form.js';
import { seededRandom } from '../../../src/math/random.js';

/** Voices as a photo may bring them, the largest first and those of one object together; areas over three decades. */
export function randomVoices(
  seed: string,
  range: { voices: readonly [number, number]; onsets: readonly [number, number] },
): FormVoice[] {
  const random = seededRandom(seed);
  const between = ([least, most]: readonly [number, number]) => least + (most - least) * random();
  const [fewest, most] = range.voices;
  const count = Math.floor(between([fewest, most + 1]));
  const voices = Array.from({ length: count }, (): FormVoice => {
    return {
      areaShare: 10 ** (-3 * random()),
      onsetsPerSecond: between(range.onsets),
      object: `object ${Math.floor(8 * random())}`,
      centre: { x: random(), y: random() },
    };
  }).sort((a, b) => b.areaShare - a.areaShare);
  const objects = [...new Set(voices.map(({ object }) => object))];
  return objects.flatMap((object) => voices.filter((voice) => voice.object === object));
}

/** A kitchen with ten voices, one of them a coffee grinder. */
export const KITCHEN: readonly FormVoice[] = [
  ['fridge', 0.39, 2.1, 0.8, 0.4],
  ['oven', 0.16, 3, 0.5, 0.6],
  ['table', 0.082, 1.2, 0.3, 0.9],
  ['chair', 0.07, 2.5, 0.2, 0.8],
  ['chair', 0.039, 2.8, 0.6, 0.8],
  ['grinder', 0.044, 15, 0.45, 0.35],
  ['cup', 0.034, 1.5, 0.25, 0.7],
  ['cup', 0.018, 3.5, 0.35, 0.7],
  ['bottle', 0.009, 0.8, 0.1, 0.3],
  ['spoon', 0.008, 2.2, 0.3, 0.65],
].map(([object, areaShare, onsetsPerSecond, x, y]) => ({
  object: object as string,
  areaShare: areaShare as number,
  onsetsPerSecond: onsetsPerSecond as number,
  centre: { x: x as number, y: y as number },
}));
