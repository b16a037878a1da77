import { describe, expect, it } from 'vitest';
import type { PhraseDecoder } from '../../src/autoencoder/decoder.js';
import { openEventNetwork } from '../../src/autoencoder/phrase/eventNetwork.js';
import { openCopyLimit } from '../../src/decoding/copyLimit.js';
import { drawNext, type Player } from '../../src/decoding/drawNext.js';
import { sampleAt } from '../../src/decoding/sampling.js';
import { chordKey } from '../../src/events/ngramIndex.js';
import { seededRandom } from '../../src/random.js';
import { tinyDecoder } from '../collection/tinyDecoder.js';

const decoder = tinyDecoder('phrase', { object: 'kettle', recordings: [] }) as PhraseDecoder;
const { vocabulary, sizes, weights, sequences } = decoder;
const network = openEventNetwork(weights, { ...sizes, vocabulary });
/** Every chord begins with the lowest pitch or the next one, so that some beginnings lead to one chord alone. */
const CHORDS = [[0], [0, 1], [1, 2], [1, 3]];

function chordsDrawn(options: { novelty?: number; banned?: number[][]; temperature?: number }) {
  const { novelty = 0, banned = [], temperature = 1 } = options;
  const random = seededRandom('draws');
  const keys = new Set(CHORDS.map(chordKey));
  const player: Player = {
    network,
    vocabulary,
    positionOf: () => 0,
    copyLimit: openCopyLimit(sequences, 0.5),
    recorded: { all: CHORDS, has: (chord) => keys.has(chordKey(chord)) },
    novelty,
    random,
  };
  const moment = { step: 0, interOnset: 0, history: [], standing: undefined };
  return Array.from({ length: 200 }, () => {
    const { chord } = drawNext(player, {
      moment,
      planned: weights.stateBias as Float32Array,
      choose: sampleAt({ random, temperature }),
      banned: new Set(banned.map(chordKey)),
    });
    return chordKey(chord);
  });
}

describe('the next chord', () => {
  it('is a recorded one, and any of them', () => {
    expect(new Set(chordsDrawn({}))).toEqual(new Set(CHORDS.map(chordKey)));
  });

  it('may be any other where novelty lets it through', () => {
    const known = new Set(CHORDS.map(chordKey));
    expect(chordsDrawn({ novelty: 1 }).some((chord) => !known.has(chord))).toBe(true);
  });

  it.each([
    ['a whole beginning', [[0], [0, 1]], ['1 2', '1 3']],
    ['the end of a beginning', [[1, 3]], ['0', '0 1', '1 2']],
    ['all but one', [[0], [0, 1], [1, 2]], ['1 3']],
  ])('is none of those that are banned: %s', (_, banned, left) => {
    for (const temperature of [0, 1, 2]) {
      expect(left).toEqual(expect.arrayContaining(chordsDrawn({ banned, temperature })));
    }
  });

  it('is a recorded one even where all are banned', () => {
    expect(CHORDS.map(chordKey)).toEqual(
      expect.arrayContaining(chordsDrawn({ banned: CHORDS, temperature: 0 })),
    );
  });
});
