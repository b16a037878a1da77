import { describe, expect, it } from 'vitest';
import { heldAfter } from '../../src/decoding/heldKeys.js';

describe('held keys', () => {
  it('are down until a note ends, each as long as its own', () => {
    const event = { durationTicks: 100, noteDuration: [1, 2] };
    const held = (ticks: number) => [...heldAfter(new Map(), { chord: [4, 7], event, ticks })];
    expect(held(0)).toEqual([
      [4, 100],
      [7, 200],
    ]);
    expect(held(99)).toEqual([
      [4, 1],
      [7, 101],
    ]);
    expect(held(100)).toEqual([[7, 100]]);
    expect(held(200)).toEqual([]);
  });

  it('stay down under what is struck after them, and are forgotten where they are up', () => {
    const keys = new Map([
      [1, 40],
      [4, 500],
      [9, 500],
    ]);
    const held = heldAfter(keys, { chord: [4], event: { durationTicks: 90 }, ticks: 60 });
    expect([...held]).toEqual([
      [4, 30],
      [9, 440],
    ]);
    expect(keys.size).toBe(3);
  });
});
