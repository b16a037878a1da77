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
    expect(held(60)).toEqual([
      [4, 40],
      [7, 140],
    ]);
    // With less than a grid step left, it may be struck again.
    expect(held(61)).toEqual([[7, 139]]);
    expect(held(200)).toEqual([]);
  });

  it('stay down under what is struck after them, and are forgotten where they are up', () => {
    const keys = new Map([
      [1, 40],
      [4, 500],
      [9, 500],
    ]);
    const held = heldAfter(keys, { chord: [4], event: { durationTicks: 100 }, ticks: 60 });
    expect([...held]).toEqual([
      [4, 40],
      [9, 440],
    ]);
    expect(keys.size).toBe(3);
  });
});
