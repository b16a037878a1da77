import { describe, expect, it } from 'vitest';
import { findRecordingBeats, soundedNotes } from '../../src/beats/findRecordingBeats.js';
import { gridBeats } from '../../src/beats/gridBeats.js';
import { readRecording } from '../../src/recordings/readRecording.js';
import { takeBytes } from '../collection/shelves.js';
import { end, midiFile, off, on, tempo, track } from '../recordings/midiBuilder.js';
import { freePlaying } from './freePlaying.js';
import { writtenOnsets } from './writtenOnsets.js';

const own = readRecording(takeBytes('own'), 'own.mid');
const free = readRecording(freePlaying(), 'free.mid');
const FOUR = { beats: 4, beatUnit: 4 };

describe('the beats of a recording', () => {
  it('are those of its own grid where it keeps one, to the tick', () => {
    const found = findRecordingBeats(own);
    expect(found).toMatchObject({ isOwnGrid: true, overridesGrid: false });
    expect(found.performance).toBe(own.performance);
    expect(found.beats).toMatchObject({ metre: { beats: 3, beatUnit: 4 }, confidence: 1 });
    expect(found.beats.tempoBpm).toBeCloseTo(83, 4);
  });

  it('are those of a written file of quintuplets and septuplets, at its own tempo', () => {
    const onsets = writtenOnsets({ seed: 'written', divisions: [1, 2, 4, 3, 5, 7, 5] });
    let before = 0;
    const events = onsets.flatMap((quarter) => {
      const ticks = Math.round(96 * quarter);
      const wait = ticks - before;
      before = ticks + 5;
      return [on(wait, 60), off(5, 60)];
    });
    const tracks = [track(tempo(0, 60e6 / 77), end(0)), track(...events, end(0))];
    const written = readRecording(midiFile({ division: 96, tracks }), 'written.mid');
    const found = findRecordingBeats(written);
    expect(found.isOwnGrid).toBe(true);
    expect(found.beats.tempoBpm).toBeCloseTo(77, 3);
  });

  it('are found where it keeps none, and its notes sound when they sounded', () => {
    const found = findRecordingBeats(free, { tempoBpm: 76, metre: FOUR });
    expect(found).toMatchObject({ isOwnGrid: false, overridesGrid: false });
    expect(found.beats.tempoBpm).toBeGreaterThan(73);
    expect(found.beats.tempoBpm).toBeLessThan(79);
    const before = soundedNotes(free);
    for (const [i, note] of soundedNotes(found).entries()) {
      expect(note.startSeconds).toBeCloseTo(before[i]?.startSeconds ?? -1, 2);
    }
  });

  it('are looked for in spite of its own grid, when a person says something', () => {
    const found = findRecordingBeats(own, { metre: FOUR });
    expect(found).toMatchObject({ isOwnGrid: false, overridesGrid: true });
    expect(findRecordingBeats(own, { tempoBpm: undefined, metre: undefined }).isOwnGrid).toBe(true);
  });

  it.each([
    { tempoBpm: 7 },
    { tempoBpm: Number.NaN },
    { metre: { beats: 3, beatUnit: 5 } },
    { metre: { beats: 3, beatUnit: 32 } },
    { metre: { beats: 0.5, beatUnit: 4 } },
  ])('are not looked for by a hint that cannot be: %o', (hints) => {
    expect(() => findRecordingBeats(free, hints)).toThrow(/^Expected hints\./);
  });

  it('are no more than a million, however far away the last note is', () => {
    const lengthTicks = 5_000_000 * 480;
    const { beats } = gridBeats({ ...own.performance, lengthTicks }, 0);
    expect(beats).toHaveLength(1_000_000);
  });
});
