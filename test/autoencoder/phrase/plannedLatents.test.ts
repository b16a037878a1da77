import { expect, it } from 'vitest';
import type { PhraseDecoder } from '../../../src/autoencoder/decoder.js';
import { plannedLatents } from '../../../src/autoencoder/phrase/plannedLatents.js';
import { drawNormals, seededRandom } from '../../../src/math/random.js';
import { tinyDecoder } from '../../collection/tinyDecoder.js';

it('measures latents as far apart as the first layer of their decoder has them', () => {
  const random = seededRandom('planned');
  const tiny = tinyDecoder('phrase', { object: 'kettle', recordings: [] }) as PhraseDecoder;
  const size = tiny.sizes.latent;
  const kernel = Float32Array.from(drawNormals(size * 128, random));
  const decoder = { ...tiny, weights: { ...tiny.weights, planKernel: kernel } };
  const latents = Float32Array.from(drawNormals(6 * size, random));
  const planned = plannedLatents(decoder, latents);
  const distance = (values: ArrayLike<number>, width: number, a: number, b: number) =>
    Math.hypot(
      ...Array.from(
        { length: width },
        (_, d) => (values[a * width + d] as number) - (values[b * width + d] as number),
      ),
    );
  const units = Array.from({ length: 6 * 128 }, (_, i) => {
    const [point, unit] = [Math.floor(i / 128), i % 128];
    let sum = 0;
    for (let z = 0; z < size; z++) {
      sum += (latents[point * size + z] as number) * (kernel[z * 128 + unit] as number);
    }
    return sum;
  });
  for (let a = 0; a < 6; a++) {
    for (let b = 0; b < a; b++) {
      expect(distance(planned, size, a, b)).toBeCloseTo(distance(units, 128, a, b), 3);
    }
  }
});
