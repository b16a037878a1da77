import { clamp } from '../math/clamp.js';
import type { TranscribedNote } from './transcribedStretch.js';

/**
 * How loud a recording is says where the microphone stood, not how hard was struck. So the loudest twentieth of the
 * notes begins at this velocity: the median of the starter collection's 192 recordings (half lie from 69 to 85).
 */
const LOUD_VELOCITY = 77;
const LOUD_SHARE = 0.05;

/**
 * The velocities of a whole recording's notes: their amplitudes, times one factor, so that its own dynamics stay.
 *
 * @returns whole numbers, 1–127, in the order of the notes
 */
export function velocitiesOf(notes: readonly TranscribedNote[]): number[] {
  const amplitudes = notes.map(({ amplitude }) => amplitude).sort((a, b) => b - a);
  const loud = amplitudes[Math.floor(LOUD_SHARE * amplitudes.length)] ?? 1;
  return notes.map(({ amplitude }) =>
    Math.round(clamp((LOUD_VELOCITY * amplitude) / loud, 1, 127)),
  );
}
