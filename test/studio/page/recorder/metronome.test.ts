import { describe, expect, it } from 'vitest';
import { openClockOffset } from '../../../../src/studio/page/engine/recorder/clockOffset.js';
import { type Grid, recordingPlace } from '../../../../src/studio/page/engine/recorder/grid.js';
import { openIncomingNotes } from '../../../../src/studio/page/engine/recorder/incomingNotes.js';
import {
  addClicks,
  type MetronomeOrder,
} from '../../../../src/studio/page/engine/recorder/metronome.js';

const RATE = 8000;
const WALTZ: Grid = { beatsPerMinute: 150, metre: { beats: 3, beatUnit: 4 } };

/** Where clicks begin, in seconds, and how loud each is. */
function clicks(order: MetronomeOrder, { seconds = 5, blockFrames = 128 } = {}) {
  const sound = new Float32Array(Math.ceil((seconds * RATE) / blockFrames) * blockFrames);
  for (let firstFrame = 0; firstFrame < sound.length; firstFrame += blockFrames) {
    const block = sound.subarray(firstFrame, firstFrame + blockFrames);
    addClicks(block, { order, firstFrame, sampleRateHz: RATE });
  }
  const found: { seconds: number; peak: number }[] = [];
  for (const [i, sample] of sound.entries()) {
    if (Math.abs(sample) < 0.002) continue;
    const last = found.at(-1);
    if (last === undefined || i / RATE - last.seconds > 0.1) {
      found.push({ seconds: i / RATE, peak: Math.abs(sample) });
    } else last.peak = Math.max(last.peak, Math.abs(sample));
  }
  return found;
}

describe('the metronome', () => {
  it.each([128, 1000, 7])(
    'clicks on each beat, the first of a bar louder: blocks of %s',
    (blockFrames) => {
      const order = { grid: WALTZ, startSeconds: 0.5, endSeconds: Infinity };
      const found = clicks(order, { seconds: 3, blockFrames });
      const meant = [0.5, 0.9, 1.3, 1.7, 2.1, 2.5, 2.9];
      expect(found).toHaveLength(meant.length);
      for (const [i, { seconds, peak }] of found.entries()) {
        expect(Math.abs(seconds - (meant[i] as number))).toBeLessThan(0.001);
        if (i % 3 === 0) expect(peak).toBeGreaterThan(0.3);
        else expect(peak).toBeLessThan(0.3);
      }
    },
  );

  it('is silent from the end of a count-in on, also where sums of seconds are not exact', () => {
    for (const beatsPerMinute of [37, 90, 93, 150, 240]) {
      const grid = { ...WALTZ, beatsPerMinute };
      const endSeconds = 0.1 + 3 * (60 / beatsPerMinute);
      const found = clicks({ grid, startSeconds: 0.1, endSeconds }, { seconds: 8 });
      expect(found).toHaveLength(3);
    }
  });

  it('clicks twice a bar in 6/8', () => {
    const grid: Grid = { beatsPerMinute: 60, metre: { beats: 6, beatUnit: 8 } };
    const found = clicks({ grid, startSeconds: 0, endSeconds: Infinity }, { seconds: 3.9 });
    expect(found.map(({ peak }) => peak > 0.3)).toEqual([true, false, true, false]);
  });
});

it.each([
  [-1.2, WALTZ, { kind: 'countIn', beat: 1 }],
  [-0.7, WALTZ, { kind: 'countIn', beat: 2 }],
  [-0.01, WALTZ, { kind: 'countIn', beat: 3 }],
  [0, WALTZ, { kind: 'take', seconds: 0, bar: 1, beat: 1 }],
  [1.7, WALTZ, { kind: 'take', seconds: 1.7, bar: 2, beat: 2 }],
  [1.7, undefined, { kind: 'take', seconds: 1.7 }],
])('knows bar and beat at %s s', (seconds, grid, place) => {
  expect(recordingPlace(seconds, grid)).toEqual(place);
});

it('takes the middle of what it measures of two clocks, and follows as they run apart', () => {
  const clock = openClockOffset();
  expect(clock.offset()).toBeUndefined();
  for (const milliseconds of [1000, 1004, 999, 1030, 1001]) clock.measure(milliseconds);
  expect(clock.offset()).toBe(1001);
  for (let i = 0; i < 25; i++) clock.measure(1010);
  expect(clock.offset()).toBe(1010);
});

it('shows notes from when their keys go down until they come up', () => {
  const incoming = openIncomingNotes();
  incoming.add({ kind: 'noteOn', pitch: 60, velocity: 9, seconds: 1 });
  incoming.add({ kind: 'pedal', value: 64, seconds: 1.1 });
  incoming.add({ kind: 'noteOn', pitch: 64, velocity: 90, seconds: 1.5 });
  incoming.add({ kind: 'noteOff', pitch: 60, seconds: 2 });
  expect(incoming.isPedalDown()).toBe(true);
  expect(incoming.notes().map(({ endSeconds }) => endSeconds)).toEqual([2, undefined]);
  incoming.add({ kind: 'releaseAll', seconds: 3 });
  expect(incoming.notes().map(({ endSeconds }) => endSeconds)).toEqual([2, 3]);
});
