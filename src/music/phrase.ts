import type { Note } from './note.js';
import type { TempoChange } from './tempo.js';
import type { TimeSignature } from './time.js';

/** Notes in order of playing, all within `lengthTicks`. */
export interface Phrase {
  readonly notes: readonly Note[];
  /** The phrase's own length, silence at its end included. */
  readonly lengthTicks: number;
}

/** What was recorded: the notes as played, pedal already heard in the durations. */
export interface Performance extends Phrase {
  /** Where it came from, for messages and provenance: a file name, without its folder. */
  readonly name: string;
  /** Quarter notes a minute: the mean of the file's own tempo map, or the median of the beats that were found. */
  readonly tempoBpm: number;
  /** The time signature that governs most of the recording; 4/4 where the file has none. */
  readonly timeSignature: TimeSignature;
  /**
   * All that hold somewhere in it, in the order in which they come; absent where there is one. Its bars are counted by
   * `timeSignature` throughout.
   */
  readonly timeSignatures?: readonly TimeSignature[];
  /** Its tempo map, in order of time, the first at tick 0: what turns ticks into seconds. */
  readonly tempoChanges: readonly TempoChange[];
  /** No beat was found in it: ticks only count its seconds, at 120 quarters a minute, and it has no say in tempo or metre. */
  readonly isFree: boolean;
}
