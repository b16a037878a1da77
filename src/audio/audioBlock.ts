/** A stretch of mono sound; full scale is −1 to 1. */
export interface AudioBlock {
  /** Samples a second, the same in all blocks of a stream. */
  readonly sampleRateHz: number;
  readonly samples: Float32Array;
}

/**
 * All channels as one: their mean.
 *
 * @param channels at least one, of equal lengths
 */
export function mixToMono(channels: readonly Float32Array[]): Float32Array {
  const [first = new Float32Array()] = channels;
  if (channels.length === 1) return first;
  const mixed = new Float32Array(first.length);
  for (const channel of channels) {
    for (let i = 0; i < mixed.length; i++) {
      mixed[i] = (mixed[i] as number) + (channel[i] as number) / channels.length;
    }
  }
  return mixed;
}
