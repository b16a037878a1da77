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

/** Order of playing: by start, then from the lowest pitch up. For `Array.sort`. */
export function byStart(a: Note, b: Note): number {
  return a.startTicks - b.startTicks || a.pitch - b.pitch;
}

/** The name of a pitch, as musicians write it. @example pitchName(60) // 'C4' */
export function pitchName(pitch: number): string {
  const names = ['C', 'C#', 'D', 'Eb', 'E', 'F', 'F#', 'G', 'Ab', 'A', 'Bb', 'B'];
  return `${names[pitch % 12]}${Math.floor(pitch / 12) - 1}`;
}
