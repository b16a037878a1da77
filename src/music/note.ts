/** One sounding note. Time is in ticks (480 a quarter) from the start of whatever holds the note. */
export interface Note {
  /** MIDI key number, 0–127; 60 is middle C. */
  readonly pitch: number;
  /** Whole number, 0 or more. */
  readonly startTicks: number;
  /** Whole number, 1 or more. */
  readonly durationTicks: number;
  /** Whole number, 1–127. */
  readonly velocity: number;
  /** Index of the event of its phrase that the note belongs to; only what a decoder played has one. */
  readonly event?: number;
}

/**
 * Onsets closer than this are one chord. Pianists spread a chord over less than 30 ms (Goebl 2001
 * measured 20–30 ms melody lead), while the fastest repeated notes are some 60 ms apart.
 */
export const CHORD_SPREAD_SECONDS = 0.035;

/**
 * Pitch class of a pitch, 0 (C) to 11 (B); of an interval too, whichever way it goes.
 * @example pitchClassOf(-1) // 11
 */
export function pitchClassOf(pitch: number): number {
  return ((pitch % 12) + 12) % 12;
}

/**
 * A pitch that may lie up to an octave outside of MIDI's range, moved into it by an octave.
 *
 * @param pitch −12 to 139
 * @returns 0–127
 * @example foldIntoMidiRange(130) // 118
 */
export function foldIntoMidiRange(pitch: number): number {
  return pitch > 127 ? pitch - 12 : pitch < 0 ? pitch + 12 : pitch;
}

/**
 * A note kept inside a length of 1 tick or more; one that a hand's deviation put behind its end begins at its last tick.
 *
 * @example cutNote({ pitch: 60, startTicks: 480, durationTicks: 960, velocity: 64 }, 960).durationTicks // 480
 */
export function cutNote(note: Note, lengthTicks: number): Note {
  const startTicks = Math.min(note.startTicks, lengthTicks - 1);
  const durationTicks = Math.min(note.durationTicks, lengthTicks - startTicks);
  return { ...note, startTicks, durationTicks };
}

/** Order of playing: by start, then from the lowest pitch up. For `Array.sort`. */
export function byStart(a: Note, b: Note): number {
  return a.startTicks - b.startTicks || a.pitch - b.pitch;
}

/** Names of the pitch classes from C up, a black key by the more usual of its two. */
const PITCH_CLASS_NAMES = ['C', 'C#', 'D', 'Eb', 'E', 'F', 'F#', 'G', 'Ab', 'A', 'Bb', 'B'];

/** The name of a pitch class, 0–11. @example pitchClassName(6) // 'F#' */
export function pitchClassName(pitchClass: number): string {
  return PITCH_CLASS_NAMES[pitchClass] as string;
}

/** The name of a pitch, as musicians write it. @example pitchName(60) // 'C4' */
export function pitchName(pitch: number): string {
  return `${pitchClassName(pitchClassOf(pitch))}${Math.floor(pitch / 12) - 1}`;
}
