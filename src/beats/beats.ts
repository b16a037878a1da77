import type { TimeSignature } from '../music/time.js';

/** A note as it sounded, on the clock. */
export interface SoundedNote {
  /** MIDI key number, 0–127. */
  readonly pitch: number;
  /** Seconds from the start of the recording; `checkNotes` says how far before and after it. No beat is found before 0. */
  readonly startSeconds: number;
  /** 0 or more. */
  readonly durationSeconds: number;
  /** 1–127. */
  readonly velocity: number;
}

/** What a person says about a recording before its beats are looked for. */
export interface BeatHints {
  /** Beats a minute as they are counted: dotted quarters in 6/8, printed units elsewhere. */
  readonly tempoBpm?: number | undefined;
  readonly metre?: TimeSignature | undefined;
}

/** Where the beats of a recording lie. A free recording has no beats, and null for tempo and metre. */
export interface Beats {
  /** Median of the beats that are given, beats a minute; null in a free recording. */
  readonly tempoBpm: number | null;
  /** Half or twice that, where it explains the notes about as well and no hint says which it is; else left out. */
  readonly otherTempoBpm?: number;
  readonly metre: TimeSignature | null;
  /** How likely the beats are right, 0–1. */
  readonly confidence: number;
  /** Seconds from the start of the recording, rising. */
  readonly beats: readonly number[];
  /** Those beats that begin a bar. */
  readonly downbeats: readonly number[];
}
