import { type Box, intersectionOverUnion } from './box.js';
import type { Candidate } from './candidates.js';

/** Two boxes of one label are one thing above this intersection over union, as in COCO's own evaluation. */
export const IOU_THRESHOLD = 0.5;

/**
 * Non-maximum suppression within each label: of candidates at one place the first stays.
 *
 * @param sorted strongest first
 */
export function nonMaximumSuppression(sorted: readonly Candidate[]): Candidate[] {
  return suppressOverlapping(sorted, {
    threshold: IOU_THRESHOLD,
    competes: (a, b) => a.classIndex === b.classIndex,
  });
}

/**
 * Greedy non-maximum suppression: an item stays unless its box overlaps that of one that stays before it.
 *
 * @param sorted strongest first
 * @param options.threshold an intersection over union above it is an overlap, 0–1
 * @param options.competes whether the first of two items may suppress the second; all do by default
 * @param options.most items that stay; all by default
 */
export function suppressOverlapping<Item extends { readonly box: Box }>(
  sorted: readonly Item[],
  {
    threshold,
    competes = () => true,
    most = Number.POSITIVE_INFINITY,
  }: {
    readonly threshold: number;
    readonly competes?: (kept: Item, candidate: Item) => boolean;
    readonly most?: number;
  },
): Item[] {
  const kept: Item[] = [];
  for (const candidate of sorted) {
    if (kept.length === most) break;
    const isSuppressed = kept.some(
      (item) =>
        competes(item, candidate) && intersectionOverUnion(item.box, candidate.box) > threshold,
    );
    if (!isSuppressed) kept.push(candidate);
  }
  return kept;
}
