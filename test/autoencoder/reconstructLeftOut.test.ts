import { beforeAll, describe, expect, it } from 'vitest';
import { DECODER_KINDS } from '../../src/autoencoder/decoder.js';
import {
  type LeftOutReconstruction,
  reconstructLeftOut,
} from '../../src/autoencoder/reconstructLeftOut.js';
import { seededRandom } from '../../src/math/random.js';
import type { Performance } from '../../src/music/phrase.js';
import { openBackend } from '../../src/tensors/backend.js';
import { makePerformance } from './performances.js';
import { useShortTrainings } from './shortTrainings.js';

const play = (seed: string) => makePerformance(seed, { events: 30 });

describe.each(DECODER_KINDS)('reconstructLeftOut of kind %s', (kind) => {
  useShortTrainings();
  const measure = (leftOut: Performance) =>
    reconstructLeftOut(
      kind,
      { learned: [play('one'), play('two')], leftOut: [leftOut] },
      { random: seededRandom('left out') },
    );
  let known: LeftOutReconstruction;
  beforeAll(async () => {
    await openBackend('wasm');
    known = await measure(play('one'));
  });

  it('brings some of what it learned back', () => {
    expect(known.right.chord).toBeGreaterThan(0.1);
    expect(known.right.chord).toBeGreaterThan(known.chance.chord as number);
  });

  it('says what always saying the most frequent symbol would give, of the same fields', () => {
    // Five chords, drawn evenly.
    expect(known.chance.chord).toBeGreaterThan(0.05);
    expect(known.chance.chord).toBeLessThan(0.5);
    const fields = kind === 'phrase' ? ['distance', 'duration', 'velocity', 'nudge'] : [];
    expect(Object.keys(known.right)).toEqual(['chord', ...fields]);
    expect(Object.keys(known.chance)).toEqual(Object.keys(known.right));
    if (known.predicted) expect(Object.keys(known.predicted)).toEqual(Object.keys(known.right));
    const shares = [known.right, known.predicted ?? {}, known.chance].flatMap(Object.values);
    for (const share of shares) {
      expect(share).toBeGreaterThanOrEqual(0);
      expect(share).toBeLessThanOrEqual(1);
    }
  });

  it('counts positions in the bars that were learned', async () => {
    const inThree = { ...play('one'), timeSignature: { beats: 3, beatUnit: 4 } };
    expect(await measure(inThree)).toEqual(known);
  });

  it('counts a chord that was not learned as wrong', async () => {
    const usual = play('three');
    const strange = {
      ...usual,
      notes: usual.notes.map((note) => ({ ...note, pitch: note.pitch + 1 })),
    };
    const { right, predicted, chance } = await measure(strange);
    expect(right.chord).toBe(0);
    expect(predicted?.chord ?? 0).toBe(0);
    expect(chance.chord).toBe(0);
  });
});
