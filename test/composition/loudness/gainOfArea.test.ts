import { describe, expect, it } from 'vitest';
import { gainOfArea } from '../../../src/composition/loudness/gainOfArea.js';

describe('gainOfArea', () => {
  it.each([
    [0.2, 0.2, 0],
    [0.1, 0.2, -3.01],
    [0.05, 0.2, -6.02],
    [0.0001, 0.2, -18],
  ])('an object of %d beside one of %d sounds at %d dB', (own, largest, gainDb) => {
    expect(gainOfArea(own, largest)).toBe(gainDb);
  });
});
