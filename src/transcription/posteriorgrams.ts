import type { WindowOutput } from './network.js';
import { PITCH_COUNT } from './spectrum.js';
import { KEPT_FRAMES, MARGIN_FRAMES } from './windows.js';

/** What the network gives over some time, frame after frame, for the keys from pitch 21 upward. */
export interface Posteriorgrams {
  readonly frameCount: number;
  /** Probability that a note sounds, 0–1, [frameCount, 88]. */
  readonly frames: Float32Array;
  /** Probability that a note begins, 0–1, [frameCount, 88]. */
  readonly onsets: Float32Array;
  /** How strong the sound is around the pitch itself: a power, linear, [frameCount, 88]. */
  readonly powers: Float32Array;
}

/** The output for one window without its margins; zeros for a silent window, for which the network is not run. */
export function withoutMargins(output: WindowOutput | undefined): Posteriorgrams {
  const kept = (values: Float32Array | undefined) =>
    values === undefined
      ? new Float32Array(KEPT_FRAMES * PITCH_COUNT)
      : values.slice(MARGIN_FRAMES * PITCH_COUNT, (MARGIN_FRAMES + KEPT_FRAMES) * PITCH_COUNT);
  return {
    frameCount: KEPT_FRAMES,
    frames: kept(output?.frames),
    onsets: kept(output?.onsets),
    powers: kept(output?.powers),
  };
}

/** Posteriorgrams, one after another in time, as one. */
export function joinPosteriorgrams(parts: readonly Posteriorgrams[]): Posteriorgrams {
  const frameCount = parts.reduce((sum, part) => sum + part.frameCount, 0);
  const join = (key: 'frames' | 'onsets' | 'powers') => {
    const joined = new Float32Array(frameCount * PITCH_COUNT);
    let at = 0;
    for (const part of parts) {
      joined.set(part[key], at);
      at += part[key].length;
    }
    return joined;
  };
  return { frameCount, frames: join('frames'), onsets: join('onsets'), powers: join('powers') };
}

/** One cell of a table [frames, 88]; 0 outside it. */
export function cellAt(table: Float32Array, frame: number, key: number): number {
  return key < 0 || key >= PITCH_COUNT ? 0 : (table[frame * PITCH_COUNT + key] ?? 0);
}

/** The largest of the cells of a key from frame `first` to `last`, both included. */
export function largestOver(
  table: Float32Array,
  key: number,
  [first, last]: readonly [number, number],
): number {
  let most = 0;
  for (let frame = first; frame <= last; frame++) most = Math.max(most, cellAt(table, frame, key));
  return most;
}

/** The mean of the cells of a key from frame `first` to `last`, both included. */
export function meanOver(
  table: Float32Array,
  key: number,
  [first, last]: readonly [number, number],
): number {
  let sum = 0;
  for (let frame = first; frame <= last; frame++) sum += cellAt(table, frame, key);
  return sum / (last - first + 1);
}
