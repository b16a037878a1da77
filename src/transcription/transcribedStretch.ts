/** A note found in a recording of sound. */
export interface TranscribedNote {
  /** 0–127; the network knows 21–108. */
  readonly pitch: number;
  /** From the first sample of the recording. */
  readonly startSeconds: number;
  readonly durationSeconds: number;
  /** Above 0: velocity but for one factor, which is the recording's own and is known only at its end. */
  readonly amplitude: number;
}

/** A stretch of a recording, about forty seconds of it, and the notes that begin in it. */
export interface TranscribedStretch {
  readonly fromSeconds: number;
  /** Where the next stretch begins, or the recording ends. */
  readonly toSeconds: number;
  /** By start, then pitch; a note may sound on beyond `toSeconds`. */
  readonly notes: readonly TranscribedNote[];
}
