import { describe, expect, it } from 'vitest';
import { heldAfter, heldAt } from '../../src/decoding/heldKeys.js';
import { type MusicalEvent, STEP_TICKS } from '../../src/events/events.js';

const event = (change: Partial<MusicalEvent>): MusicalEvent => ({
  pitches: [60, 64],
  step: 2,
  durationTicks: 3 * STEP_TICKS,
  velocity: 64,
  microtimingTicks: 0,
  ...change,
});

describe('held keys', () => {
  it('are down from a stroke to where the note ends, each as long as its own', () => {
    const held = heldAfter(new Map(), {
      chord: [4, 7],
      event: event({ noteDuration: [1, 2] }),
    });
    expect(heldAt(2, held)).toEqual([4, 7]);
    expect(heldAt(4, held)).toEqual([4, 7]);
    expect(heldAt(5, held)).toEqual([7]);
    expect(heldAt(8, held)).toEqual([]);
  });

  it('stay down under what is struck after them, and are forgotten where they are up', () => {
    const keys = new Map([
      [1, 2 * STEP_TICKS],
      [4, 20 * STEP_TICKS],
      [9, 20 * STEP_TICKS],
    ]);
    const held = heldAfter(keys, { chord: [4], event: event({ pitches: [60] }) });
    expect([...held]).toEqual([
      [4, 5 * STEP_TICKS],
      [9, 20 * STEP_TICKS],
    ]);
    expect(keys.size).toBe(3);
  });
});
