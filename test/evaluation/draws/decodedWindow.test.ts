import { describe, expect, it } from 'vitest';
import { decodeWindow } from '../../../src/evaluation/draws/decodedWindow.js';
import { seededRandom } from '../../../src/math/random.js';
import { tinyDecoder } from '../../collection/tinyDecoder.js';

const decoder = tinyDecoder('phrase', { object: 'kettle', recordings: [] });
const decode = (seed: string, temperature: number) =>
  decodeWindow(decoder, { latent: [0.3, -1.2, 0.7], random: seededRandom(seed), temperature });

describe('a decoded window', () => {
  it('is sixteen events as text: chord and distance', () => {
    const window = decode('a', 1);
    expect(window).toHaveLength(16);
    for (const event of window)
      expect(event).toMatch(/^(50|53|57|62|65|69)( (53|57|62|65|69))* \+(6|12|18)$/);
  });

  it('changes with chance at temperature 1', () => {
    expect(decode('a', 1)).toEqual(decode('a', 1));
    expect(decode('b', 1)).not.toEqual(decode('a', 1));
  });
});
