/** What a piece is made with: one seeded source of chance and the draws that the generator needs. */
import { drawNormal, seededRandom } from '../../../dist/math/random.js';

/**
 * @param {string | number} seed
 * @returns draws that share one stream: equal seeds give equal pieces
 */
export function chanceOf(seed) {
  const random = seededRandom(seed);
  const between = (lowest, highest) => lowest + random() * (highest - lowest);
  return {
    random,
    between,
    whole: (lowest, highest) => lowest + Math.floor(random() * (highest - lowest + 1)),
    happens: (probability) => random() < probability,
    pick: (items) => items[Math.floor(random() * items.length)],
    normal: (deviation = 1) => deviation * drawNormal(random),
    /** Between two positive numbers, even over their logarithm: tempi, gaps. */
    ratio: (lowest, highest) => lowest * (highest / lowest) ** random(),
    /** One key of `{ key: weight }`. */
    weighted: (weights) => {
      const entries = Object.entries(weights);
      let left = random() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [key, weight] of entries) {
        left -= weight;
        if (left < 0) return key;
      }
      return entries.at(-1)[0];
    },
  };
}
