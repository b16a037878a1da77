import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { soundedNotes } from '../../src/beats/findRecordingBeats.js';
import { keepsGrid } from '../../src/beats/keepsGrid.js';
import { inTicks } from '../../src/beats/layOnBeats.js';
import type { Phrase } from '../../src/music/phrase.js';
import { type Recording, readRecording } from '../../src/recordings/readRecording.js';
import { inFileTicks, writtenOnsets } from './writtenOnsets.js';

const objects = fileURLToPath(new URL('../../objects', import.meta.url));
const takes = readdirSync(objects, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.mid'))
  .map((path) => ({ path, recording: readRecording(readFileSync(`${objects}/${path}`), path) }));

/** As a sequencer at its default tempo records it: seconds at 120, from the press of the button on. */
function onWrongGrid(recording: Recording, offsetSeconds: number): Phrase {
  return inTicks(soundedNotes(recording), (seconds) => (seconds + offsetSeconds) * 960);
}

function firstNotes({ notes, lengthTicks }: Phrase, count: number): Phrase {
  return { notes: notes.slice(0, count), lengthTicks };
}

function late({ notes, lengthTicks }: Phrase, ticks: number): Phrase {
  const moved = notes.map((note) => ({ ...note, startTicks: note.startTicks + ticks }));
  return { notes: moved, lengthTicks: lengthTicks + ticks };
}

describe('a grid', () => {
  it('is kept by every take of the starter collection, at its own tempo', () => {
    expect(takes.length).toBeGreaterThan(150);
    const strayed = takes.filter(({ recording }) => !keepsGrid(recording.performance));
    expect(strayed.map(({ path }) => path)).toEqual([]);
  });

  it.each([
    ['by their first 30 notes', (phrase: Phrase) => firstNotes(phrase, 30)],
    ['all some 20 ms late', (phrase: Phrase) => late(phrase, 17)],
  ])('is kept %s', (_, change) => {
    const strayed = takes.filter(({ recording }) => !keepsGrid(change(recording.performance)));
    expect(strayed.map(({ path }) => path)).toEqual([]);
  });

  it('is kept by next to none of them on the grid of another tempo', () => {
    // What is left is at 80, 90 or 160, whose notes do fall on the lines of 120; there the beats are asked.
    const kept = takes.filter(({ recording }, i) =>
      keepsGrid(onWrongGrid(recording, ((i * 7) % 97) / 97)),
    );
    expect(kept.length).toBeLessThanOrEqual(0.04 * takes.length);
  });

  it.each([
    { ticksPerQuarter: 96 },
    { ticksPerQuarter: 220 },
    { ticksPerQuarter: 480 },
    { ticksPerQuarter: 960 },
  ])('is kept by quintuplets and septuplets at $ticksPerQuarter ticks', ({ ticksPerQuarter }) => {
    const onsets = writtenOnsets({ seed: 'tuplets', divisions: [1, 2, 4, 3, 5, 7, 5] });
    const notes = inFileTicks(onsets, ticksPerQuarter).map((startTicks) => ({
      pitch: 60,
      startTicks,
      durationTicks: 60,
      velocity: 80,
    }));
    expect(keepsGrid({ notes, lengthTicks: 40_000 }, { ticksPerQuarter })).toBe(true);
  });

  it('is kept by quintuplets and septuplets whose chords are all strummed', () => {
    const onsets = writtenOnsets({ seed: 'strummed', divisions: [1, 2, 4, 3, 5, 7, 5] });
    const notes = inFileTicks(onsets, 480).flatMap((startTicks) =>
      [0, 7, 13].map((after) => ({
        pitch: 60 + after,
        startTicks: startTicks + after,
        durationTicks: 60,
        velocity: 80,
      })),
    );
    expect(keepsGrid({ notes, lengthTicks: 40_000 })).toBe(true);
  });

  it('is taken at its word where the notes are too few to tell', () => {
    const [first] = takes;
    const wrong = onWrongGrid((first as (typeof takes)[number]).recording, 0.37);
    expect(keepsGrid(firstNotes(wrong, 3))).toBe(true);
    expect(keepsGrid({ notes: [], lengthTicks: 1 })).toBe(true);
  });
});
