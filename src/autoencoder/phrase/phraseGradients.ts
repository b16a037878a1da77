import type { Random } from '../../math/random.js';
import { passDecoder } from './decoderPass.js';
import { drawLatents } from './drawLatents.js';
import type { PhraseBatch } from './phraseBatch.js';
import { encode } from './phraseEncoder.js';
import type { PhraseNetwork } from './phraseNetwork.js';
import { dropScales } from './unitDropout.js';

export interface LossOptions {
  readonly batch: PhraseBatch;
  /** Of the latent's draws (the reparameterisation) and of the units that are dropped. */
  readonly random: Random;
  readonly klWeight: number;
  /** Share of hidden units that are dropped (Srivastava et al. 2014). */
  readonly dropout: number;
}

/**
 * Loss of a batch and its gradient with respect to every parameter, in the network's memory until the next call.
 *
 * Loss in nats: that of `passDecoder`, plus `klWeight` × Kullback–Leibler divergence of the latent from N(0, 1), summed over
 * dimensions, mean over windows.
 *
 * The gradients are written out rather than taped: the backward pass is a dozen matrix products and their look-ups. A
 * test holds them against finite differences.
 */
export function phraseGradients(
  network: PhraseNetwork,
  options: LossOptions,
): { readonly loss: number; readonly gradients: PhraseNetwork['parameters'] } {
  const { memory, sizes, parameters: p } = network;
  const { batch, random, klWeight, dropout } = options;
  const { windows } = batch;
  const { multiply, eluBackward, columnSums, reshape, scatter } = memory;
  memory.clear();

  const { embedded, encoded, ...latents } = encode(network, batch);
  const draw = drawLatents(memory, latents, { random, size: sizes.latent });
  const scales = dropScales(memory, { random, dropout, windows, units: sizes.hidden });
  const penalty = (klWeight * draw.divergence) / windows;
  const decoded = passDecoder(network, { batch, latent: draw.latent, penalty, scales });
  const gradients = decoded.gradients();

  // Backward through the encoder.
  const dLatentRow = draw.backward(decoded.dLatent, klWeight / windows);
  const dEncoded = eluBackward(multiply(dLatentRow, { transposed: p.latentKernel }), encoded);
  const dEvents = reshape(multiply(dEncoded, { transposed: p.encoderKernel }), sizes.embedding);
  scatter(dEvents, batch.events, gradients.embedding);

  return {
    loss: decoded.loss,
    gradients: {
      ...gradients,
      encoderKernel: multiply({ transposed: embedded }, dEncoded),
      encoderBias: columnSums(dEncoded),
      latentKernel: multiply({ transposed: encoded }, dLatentRow),
      latentBias: columnSums(dLatentRow),
    },
  };
}
