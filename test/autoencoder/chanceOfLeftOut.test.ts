import { describe, expect, it } from 'vitest';
import { chanceOfLeftOut } from '../../src/autoencoder/chanceOfLeftOut.js';
import { STEP_TICKS } from '../../src/events/events.js';
import { gatherEvents } from '../../src/events/recordedEvents.js';
import { MOST_SYMBOLS } from '../../src/events/vocabulary.js';
import { steadyTempo } from '../../src/music/tempo.js';

/** One performance of a single pitch, with so many grid steps after each note but the last. */
async function recordIntervals(intervals: readonly number[], pitch = 60) {
  let step = 0;
  const starts = [0, ...intervals.map((interval) => (step += interval))];
  const performance = {
    name: 'made-up.mid',
    notes: starts.map((start) => ({
      pitch,
      startTicks: start * STEP_TICKS,
      durationTicks: 40,
      velocity: 80,
    })),
    lengthTicks: (step + 1) * STEP_TICKS,
    tempoBpm: 60,
    tempoChanges: steadyTempo(60),
    isFree: false,
    timeSignature: { beats: 4, beatUnit: 4 },
  };
  return gatherEvents([performance]);
}

describe('chanceOfLeftOut', () => {
  it('is the share of the most frequent learned value', async () => {
    const learned = await recordIntervals([12, 12, 12, 6]);
    // The last event's interval is that of the event before it.
    const leftOut = await recordIntervals([12, 24, 12, 6]);
    const chance = Object.fromEntries(chanceOfLeftOut(learned, leftOut));
    expect(chance).toEqual({ chord: 1, distance: 0.4, duration: 1, velocity: 1, nudge: 1 });
  });

  it('guesses no chord that was not learned', async () => {
    const learned = await recordIntervals([12, 12]);
    const leftOut = await recordIntervals([12, 12], 61);
    expect(Object.fromEntries(chanceOfLeftOut(learned, leftOut)).chord).toBe(0);
  });

  it('does not take values without a symbol for one frequent value', async () => {
    // Each interval once, and twice as many as there are symbols: those without one would be half of all.
    const count = 2 * MOST_SYMBOLS.interOnset;
    const learned = await recordIntervals(Array.from({ length: count }, (_, i) => i + 1));
    const leftOut = await recordIntervals([count + 10, count + 10, count + 10]);
    expect(Object.fromEntries(chanceOfLeftOut(learned, leftOut)).distance).toBe(0);
  });
});
