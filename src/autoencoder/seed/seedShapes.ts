import type { SeedWeight } from '../decoder.js';
import type { Shapes } from '../parameters.js';

export type SeedParameter = SeedWeight | 'encoderKernel' | 'encoderBias';

/** Shapes of the article's two dense layers; `outputs` = symbols × sequence. */
export function seedShapes(outputs: number, latent: number): Shapes<SeedParameter> {
  return {
    encoderKernel: [outputs, latent],
    encoderBias: [latent],
    kernel: [latent, outputs],
    bias: [outputs],
  };
}
