import { describe, expect, it } from 'vitest';
import { openMatrices } from '../../../src/autoencoder/matrices.js';
import { drawLatents, type EncodedLatents } from '../../../src/autoencoder/phrase/drawLatents.js';
import { drawNormals, seededRandom } from '../../../src/math/random.js';

/** Three windows, latents of five numbers. */
const [WINDOWS, SIZE] = [3, 5];
const LENGTH = WINDOWS * SIZE;
const normals = (seed: string) => Float32Array.from(drawNormals(LENGTH, seededRandom(seed)));
const [mean, logVariance] = [normals('mean'), normals('log variance')];
const draw = (encoded: EncodedLatents = { mean, logVariance }) => {
  const memory = openMatrices();
  const random = seededRandom('noise');
  return { memory, ...drawLatents(memory, encoded, { random, size: SIZE }) };
};

describe('drawn latents', () => {
  it('lie around the mean as far as noise and deviation say', () => {
    const noise = drawNormals(LENGTH, seededRandom('noise'));
    const { memory, latent } = draw();
    expect(latent).toMatchObject({ rows: WINDOWS, columns: SIZE });
    for (const [i, value] of memory.read(latent).entries()) {
      const deviation = Math.sqrt(Math.exp(logVariance[i] as number));
      expect(value).toBeCloseTo((mean[i] as number) + deviation * (noise[i] as number), 5);
    }
  });

  it('diverge by nothing from the standard normal distribution where they are it', () => {
    const none = new Float32Array(LENGTH);
    expect(draw({ mean: none, logVariance: none }).divergence).toBe(0);
    expect(draw({ mean: none.map(() => 2), logVariance: none }).divergence).toBeCloseTo(2 * LENGTH);
  });

  it('hand back the slopes of a weighted sum of them and of their divergence', () => {
    const [first, second] = [normals('first'), normals('second')];
    const pull = 0.3;
    const lossOf = (encoded: EncodedLatents) => {
      const { memory, latent, divergence } = draw(encoded);
      const values = memory.read(latent);
      const weighted = values.reduce(
        (sum, value, i) => sum + value * ((first[i] as number) + (second[i] as number)),
        0,
      );
      return weighted + pull * divergence;
    };
    const { memory, backward } = draw();
    const shape = { rows: WINDOWS, columns: SIZE };
    const given = backward([memory.put(first, shape), memory.put(second, shape)], pull);
    expect(given).toMatchObject({ rows: WINDOWS, columns: 2 * SIZE });
    const gradient = memory.read(given);
    const change = 2 ** -7;
    for (let i = 0; i < LENGTH; i++) {
      for (const [half, name] of (['mean', 'logVariance'] as const).entries()) {
        const moved = (by: number) => {
          const encoded = { mean: mean.slice(), logVariance: logVariance.slice() };
          encoded[name][i] = (encoded[name][i] as number) + by;
          return lossOf(encoded);
        };
        const slope = (moved(change) - moved(-change)) / (2 * change);
        const at = (Math.floor(i / SIZE) * 2 + half) * SIZE + (i % SIZE);
        expect(gradient[at], `${name} ${i}`).toBeCloseTo(slope, 2);
      }
    }
  });
});
