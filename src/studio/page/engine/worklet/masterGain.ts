import { APART_GAIN } from '../auditionPiece.js';
import type { PlayablePiece } from '../playablePiece.js';

/** Pieces whose gain is kept: one that plays, and those that may follow it. */
const MOST_KEPT = 8;

/** Share of the way to another gain in a quantum of 128 frames: some 30 ms in all, in which nothing clicks. */
const STEP = 0.1;

/** What sounds at the moment. */
export interface Sounding {
  /** Number of the room's piece; undefined before there is one. */
  readonly piece: number | undefined;
  readonly isPlaying: boolean;
  /** Whether something is auditioned apart from it. */
  readonly isApart: boolean;
  /** Whether a keyboard may be played. */
  readonly isLive: boolean;
}

/**
 * How much louder all channels together are made, as a factor: a room as was predicted for it, what sounds apart by a measure of its own.
 */
export function openMasterGain() {
  const gains = new Map<number, number>();
  let gain = 1;
  const wanted = ({ piece, isPlaying, isApart, isLive }: Sounding): number => {
    if (isApart || (!isPlaying && isLive)) return APART_GAIN;
    return (piece === undefined ? undefined : gains.get(piece)) ?? gain;
  };
  return {
    keep: ({ id, gain: own }: PlayablePiece) => {
      gains.set(id, own);
      const [oldest] = gains.keys();
      if (gains.size > MOST_KEPT && oldest !== undefined) gains.delete(oldest);
    },
    /** A quantum further on the way to what is wanted. */
    advance: (sounding: Sounding): number => {
      gain += STEP * (wanted(sounding) - gain);
      return gain;
    },
    /** There at once: a first note has all of its attack. */
    settle: (sounding: Sounding) => {
      gain = wanted(sounding);
    },
  };
}
