/** POST /api/rooms/<room>/explanation: where the notes of a piece come from, for each track in the order of the piece. */
export interface ExplanationAnswer {
  readonly tracks: readonly TrackExplanation[];
}

export interface TrackExplanation {
  /** Names of the recordings' files. */
  readonly files: readonly string[];
  /** One for each note of the track, in its order. */
  readonly origins: readonly PackedOrigin[];
  /** Recordings that its decoder learned and that have changed or gone since. */
  readonly missing: readonly string[];
}

/**
 * Index of the file, −1 where what the decoder learned from is no longer there; milliseconds from the recording's first bar; how
 * many events in a row stand there as they are played, 0 for a chord that only resembles; index of the track's box that the latent
 * goes back to.
 */
export type PackedOrigin = readonly [
  file: number,
  milliseconds: number,
  runLength: number,
  box: number,
];
