import type { Note } from '../../music/note.js';

/** C3, MIDI key 48; C4 is middle C. */
const BASS_BELOW = 48;

/** C4 and C5, both included. */
const MIDDLE = { lowest: 60, highest: 72 } as const;

/** Where the notes of a piece lie. */
export interface RegisterFigures {
  /** Share of the time in which anything sounds that the lowest sounding note is below C3, 0–1. */
  readonly bassTime: number;
  /** Share of the notes from C4 to C5, 0–1. */
  readonly middleNotes: number;
}

/**
 * In which registers a piece sounds.
 *
 * @param notes of all tracks
 * @returns null where there are none
 */
export function measureRegister(notes: readonly Note[]): RegisterFigures | null {
  if (notes.length === 0) return null;
  const middle = notes.filter(({ pitch }) => pitch >= MIDDLE.lowest && pitch <= MIDDLE.highest);
  const bass = notes.filter(({ pitch }) => pitch < BASS_BELOW);
  return {
    bassTime: soundingTicks(bass) / soundingTicks(notes),
    middleNotes: middle.length / notes.length,
  };
}

/** How long any of the notes sounds. */
function soundingTicks(notes: readonly Note[]): number {
  let sounding = 0;
  let untilTicks = 0;
  for (const { startTicks, durationTicks } of [...notes].sort(
    (a, b) => a.startTicks - b.startTicks,
  )) {
    const endTicks = startTicks + durationTicks;
    sounding += Math.max(0, endTicks - Math.max(untilTicks, startTicks));
    untilTicks = Math.max(untilTicks, endTicks);
  }
  return sounding;
}
