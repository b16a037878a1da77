import { describe, expect, it } from 'vitest';
import { gatherEvents, type RecordedEvents } from '../../src/events/recordedEvents.js';
import { keepSequences, keptRecordings, MOST_KEPT } from '../../src/events/sequences.js';
import { takeOf } from './takes.js';

/** Recordings of so many events, a quarter apart; each strikes a chord of its own. */
function recordedOf(lengths: readonly number[]): RecordedEvents {
  const none = new Int8Array(0);
  return {
    chords: lengths.map((_, recording) => [recording % 128]),
    barSteps: 48,
    recordings: lengths.map((length, recording) => ({
      chord: new Uint32Array(length).fill(recording),
      step: Uint32Array.from({ length }, (_, i) => 12 * i),
      durationTicks: new Uint32Array(length),
      velocity: new Uint8Array(length),
      microtimingTicks: new Int8Array(length),
      firstNote: new Uint32Array(length),
      noteVelocity: none,
      noteDuration: none,
      tempoBpm: 120,
      timeSignature: { beats: 4, beatUnit: 4 },
      isFree: false,
      beatTempi: [],
      share: 1 / lengths.length,
    })),
  };
}

describe('keepSequences', () => {
  it('keeps each chord once, and of every event its chord and the steps to the next one', async () => {
    const recorded = await gatherEvents([
      takeOf([{ pitches: [60, 64] }, { pitches: [67], after: 7 }, { pitches: [60, 64], after: 5 }]),
      takeOf([{ pitches: [67] }, { pitches: [50], after: 5000 }]),
    ]);
    expect(keepSequences(recorded)).toEqual({
      chords: [[60, 64], [67], [50]],
      events: [
        [
          [0, 7],
          [1, 5],
          [0, 0],
        ],
        // A longer silence is none of the music.
        [
          [1, 384],
          [2, 0],
        ],
      ],
    });
  });

  it('cuts the longest where there is no room for all, and leaves the short ones whole', () => {
    const { events } = keepSequences(recordedOf([40, 15_000, 900, 12_000]));
    expect(events.map(({ length }) => length)).toEqual([40, 4530, 900, 4530]);
    // Where a sequence was cut the music goes on.
    expect(events[1]?.at(-1)).toEqual([1, 12]);
  });

  it('leaves to the longer ones what a sequence of just the fair length does not divide', () => {
    const { events } = keepSequences(recordedOf([1428, 1428, 1428, 1428, 1428, 9000, 9000]));
    expect(events.map(({ length }) => length).slice(4)).toEqual([1428, 1430, 1430]);
  });

  it('keeps every chord, also those behind a cut, and first the ones of what it keeps', () => {
    const recorded = recordedOf([15_000]);
    recorded.recordings[0]?.chord.fill(1, 0, 11_000).fill(0, 11_000);
    const { chords } = keepSequences({ ...recorded, chords: [[99], [60]] });
    expect(chords).toEqual([[60], [99]]);
  });

  it('takes recordings from the whole list where there are too many even for two windows of each', () => {
    const { events } = keepSequences(recordedOf(new Array(3000).fill(50)));
    expect(events).toHaveLength(312);
    const kept = events.reduce((sum, { length }) => sum + length, 0);
    expect(kept).toBeLessThanOrEqual(MOST_KEPT);
    expect(kept).toBeGreaterThan(0.9 * MOST_KEPT);
  });

  it('keeps nothing of nothing', () => {
    expect(keepSequences(recordedOf([]))).toEqual({ chords: [], events: [] });
  });
});

describe('keptRecordings', () => {
  it.each([0, 1, 7, 312])('are all of %d', (count) => {
    expect(keptRecordings(count)).toEqual(Array.from({ length: count }, (_, i) => i));
  });

  it.each([313, 1000, 99_999])('are evenly spread over %d', (count) => {
    const kept = keptRecordings(count);
    expect(kept).toHaveLength(312);
    const gaps = kept.slice(1).map((place, i) => place - (kept[i] as number));
    const even = count / 312;
    expect(Math.min(...gaps)).toBeGreaterThan(even - 1);
    expect(Math.max(...gaps)).toBeLessThan(even + 1);
    expect(kept[0]).toBe(0);
  });
});
