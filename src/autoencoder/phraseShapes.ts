import type { PhraseWeight } from './decoder.js';
import type { Shapes } from './parameters.js';

/** What decides the network's shapes. */
export interface PhraseSizes {
  readonly latent: number;
  readonly hidden: number;
  readonly embedding: number;
  readonly window: number;
  /** Symbols of each event field. */
  readonly symbols: readonly number[];
}

export type PhraseParameter =
  | PhraseWeight
  | 'eventEmbedding'
  | 'encoderKernel'
  | 'encoderBias'
  | 'latentKernel'
  | 'latentBias';

/**
 * Shapes of the variational autoencoder over windows of events (Kingma and Welling 2014): one event
 * embedding and one event layer are shared by all positions of the window.
 */
export function phraseShapes(sizes: PhraseSizes): Shapes<PhraseParameter> {
  const symbols = sizes.symbols.reduce((a, b) => a + b, 0);
  const features = sizes.window * sizes.embedding;
  return {
    eventEmbedding: [symbols, sizes.embedding],
    encoderKernel: [features, sizes.hidden],
    encoderBias: [sizes.hidden],
    latentKernel: [sizes.hidden, 2 * sizes.latent],
    latentBias: [2 * sizes.latent],
    hiddenKernel: [sizes.latent, sizes.hidden],
    hiddenBias: [sizes.hidden],
    windowKernel: [sizes.hidden, features],
    windowBias: [features],
    eventKernel: [sizes.embedding, symbols],
    eventBias: [symbols],
  };
}
