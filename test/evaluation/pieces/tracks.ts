import type { Note } from '../../../src/music/note.js';
import type { Part, Score } from '../../../src/music/score.js';
import { ticksPerBar } from '../../../src/music/time.js';

/** A note of a test's music: pitch, start and duration in ticks. */
export type Written = readonly [pitch: number, startTicks: number, durationTicks: number];

export function notesOf(written: readonly Written[]): Note[] {
  return written.map(([pitch, startTicks, durationTicks]) => ({
    pitch,
    startTicks,
    durationTicks,
    velocity: 67,
  }));
}

/** A part with a track's notes. */
export function partOf(written: readonly Written[], about: Partial<Part> = {}): Part {
  return {
    name: 'kettle',
    midiChannel: 0,
    program: 8,
    gainDb: 0,
    pan: 0,
    notes: notesOf(written),
    ...about,
  };
}

/** A piece of so many bars of 3/4. */
export function scoreOf(parts: readonly Part[], { bars = 4 } = {}): Score {
  const timeSignature = { beats: 3, beatUnit: 4 };
  const lengthTicks = bars * ticksPerBar(timeSignature);
  return { title: 'test', tempoBpm: 90, timeSignature, lengthTicks, parts };
}
