import { describe, expect, it } from 'vitest';
import { heldAfter, heldLater, lastStruck } from '../../src/events/heldKeys.js';

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
      [9, 440],
      [4, 40],
    ]);
    expect(keys.size).toBe(3);
  });

  it('are in the order in which they were struck, also where one is struck again', () => {
    const keys = new Map([
      [1, 500],
      [4, 500],
      [9, 500],
    ]);
    const held = heldAfter(keys, { chord: [4, 7, 1], event: { durationTicks: 300 }, ticks: 0 });
    expect([...held]).toEqual([
      [9, 500],
      [4, 300],
      [7, 300],
      [1, 300],
    ]);
  });

  it('are let go some ticks later where less than a grid step is left', () => {
    const keys = new Map([
      [1, 139],
      [4, 140],
      [9, 141],
    ]);
    expect([...heldLater(keys, 100)]).toEqual([
      [4, 40],
      [9, 41],
    ]);
  });

  it('are told apart where they are among the eight that were struck last, the last one first', () => {
    const keysOf = (count: number) =>
      new Map(Array.from({ length: count }, (_, i) => [30 - i, 100 + i]));
    expect(lastStruck(new Map())).toEqual([]);
    expect(lastStruck(keysOf(2))).toEqual([
      [29, 101],
      [30, 100],
    ]);
    const last = lastStruck(keysOf(10));
    expect(last.map(([symbol]) => symbol)).toEqual([21, 22, 23, 24, 25, 26, 27, 28]);
    expect(last.map(([, ticks]) => ticks)).toEqual([109, 108, 107, 106, 105, 104, 103, 102]);
  });
});
