import { describe, expect, it } from 'vitest';
import { hintedInterval } from '../../src/beats/intervals.js';
import { joinSections, type TrackedBeat } from '../../src/beats/joinSections.js';
import { metreOf } from '../../src/beats/metreOf.js';
import { FRAMES_PER_SECOND } from '../../src/beats/onsetFeatures.js';
import { snapToOnsets } from '../../src/beats/snapToOnsets.js';
import { trackBars } from '../../src/beats/trackBars.js';
import { trackBeats } from '../../src/beats/trackBeats.js';

/** Activations that peak at some frames and hum a little elsewhere. */
function peaksAt(frames: readonly number[], length: number, height = 0.8): Float32Array {
  const activation = new Float32Array(length).fill(0.03);
  for (const frame of frames) {
    activation[frame] = height;
    activation[frame - 1] = height / 2;
    activation[frame + 1] = height / 2;
  }
  return activation;
}

describe('trackBeats', () => {
  it('follows a tempo that bends', () => {
    const frames = [40];
    for (let beat = 0; beat < 40; beat++) {
      frames.push((frames.at(-1) as number) + Math.round(24 + 6 * Math.sin(beat / 5)));
    }
    const last = frames.at(-1) as number;
    expect(trackBeats(peaksAt(frames, last + 40), { first: 40, last })).toEqual(frames);
  });

  it('counts on through beats on which nothing is played', () => {
    const frames = Array.from({ length: 30 }, (_, i) => 40 + 23 * i);
    const played = frames.filter((_, i) => i % 7 !== 5);
    const tracked = trackBeats(peaksAt(played, 40 + 23 * 31), { first: 40, last: 40 + 23 * 29 });
    expect(tracked).toEqual(frames);
  });

  it('takes the tempo that it is told where two would do', () => {
    const frames = Array.from({ length: 60 }, (_, i) => 40 + 16 * i);
    const activation = peaksAt(frames, 40 + 16 * 61, 0.45);
    const range = { first: 40, last: 40 + 16 * 59 };
    const intervalOf = (tempoBpm: number) => {
      const tracked = trackBeats(activation, { ...range, prior: hintedInterval(tempoBpm) });
      return ((tracked[9] as number) - (tracked[1] as number)) / 8;
    };
    expect(intervalOf((60 * FRAMES_PER_SECOND) / 16)).toBe(16);
    expect(intervalOf((60 * FRAMES_PER_SECOND) / 32)).toBe(32);
  });

  it('finds none in what is shorter than a beat', () => {
    expect(trackBeats(new Float32Array(8).fill(0.5), { first: 2, last: 5 })).toEqual([]);
  });
});

describe('trackBars', () => {
  it.each([2, 3, 4, 5, 6, 7])('counts bars of %i beats', (beats) => {
    const downbeats = Array.from({ length: 61 }, (_, i) => (i % beats === 1 % beats ? 0.7 : 0.1));
    const bars = trackBars(downbeats);
    expect(bars.beatsPerBar).toBe(beats);
    expect(bars.isDownbeat.map((is, i) => is === (i % beats === 1 % beats))).not.toContain(false);
  });

  it('goes on after a bar that is too long', () => {
    const isFirst = (i: number) => (i < 20 ? i % 4 === 0 : i % 4 === 1);
    const bars = trackBars(Array.from({ length: 41 }, (_, i) => (isFirst(i) ? 0.9 : 0.05)));
    expect(bars.beatsPerBar).toBe(4);
    expect(bars.isDownbeat.flatMap((is, i) => (is ? i : []))).toEqual([
      0, 4, 8, 12, 16, 21, 25, 29, 33, 37,
    ]);
  });

  it('keeps to the beats in a bar that it is told', () => {
    const downbeats = Array.from({ length: 24 }, (_, i) => (i % 4 === 0 ? 0.6 : 0.2));
    expect(trackBars(downbeats, 3).isDownbeat.filter(Boolean).length).toBeLessThanOrEqual(9);
    expect(trackBars(downbeats, 3).beatsPerBar).toBe(3);
  });
});

describe('joinSections', () => {
  const beat = (seconds: number): TrackedBeat => ({ seconds, downbeat: 0.1 });

  it('fills a rest with as many beats as it has room for', () => {
    const joined = joinSections(
      [
        [beat(0), beat(0.5)],
        [beat(3.1), beat(3.6)],
      ],
      [0, 0.5, 3.1, 3.6],
    );
    expect(joined.map(({ seconds }) => Number(seconds.toFixed(2)))).toEqual([
      0, 0.5, 1.02, 1.54, 2.06, 2.58, 3.1, 3.6,
    ]);
  });

  it('leaves out a beat that comes too soon, and sections without any', () => {
    const joined = joinSections(
      [[beat(0), beat(0.5)], [], [beat(0.6), beat(1.1)]],
      [0, 0.5, 0.6, 1.1],
    );
    expect(joined.map(({ seconds }) => seconds)).toEqual([0, 0.5, 1.1]);
  });

  it.each([
    ['of a minute throughout', 60, [], 59 * 2 + 1],
    ['of a day up to 30 s from its ends', 86_400, [], 4 * 30],
    ['of a day around a note in it too', 86_400, [40_000], 8 * 30 + 1],
    ['of twenty years no more than that', 6e8, [], 4 * 30],
  ])('fills a rest %s', (_, rest, notes, filled) => {
    const onsets = [0, 0.5, ...notes, 0.5 + rest, 1 + rest];
    const sections = [
      [beat(0), beat(0.5)],
      [beat(0.5 + rest), beat(1 + rest)],
    ];
    const joined = joinSections(sections, onsets);
    expect(joined).toHaveLength(4 + filled);
    const nearest = ({ seconds }: TrackedBeat) =>
      Math.min(...onsets.map((onset) => Math.abs(onset - seconds)));
    expect(Math.max(...joined.map(nearest))).toBeLessThanOrEqual(30.001);
    expect(joined.every(({ seconds }, i) => seconds > (joined[i - 1]?.seconds ?? -1))).toBe(true);
  });
});

describe('metreOf', () => {
  const beats = Array.from({ length: 20 }, (_, i) => i * 0.7);
  const onsetsAt = (...places: number[]) =>
    beats.flatMap((beat) => places.map((place) => beat + place * 0.7)).sort((a, b) => a - b);

  it.each([
    ['3/4', 3, onsetsAt(0, 1 / 2)],
    ['4/4', 4, onsetsAt(0, 2 / 3)],
    ['6/8', 2, onsetsAt(0, 1 / 3, 2 / 3)],
    ['4/4', 4, onsetsAt(0, 1 / 3, 2 / 3)],
    ['6/8', 2, onsetsAt(0, 2 / 3)],
    ['9/8', 3, onsetsAt(0, 1 / 3, 2 / 3)],
    ['7/4', 7, onsetsAt(0, 1 / 2)],
  ])('calls it %s', (expected, beatsPerBar, onsets) => {
    const metre = metreOf(beatsPerBar, { onsets, beats });
    expect(`${metre.beats}/${metre.beatUnit}`).toBe(expected);
  });

  it('counts slow bars of four threes in eighths, which quick triplets are not', () => {
    const slower = (seconds: number) => seconds * 1.3;
    const onsets = onsetsAt(0, 1 / 3, 2 / 3).map(slower);
    expect(metreOf(4, { onsets, beats: beats.map(slower) })).toEqual({ beats: 12, beatUnit: 8 });
  });

  it('counts fast bars of seven in eighths', () => {
    const fast = beats.map((beat) => beat / 2.5);
    expect(metreOf(7, { onsets: fast, beats: fast })).toEqual({ beats: 7, beatUnit: 8 });
  });
});

describe('snapToOnsets', () => {
  it('moves a beat to the nearest onset within 50 ms', () => {
    expect(snapToOnsets([1, 2, 3, 4], [0.96, 1.03, 2.06, 2.97, 4])).toEqual([1.03, 2, 2.97, 4]);
  });
});
