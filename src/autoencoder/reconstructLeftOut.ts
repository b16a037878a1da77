import type { Performance } from '../music/phrase.js';
import type { DecoderKind } from './decoder.js';
import type { TrainingOptions } from './training.js';

/** Performances to learn from, and others to hold the learned network against; at least one of each. */
export interface LeftOutPerformances {
  readonly learned: readonly Performance[];
  readonly leftOut: readonly Performance[];
}

/** Shares 0–1 of symbols that come back right, by field of an event; kind `seed` has the field `chord` only. */
export interface LeftOutReconstruction {
  /** On the windows that were learned. */
  readonly seen: Readonly<Record<string, number>>;
  /** On the windows of the performances that were left out. */
  readonly leftOut: Readonly<Record<string, number>>;
  /** On the same, for one who always says what was most frequent in the learned windows. */
  readonly chance: Readonly<Record<string, number>>;
}

/**
 * How much of music that it never heard an autoencoder brings back: one of the kind is trained on some
 * performances and encodes and decodes others.
 *
 * A chord or distance that the learned performances do not hold cannot come back and counts as wrong.
 * Durations, velocities and nudges are right when they fall into the right one of the learned bins.
 *
 * The backend must be open (`openBackend`); TensorFlow itself is loaded here, when it is needed.
 *
 * @throws MirrorError `aborted` when the signal fires
 */
export async function reconstructLeftOut(
  kind: DecoderKind,
  performances: LeftOutPerformances,
  options: TrainingOptions,
): Promise<LeftOutReconstruction> {
  switch (kind) {
    case 'phrase':
      return (await import('./trainPhrase.js')).reconstructPhrase(performances, options);
    case 'seed':
      return (await import('./trainSeed.js')).reconstructSeed(performances, options);
  }
}

/** Share of symbols that are the most frequent of those learned, 0–1; −1 is a symbol nobody knows. */
export function chanceOf(learned: readonly number[], leftOut: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const symbol of learned) {
    if (symbol >= 0) counts.set(symbol, (counts.get(symbol) ?? 0) + 1);
  }
  const [usual] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [];
  return leftOut.filter((symbol) => symbol === usual).length / leftOut.length;
}
