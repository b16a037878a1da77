import { describe, expect, it } from 'vitest';
import { dense } from '../../src/autoencoder/dense.js';
import { fitLatentDensity, foldDensity } from '../../src/autoencoder/latentDensity.js';
import { drawNormals, seededRandom } from '../../src/math/random.js';

/** Windows whose latents are points: their variance is all but none. */
const points = (rows: readonly (readonly number[])[]) => {
  const mean = Float32Array.from(rows.flat());
  return { mean, logVariance: mean.map(() => -100) };
};

/** Covariance that a factor stands for. */
const covarianceOf = (factor: readonly (readonly number[])[]) =>
  factor.map((a) =>
    factor.map((b) => a.reduce((sum, value, k) => sum + value * (b[k] as number), 0)),
  );

describe('fitLatentDensity', () => {
  it('has the mean and the covariance of the windows', () => {
    const encoded = points([
      [1, 4],
      [3, 0],
      [5, 2],
    ]);
    const { mean, factor } = fitLatentDensity(encoded, 2);
    expect(mean).toEqual([3, 2]);
    const [[xx, xy], [yx, yy]] = covarianceOf(factor) as [[number, number], [number, number]];
    expect(xx).toBeCloseTo(8 / 3, 6);
    expect(yy).toBeCloseTo(8 / 3, 6);
    expect(xy).toBeCloseTo(-4 / 3, 6);
    expect(yx).toBeCloseTo(-4 / 3, 6);
    expect(factor[0]?.[1]).toBe(0);
  });

  it('adds the mean variance of each window’s own cloud', () => {
    const mean = Float32Array.of(2, -1, 2, -1);
    const logVariance = Float32Array.from([0.5, 2, 1.5, 4], Math.log);
    const { factor } = fitLatentDensity({ mean, logVariance }, 2);
    const [[xx, xy], [, yy]] = covarianceOf(factor) as [[number, number], [number, number]];
    expect(xx).toBeCloseTo(1, 6);
    expect(yy).toBeCloseTo(3, 6);
    expect(xy).toBeCloseTo(0, 6);
  });

  it.each([
    ['one window', points([[0.3, -2, 5]])],
    ['windows on a line', points([-2, 0, 1, 7].map((t) => [t, 2 * t, -3 * t]))],
  ])('stays a number for %s', (_, encoded) => {
    const { factor } = fitLatentDensity(encoded, 3);
    expect(factor.flat().every(Number.isFinite)).toBe(true);
    for (const [d, row] of factor.entries()) expect(row[d]).toBeGreaterThan(0);
  });
});

describe('foldDensity', () => {
  it('gives for draws from N(0, 1) what the layer gives for draws from the density', () => {
    const random = seededRandom('fold');
    const [latent, outputs] = [4, 7];
    const floats = (length: number) => Float32Array.from(drawNormals(length, random));
    const layer = { kernel: floats(latent * outputs), bias: floats(outputs) };
    const encoded = { mean: floats(50 * latent), logVariance: floats(50 * latent) };
    const { mean, factor } = fitLatentDensity(encoded, latent);
    const folded = foldDensity(layer, { mean, factor });
    expect(folded.kernel).toHaveLength(layer.kernel.length);
    for (let n = 0; n < 5; n++) {
      const draw = drawNormals(latent, random);
      const z = mean.map(
        (value, d) => value + draw.reduce((sum, e, k) => sum + (factor[d]?.[k] as number) * e, 0),
      );
      const [expected, given] = [dense(z, layer), dense(draw, folded)];
      for (const [i, value] of expected.entries()) expect(given[i]).toBeCloseTo(value, 4);
    }
  });
});
