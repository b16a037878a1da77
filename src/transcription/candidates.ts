import { cellAt, largestOver, type Posteriorgrams } from './posteriorgrams.js';
import { PITCH_COUNT } from './spectrum.js';

/** A place where a note may begin. */
export interface Candidate {
  /** 0–87: the pitch above A0. */
  readonly key: number;
  readonly frame: number;
  /** The onset the network sees there, 0–1. */
  readonly onset: number;
  /** The candidate of this key before it, if there is one within a second. */
  readonly before: { readonly frame: number; readonly onset: number } | undefined;
}

/**
 * A candidate is an onset of at least this much, the largest of five frames, with a frame of at least that much
 * soon after. So chosen, 0.985 of the notes of 48 takes have one (0.955 at an onset of 0.4).
 */
const LEAST_ONSET = 0.25;
const LEAST_FRAME = 0.15;
const PEAK_REACH_FRAMES = 2;
const FRAME_REACH_FRAMES = 6;

/** The first and the last frame, counted from a candidate's, in which a note that begins there is loudest. */
export const ATTACK_FRAMES = [-1, 6] as const;

/** Farther back than this a candidate has no memory, so that what is transcribed depends on what is near. */
export const MEMORY_FRAMES = 86;

/** Every place where a note may begin, key after key, in order of time. */
export function findCandidates({ frameCount, frames, onsets }: Posteriorgrams): Candidate[] {
  const candidates: Candidate[] = [];
  for (let key = 0; key < PITCH_COUNT; key++) {
    let before: Candidate | undefined;
    for (let frame = 0; frame < frameCount; frame++) {
      const onset = cellAt(onsets, frame, key);
      if (onset < LEAST_ONSET || !isPeak(onsets, key, frame)) continue;
      if (largestOver(frames, key, [frame, frame + FRAME_REACH_FRAMES]) < LEAST_FRAME) continue;
      const near = before !== undefined && frame - before.frame <= MEMORY_FRAMES;
      const candidate = { key, frame, onset, before: near ? before : undefined };
      candidates.push(candidate);
      before = candidate;
    }
  }
  return candidates;
}

function isPeak(onsets: Float32Array, key: number, frame: number): boolean {
  const onset = cellAt(onsets, frame, key);
  for (let step = 1; step <= PEAK_REACH_FRAMES; step++) {
    if (cellAt(onsets, frame - step, key) > onset) return false;
    if (cellAt(onsets, frame + step, key) >= onset) return false;
  }
  return true;
}
