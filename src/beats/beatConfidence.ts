import type { TrackedBeat } from './joinSections.js';

/** How likely tracked beats are right, 0–1. */
export function confidenceOf(tracked: readonly TrackedBeat[]): number {
  return tracked.reduce((sum, { beat }) => sum + beat, 0) / tracked.length;
}
