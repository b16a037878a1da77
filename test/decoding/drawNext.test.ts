import { describe, expect, it } from 'vitest';
import type { PhraseDecoder } from '../../src/autoencoder/decoder.js';
import { type EventLogits, openEventNetwork } from '../../src/autoencoder/phrase/eventNetwork.js';
import { openCopyLimit } from '../../src/decoding/copyLimit.js';
import type { Harmony } from '../../src/decoding/decodePhrase.js';
import { drawNext } from '../../src/decoding/drawNext.js';
import { logitsAt, type Moment, type Player } from '../../src/decoding/player.js';
import { openRecordedChords } from '../../src/decoding/recordedChords.js';
import { sampleAt, velocityAt } from '../../src/decoding/sampling.js';
import { STEP_TICKS } from '../../src/events/events.js';
import { chordKey } from '../../src/events/ngramIndex.js';
import { seededRandom } from '../../src/math/random.js';
import { tinyDecoder } from '../collection/tinyDecoder.js';

const decoder = tinyDecoder('phrase', { object: 'kettle', recordings: [] }) as PhraseDecoder;
const { vocabulary, sizes, weights, sequences } = decoder;
const network = openEventNetwork(weights, { ...sizes, vocabulary });
/** Every chord begins with the lowest pitch or the next one, so that some beginnings lead to one chord alone. */
const CHORDS = [[0], [0, 1], [1, 2], [1, 3]];

function playerOf(change: Partial<Player>): Player {
  return {
    network,
    vocabulary,
    positionOf: () => 0,
    copyLimit: openCopyLimit(sequences, 0.5),
    recorded: openRecordedChords(CHORDS),
    novelty: 0,
    harmony: () => undefined,
    prescribed: [],
    random: seededRandom('draws'),
    ...change,
  };
}

function chordsDrawn(options: {
  novelty?: number;
  banned?: number[][];
  temperature?: number;
  harmony?: Harmony;
  step?: number;
  held?: Moment['held'];
}) {
  const {
    novelty = 0,
    banned = [],
    temperature = 1,
    harmony = () => undefined,
    step = 0,
    held = new Map(),
  } = options;
  const random = seededRandom('draws');
  const player = playerOf({ novelty, harmony, random });
  const moment = {
    step,
    interOnset: 0,
    history: [],
    standing: undefined,
    held,
    freeUntil: 0,
  };
  return Array.from({ length: 200 }, () => {
    const { chord } = drawNext(player, {
      moment,
      planned: weights.stateBias as Float32Array,
      choose: sampleAt({ random, temperature }),
      velocityOf: velocityAt({ random, temperature }),
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

  /** Costs of pitch classes, 12 from C on: of those that are named nothing. */
  const allBut = (...classes: number[]) =>
    Float32Array.from({ length: 12 }, (_, at) => (classes.includes(at) ? 0 : -40));
  /** The lowest four pitches are D, F, A and the D above. */
  const [D, F, A] = [2, 5, 9] as const;

  it.each<[string, ReturnType<Harmony>, string[]]>([
    ['pitch classes', { pitch: allBut(D) }, ['0']],
    ['others', { pitch: allBut(F, A) }, ['1 2']],
    ['a lowest note', { pitch: allBut(D, F, A), lowest: allBut(F) }, ['1 2', '1 3']],
    ['a lowest note alone', { pitch: new Float32Array(12), lowest: allBut(D) }, ['0', '0 1']],
  ])('follows a harmony that asks for %s, among those that were recorded', (_, bias, chords) => {
    expect(new Set(chordsDrawn({ harmony: () => bias }))).toEqual(new Set(chords));
  });

  it('strikes a held key seldom, and under a harmony that forbids it not at all', () => {
    const lowest = new Map([[0, STEP_TICKS]]);
    const share = (options: Parameters<typeof chordsDrawn>[0]) => {
      const drawn = chordsDrawn(options);
      return drawn.filter((chord) => chord.startsWith('0')).length / drawn.length;
    };
    const free = share({});
    expect(free).toBeGreaterThan(0.2);
    const seldom = share({ held: lowest });
    expect(seldom).toBeLessThan(free / 4);
    expect(share({ held: lowest, temperature: 2 })).toBeGreaterThan(0);
    const bias = { pitch: new Float32Array(12), held: -40 };
    expect(share({ held: lowest, harmony: () => bias })).toBe(0);
    // A chord has as many notes as without: some begin with another key instead.
    const size = (drawn: string[]) => drawn.filter((chord) => chord.includes(' ')).length;
    expect(size(chordsDrawn({ held: lowest, novelty: 1 }))).toBeGreaterThan(
      0.8 * size(chordsDrawn({ novelty: 1 })),
    );
  });

  it('is drawn the more often the gentler the harmony is against it', () => {
    const share = (nats: number) => {
      const pitch = Float32Array.from({ length: 12 }, (_, at) => (at === A ? -nats : 0));
      const drawn = chordsDrawn({ harmony: () => ({ pitch }) });
      return drawn.filter((chord) => chord === '1 2').length / drawn.length;
    };
    const shares = [-2, 0, 1, 3].map(share);
    expect(shares).toEqual([...shares].sort((a, b) => b - a));
    expect(shares[0]).toBeGreaterThan((shares[3] as number) + 0.1);
  });

  it('asks for the harmony of the place where it stands', () => {
    const harmony: Harmony = (step) => (step === 7 ? { pitch: allBut(D) } : undefined);
    expect(new Set(chordsDrawn({ harmony, step: 7 }))).toEqual(new Set(['0']));
    expect(chordsDrawn({ harmony, step: 8 })).toEqual(chordsDrawn({ step: 8 }));
  });

  it('is all that a harmony has a say in', () => {
    const bias = { pitch: allBut(D), lowest: allBut(F) };
    const options = {
      planned: weights.stateBias as Float32Array,
      step: 0,
      history: [],
      held: new Map(),
    };
    const [own, under] = [() => undefined, () => bias].map((harmony) =>
      logitsAt(playerOf({ harmony }), options),
    ) as [EventLogits, EventLogits];
    expect(network.heads.length).toBeGreaterThan(3);
    for (const head of network.heads) {
      const logits = Array.from(own(head, []));
      const biased = Array.from(under(head, []));
      if (head !== 'pitch') expect(biased).toEqual(logits);
      else {
        // The last symbol ends the chord.
        expect(biased.at(-1)).toBe(logits.at(-1));
        expect(biased.slice(0, -1).some((logit, i) => logit < (logits[i] as number) - 30)).toBe(
          true,
        );
      }
    }
  });

  it('is the decoder’s own under a harmony that asks for nothing', () => {
    const zeros = new Float32Array(12);
    const own = chordsDrawn({});
    expect(chordsDrawn({ harmony: () => ({ pitch: zeros, lowest: zeros }) })).toEqual(own);
  });
});
