import { countIn } from '../math/histogram.js';
import { lowerBound } from '../math/lowerBound.js';

/**
 * Chords in a row by which recordings are compared. Of eight takes of 24 starter objects, only three
 * objects have takes that share most of their runs of 24; and 24 of 24 objects still know a take whose onsets
 * were moved by 5 ms (standard deviation). Inter-onset intervals are left out, since moved onsets change them first.
 */
const RUN = 24;

/** Runs of a recording that are looked up, evenly spread over it: shares are estimated to some 0.06. */
const MOST_PROBES = 64;

/**
 * How much of each recording is its own, above 0 to 1: 1 ÷ Σ similarity to every recording, itself included
 * (the similarity-sensitive diversity of Leinster and Cobbold 2012). Two equal takes get a half each; where
 * all takes are alike, all get the same, so that a ticking clock keeps its character.
 *
 * Similarity is the share of a recording's runs of chords that stand in the other, counted from one half up:
 * takes of one idea have passages in common, only copies have most.
 *
 * An index of hashed runs finds who shares them: memory grows with the events (20 bytes each while the index is built), time with
 * the recordings and how many share a run.
 *
 * @param recordings each as numbers that are equal for equal chords, at least one number
 */
export function similarityWeights(recordings: readonly Uint32Array[]): number[] {
  const hashes = recordings.map(hashRuns);
  const index = indexHashes(hashes);
  return hashes.map((own, i) => {
    const probes = Math.min(MOST_PROBES, own.length);
    const shared = new Map<number, number>();
    for (let probe = 0; probe < probes; probe++) {
      const hash = own[Math.floor(((probe + 0.5) * own.length) / probes)] as number;
      countHolders(index, { hash, counts: shared });
    }
    const similar = [...shared]
      .filter(([other]) => other !== i)
      .sort(([a], [b]) => a - b)
      .reduce((sum, [, count]) => sum + Math.max(0, (2 * count) / probes - 1), 0);
    return 1 / (1 + similar);
  });
}

/** A 32-bit hash of every run of `RUN` chords; a recording that is shorter is one run. */
function hashRuns(chords: Uint32Array): Uint32Array {
  const length = Math.min(RUN, chords.length);
  return Uint32Array.from({ length: chords.length - length + 1 }, (_, first) => {
    // FNV-1a over whole numbers, with murmur3's final mixing.
    let hash = 0x811c9dc5 ^ length;
    for (let i = first; i < first + length; i++) {
      hash = Math.imul(hash ^ (chords[i] as number), 0x01000193);
      hash ^= hash >>> 15;
    }
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    return hash ^ (hash >>> 13);
  });
}

/** Hash and recording in one number, each once and rising: hash × recordings + recording is far below 2⁵³. */
interface HashIndex {
  readonly keys: Float64Array;
  readonly recordings: number;
}

function indexHashes(hashes: readonly Uint32Array[]): HashIndex {
  const recordings = hashes.length;
  const keys = new Float64Array(hashes.reduce((sum, own) => sum + own.length, 0));
  let at = 0;
  for (const [i, own] of hashes.entries()) {
    for (const hash of own) keys[at++] = hash * recordings + i;
  }
  keys.sort();
  return { keys: keys.filter((key, i) => key !== keys[i - 1]), recordings };
}

/** Counts one more for each recording that holds a run. @param counts probes that each recording holds, by its index */
function countHolders(
  { keys, recordings }: HashIndex,
  { hash, counts }: { hash: number; counts: Map<number, number> },
): void {
  const from = hash * recordings;
  for (
    let at = lowerBound(keys.length, (i) => (keys[i] as number) < from);
    (keys[at] as number) < from + recordings;
    at++
  ) {
    const recording = (keys[at] as number) - from;
    countIn(counts, recording);
  }
}
