import { describe, expect, it } from 'vitest';
import { decodeAudio } from '../../src/audio/decodeAudio.js';
import { MirrorError } from '../../src/errors.js';
import { type Random, seededRandom } from '../../src/math/random.js';
import { fixture, gather, streamOf } from './fixtures.js';

describe('decodeAudio on a damaged file', () => {
  it.each([
    'int24.wav',
    'float64.wav',
    'float32-rf64.wav',
    'extensible.wav',
    'tone.flac',
    'stereo.oga',
    'skeleton.ogg',
    'tone.mp3',
    'cover.mp3',
    'tone.ogg',
    'voice.opus',
  ])('gives samples that are numbers, or a MirrorError, and nothing else: %s', async (name) => {
    const random = seededRandom(`mutated ${name}`);
    let refused = 0;
    for (let count = 0; count < 300; count++) {
      if ((await outcomeOf(mutate(fixture(name), random))) === 'refused') refused++;
    }
    // Both must occur, or the mutations are too weak or too strong to show anything.
    expect(refused).toBeGreaterThan(0);
    expect(refused).toBeLessThan(300);
  });
});

/** One to eight bytes changed, half of them near the beginning, and now and then a stretch cut out or repeated. */
function mutate(bytes: Uint8Array, random: Random): Uint8Array {
  const place = () => Math.floor(random() * (random() < 0.5 ? 200 : bytes.length));
  const changed = Uint8Array.from(bytes);
  for (let count = Math.ceil(random() * 8); count > 0; count--) {
    changed[place()] = Math.floor(random() * 256);
  }
  if (random() < 0.75) return changed;
  return Uint8Array.from([...changed.subarray(0, place()), ...changed.subarray(place())]);
}

async function outcomeOf(bytes: Uint8Array): Promise<'decoded' | 'refused'> {
  try {
    const { samples, sampleRateHz } = await gather(decodeAudio(streamOf(bytes), 'mutated'));
    expect(samples.length).toBeGreaterThan(0);
    expect(samples.every(Number.isFinite)).toBe(true);
    expect(sampleRateHz).toBeGreaterThanOrEqual(8000);
    return 'decoded';
  } catch (error) {
    if (error instanceof MirrorError && error.code === 'input') return 'refused';
    throw error;
  }
}
