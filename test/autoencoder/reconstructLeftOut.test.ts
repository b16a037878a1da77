import { beforeAll, describe, expect, it } from 'vitest';
import { DECODER_KINDS } from '../../src/autoencoder/decoder.js';
import { reconstructLeftOut } from '../../src/autoencoder/reconstructLeftOut.js';
import { seededRandom } from '../../src/random.js';
import { openBackend } from '../../src/tensors/backend.js';
import { makePerformance } from './performances.js';

beforeAll(async () => {
  await openBackend('wasm');
});

describe.each(DECODER_KINDS)('reconstructLeftOut of kind %s', (kind) => {
  const learned = [makePerformance('one'), makePerformance('two')];
  const measure = (leftOut: typeof learned) =>
    reconstructLeftOut(kind, { learned, leftOut }, { random: seededRandom('left out') });

  it('brings some of what it learned back', async () => {
    const { right } = await measure(learned);
    expect(right.chord).toBeGreaterThan(0.1);
  });

  it('counts places in the bars that were learned', async () => {
    const inThree = { ...makePerformance('one'), timeSignature: { beats: 3, beatUnit: 4 } };
    expect(await measure([inThree])).toEqual(await measure([makePerformance('one')]));
  });

  it('counts a chord that nobody learned as wrong', async () => {
    const known = makePerformance('three');
    const strange = {
      ...known,
      notes: known.notes.map((note) => ({ ...note, pitch: note.pitch + 1 })),
    };
    const { right, chance } = await measure([strange]);
    expect(right.chord).toBe(0);
    expect(chance.chord).toBe(0);
  });

  it('says what always saying the most frequent symbol would give', async () => {
    const { chance } = await measure([makePerformance('three')]);
    // Five chords, drawn evenly.
    expect(chance.chord).toBeGreaterThan(0.05);
    expect(chance.chord).toBeLessThan(0.4);
  });
});
