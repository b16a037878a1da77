import { describe, expect, it } from 'vitest';
import type { PhraseDecoder } from '../../../src/autoencoder/decoder.js';
import { measureNeighbours } from '../../../src/evaluation/draws/neighbours.js';
import { tinyDecoder, withEveryChord } from '../../collection/tinyDecoder.js';

const about = { object: 'kettle', recordings: [] };
const phrase = withEveryChord(tinyDecoder('phrase', about) as PhraseDecoder);

describe('neighbours in latent space', () => {
  it.each([phrase, tinyDecoder('seed', about)])('sound alike for kind $kind', async (decoder) => {
    const correlation = await measureNeighbours(decoder, { seed: 3 });
    expect(correlation).toBeGreaterThan(0.2);
    expect(correlation).toBeLessThanOrEqual(1);
    expect(await measureNeighbours(decoder, { seed: 3 })).toBe(correlation);
  });

  it('cannot be judged where every latent gives the same, or nothing can turn', async () => {
    const { startKernel, planKernel } = phrase.weights as Record<string, Float32Array>;
    const deaf = {
      ...phrase.weights,
      startKernel: new Float32Array(startKernel?.length ?? 0),
      planKernel: new Float32Array(planKernel?.length ?? 0),
    };
    expect(await measureNeighbours({ ...phrase, weights: deaf }, { seed: 3 })).toBeNull();
    const line = { ...phrase, sizes: { ...phrase.sizes, latent: 1 } };
    expect(await measureNeighbours(line, { seed: 3 })).toBeNull();
  });
});
