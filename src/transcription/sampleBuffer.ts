/** Samples of a recording that are kept while it streams by, as many as are worked on at once. */
export interface SampleBuffer {
  readonly length: () => number;
  /** Appends of a chunk what is missing up to so many samples, and returns the rest of it. */
  readonly fill: (chunk: Float32Array, most: number) => Float32Array;
  /** A copy of the samples from `first` on. */
  readonly slice: (first?: number) => Float32Array<ArrayBuffer>;
  /** Forgets the samples before `first`. */
  readonly dropBefore: (first: number) => void;
}

/** A buffer without samples, which grows by doubling. */
export function openSampleBuffer(): SampleBuffer {
  let kept = new Float32Array(0);
  let length = 0;
  return {
    length: () => length,
    fill: (chunk, most) => {
      const some = chunk.subarray(0, most - length);
      if (length + some.length > kept.length) {
        const grown = new Float32Array(Math.min(most, 2 * (length + some.length)));
        grown.set(kept.subarray(0, length));
        kept = grown;
      }
      kept.set(some, length);
      length += some.length;
      return chunk.subarray(some.length);
    },
    slice: (first = 0) => kept.slice(first, length),
    dropBefore: (first) => {
      kept.copyWithin(0, first, length);
      length -= first;
    },
  };
}
