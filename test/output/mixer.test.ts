import { describe, expect, it } from 'vitest';
import { levelValue, panValue, roomValue } from '../../src/output/mixer.js';

describe('levelValue', () => {
  it.each([
    [0, 127],
    [-3, 107],
    [-6, 90],
    [-12, 64],
    [-18, 45],
    [-Infinity, 0],
  ])('writes %d dB as %i', (levelDb, expected) => {
    expect(levelValue(levelDb)).toBe(expected);
  });

  it.each([
    [-18, 0.2],
    [-30, 0.4],
  ])('follows the General MIDI law down to %d dB within %d dB', (lowestDb, withinDb) => {
    for (let levelDb = 0; levelDb >= lowestDb; levelDb -= 0.37) {
      const heardDb = 40 * Math.log10(levelValue(levelDb) / 127);
      expect(Math.abs(heardDb - levelDb)).toBeLessThan(withinDb);
    }
  });
});

describe('panValue', () => {
  it.each([
    [-1, 0],
    [-0.5, 32],
    [-0.01, 63],
    [0, 64],
    [0.5, 96],
    [0.75, 111],
    [1, 127],
  ])('writes %d as %i', (pan, expected) => {
    expect(panValue(pan)).toBe(expected);
  });
});

describe('roomValue', () => {
  it.each([
    [0, 40],
    [-3, 44],
    [-5, 47],
    [-9, 52],
    [-18, 64],
    [-40, 64],
    [-Infinity, 64],
  ])('writes %d dB as %i', (gainDb, expected) => {
    expect(roomValue(gainDb)).toBe(expected);
  });
});
