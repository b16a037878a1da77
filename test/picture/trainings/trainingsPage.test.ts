import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { drawNormals, seededRandom } from '../../../src/math/random.js';
import type { Letters } from '../../../src/picture/letters/letters.js';
import { lossRangeOf } from '../../../src/picture/trainings/lossCurve.js';
import { drawTrainingsPage, type Training } from '../../../src/picture/trainings/trainingsPage.js';
import { readLetters, textsOf } from '../letters/lettersForTests.js';

let letters: Letters;
beforeAll(async () => {
  letters = await readLetters();
});

function trainingOf(object: string, { leftOut = false, latent = 32 } = {}): Training {
  const random = seededRandom(object);
  const windows = (count: number) => ({
    latent,
    means: Float32Array.from(drawNormals(count * latent, random)),
    recordings: Uint32Array.from({ length: count }, (_, i) => i % 3),
  });
  return {
    object,
    losses: Array.from({ length: 30 }, (_, epoch) => 6 * 0.9 ** epoch + 0.3),
    encoded: { learned: windows(60), ...(leftOut ? { leftOut: windows(9) } : {}) },
    recordings: ['one.mid', 'two.mid', 'three.mid'],
  };
}

const draw = (trainings: readonly Training[]) =>
  drawTrainingsPage(trainings, { title: 'How it was learned', letters });

describe('the page of trainings', () => {
  it.each([1, 2, 8, 24])(
    'is an SVG with a curve and a map for each of %d objects',
    async (count) => {
      const svg = draw(Array.from({ length: count }, (_, i) => trainingOf(`object ${i}`)));
      expect(svg.startsWith('<svg ')).toBe(true);
      expect(svg).not.toMatch(/NaN|Infinity|undefined/);
      const texts = textsOf(svg);
      expect(texts.filter((text) => text.startsWith('object '))).toHaveLength(count);
      expect(texts.filter((text) => /^\d+ % and \d+ %$/.test(text))).toHaveLength(count);
      expect(svg.match(/<path d="M[^"]+" stroke="#332288" stroke-width="1.6"/g)).toHaveLength(
        count,
      );
      const { width = 0, height = 0 } = await sharp(Buffer.from(svg)).metadata();
      expect(height / width).toBeLessThan(1.7);
    },
  );

  it('shows each window once: points for what was learned, rings for what was left out', () => {
    const svg = draw([trainingOf('clock', { leftOut: true })]);
    expect(svg.match(/M[\d.]+ [\d.]+h0/g)).toHaveLength(60);
    expect(
      svg.split('<g fill="#ffffff" stroke=')[1]?.match(/<circle/g)?.length,
    ).toBeGreaterThanOrEqual(9);
    expect(textsOf(svg).join(' ')).toContain('rings are of the one that was left out');
  });

  it('says of a single object which colour is which recording', () => {
    expect(textsOf(draw([trainingOf('clock')]))).toEqual(
      expect.arrayContaining(['one.mid', 'two.mid', 'three.mid']),
    );
  });

  it('draws two dimensions, and one, and a training of a single epoch that stands still', () => {
    const still = { ...trainingOf('still', { latent: 1 }), losses: [0.5] };
    const flat = { ...trainingOf('flat', { latent: 2 }), losses: [0.7, 0.7] };
    expect(draw([still, flat])).not.toMatch(/NaN|Infinity/);
    expect(textsOf(draw([still]))).toContain('100 % and 0 %');
  });

  it('measures all losses on one scale, to round figures', () => {
    expect(lossRangeOf([[6.3, 0.81], [0.7]])).toEqual({ lowest: 0.5, highest: 10 });
    expect(lossRangeOf([[1, 1]])).toEqual({ lowest: 1, highest: 1 });
    expect(lossRangeOf([[]])).toEqual({ lowest: 0.1, highest: 1 });
  });
});
