import { describe, expect, it } from 'vitest';
import type { PhraseDecoder } from '../../src/autoencoder/decoder.js';
import { openCopyLimit, type Standing } from '../../src/decoding/copyLimit.js';
import {
  type DecodedPhrase,
  type DecodeOptions,
  decodePhrase,
} from '../../src/decoding/decodePhrase.js';
import { STEP_TICKS } from '../../src/events/events.js';
import type { KeptSequences } from '../../src/events/sequences.js';
import { drawNormals, seededRandom } from '../../src/math/random.js';
import { tinyDecoder, withEveryChord } from '../collection/tinyDecoder.js';

/** Sixteen bars of 3/4. */
const LENGTH = 16 * 36 * STEP_TICKS;

function play(
  decoder: PhraseDecoder,
  { seed = 'a', ...options }: Partial<DecodeOptions> & { seed?: string },
): DecodedPhrase {
  const random = seededRandom(seed);
  const latent = drawNormals(decoder.sizes.latent, random);
  return decodePhrase(decoder, [latent], { lengthTicks: LENGTH, random, ...options });
}

describe('how far a phrase strays from its recordings', () => {
  const tiny = tinyDecoder('phrase', { object: 'kettle', recordings: [] }) as PhraseDecoder;
  const decoder = withEveryChord(tiny);
  const { chords } = decoder.sequences;

  /** What was played as a recording that the decoder keeps. */
  function keptOf({ events }: DecodedPhrase): KeptSequences {
    const names = chords.map((chord) => chord.join(' '));
    return {
      chords,
      events: [
        events.map(({ pitches, step }, i) => [
          names.indexOf(pitches.join(' ')),
          (events[i + 1]?.step ?? step) - step,
        ]),
      ],
    };
  }

  /** Events in a row that are as in a recording, at most. */
  function longestCopy({ events }: DecodedPhrase, sequences: KeptSequences): number {
    const { follow, copied } = openCopyLimit(sequences, 0);
    let standing: Standing;
    return events.reduce((longest, { pitches, step }, i) => {
      standing = follow(standing, pitches, step - (events[i - 1]?.step ?? 0));
      return Math.max(longest, copied(standing));
    }, 0);
  }

  it.each([
    [0, 64],
    [0.5, 8],
    [0.75, 3],
    [1, 2],
  ])('at a variation of %d is at most %d events in a row', (variation, limit) => {
    for (const seed of ['a', 'b', 'c']) {
      const recording = play(decoder, { seed, lengthTicks: 8 * LENGTH, variation: 0 });
      const sequences = keptOf(recording);
      expect(longestCopy(recording, sequences)).toBe(recording.events.length);
      const again = play({ ...decoder, sequences }, { seed, lengthTicks: 8 * LENGTH, variation });
      expect(longestCopy(again, sequences)).toBeLessThanOrEqual(limit);
    }
  });

  it('does not change what copies nothing for so long', () => {
    const free = play(decoder, { variation: 0 });
    expect(free.events.length).toBeLessThan(64);
    const again = play({ ...decoder, sequences: keptOf(free) }, { variation: 0 });
    expect(again).toEqual(free);
  });

  it('plays more chords that no recording holds, the freer it is', () => {
    const recorded = new Set(tiny.sequences.chords.map((chord) => chord.join(' ')));
    const shares = [0.5, 0.75, 1].map((variation) => {
      const { events } = play(tiny, { lengthTicks: 8 * LENGTH, variation });
      const known = events.filter(({ pitches }) => recorded.has(pitches.join(' ')));
      return known.length / events.length;
    }) as [number, number, number];
    expect(shares[0]).toBeGreaterThan(0.5);
    expect(shares[1]).toBeLessThan(shares[0]);
    expect(shares[2]).toBeLessThan(shares[1]);
  });
});
