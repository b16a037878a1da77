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

  it('gives for learned performances what it gives for the learning', async () => {
    const { seen, leftOut } = await measure(learned);
    expect(leftOut).toEqual(seen);
  });

  it('counts a chord that nobody learned as wrong', async () => {
    const known = makePerformance('three');
    const strange = {
      ...known,
      notes: known.notes.map((note) => ({ ...note, pitch: note.pitch + 1 })),
    };
    const { leftOut, chance } = await measure([strange]);
    expect(leftOut.chord).toBe(0);
    expect(chance.chord).toBe(0);
  });

  it('says what always saying the most frequent symbol would give', async () => {
    const { chance } = await measure([makePerformance('three')]);
    // Five chords, drawn evenly.
    expect(chance.chord).toBeGreaterThan(0.05);
    expect(chance.chord).toBeLessThan(0.4);
  });
});
