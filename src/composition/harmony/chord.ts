import { type KeyEstimate, tonicOf } from '../../music/key.js';

/** A major or minor triad. */
export interface Triad {
  /** Pitch class, 0–11. */
  readonly root: number;
  readonly quality: 'major' | 'minor';
}

/** All 24 of them, the major ones first, by root. */
export const TRIADS: readonly Triad[] = (['major', 'minor'] as const).flatMap((quality) =>
  Array.from({ length: 12 }, (_, root) => ({ root, quality })),
);

/** Pitch classes of a triad: root, third, fifth. @example tonesOf({ root: 9, quality: 'minor' }) // [9, 0, 4] */
export function tonesOf({ root, quality }: Triad): readonly [number, number, number] {
  return [root, (root + (quality === 'major' ? 4 : 3)) % 12, (root + 7) % 12];
}

export function isSameTriad(a: Triad, b: Triad | undefined): boolean {
  return a.root === b?.root && a.quality === b.quality;
}

/** The tonic triad of a key, major or minor as its mode is. */
export function tonicTriad(key: KeyEstimate): Triad {
  return { root: tonicOf(key), quality: key.mode };
}

/** The dominant triad of a key, major in either mode. */
export function dominantTriad(key: KeyEstimate): Triad {
  return { root: (tonicTriad(key).root + 7) % 12, quality: 'major' };
}
