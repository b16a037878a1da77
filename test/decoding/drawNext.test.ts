import { describe, expect, it } from 'vitest';
import type { PhraseDecoder } from '../../src/autoencoder/decoder.js';
import {
  type EventLogits,
  type EventNetwork,
  openEventNetwork,
} from '../../src/autoencoder/phrase/eventNetwork.js';
import { openCopyLimit } from '../../src/decoding/copyLimit.js';
import type { Harmony } from '../../src/decoding/decodePhrase.js';
import { drawNext, stepAfter } from '../../src/decoding/drawNext.js';
import {
  logitsAt,
  type Moment,
  type PhrasePlayer,
  remember,
} from '../../src/decoding/phrasePlayer.js';
import { openRecordedChords } from '../../src/decoding/recordedChords.js';
import { sampleAt, velocityAt } from '../../src/decoding/sampling.js';
import { chordKey } from '../../src/events/chordKey.js';
import { STEP_TICKS } from '../../src/events/events.js';
import { seededRandom } from '../../src/math/random.js';
import { tinyDecoder } from '../collection/tinyDecoder.js';
import { START } from './startMoment.js';

const decoder = tinyDecoder('phrase', { object: 'kettle', recordings: [] }) as PhraseDecoder;
const { vocabulary, sizes, weights, sequences } = decoder;
const network = openEventNetwork(weights, { ...sizes, vocabulary });
/** Every chord begins with the lowest pitch or the next one, so that some beginnings lead to one chord alone. */
const CHORDS = [[0], [0, 1], [1, 2], [1, 3]];

function playerOf(change: Partial<PhrasePlayer>): PhrasePlayer {
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
  network?: EventNetwork;
}) {
  const {
    novelty = 0,
    banned = [],
    temperature = 1,
    harmony = () => undefined,
    step = 0,
    held = new Map(),
    network: opened = network,
  } = options;
  const random = seededRandom('draws');
  const player = playerOf({ novelty, harmony, random, network: opened });
  const moment = { ...START, step, held };
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
    // But no chord of no notes.
    expect(chordsDrawn({ novelty: 1, temperature: 2 })).not.toContain('');
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

  it('is none of those that are banned either where novelty lets any other through', () => {
    const drawn = new Set(chordsDrawn({ novelty: 1 }));
    const banned = [[1, 4], [5]];
    const others = new Set(chordsDrawn({ novelty: 1, banned }));
    for (const chord of banned) {
      expect(drawn).toContain(chordKey(chord));
      expect(others).not.toContain(chordKey(chord));
    }
    expect(others.size).toBeGreaterThan(3);
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

  describe('with keys that are down', () => {
    const held = new Map([[0, STEP_TICKS]]);
    /** The network, never told which keys are down: whatever else is done for them shows. */
    const untold: EventNetwork = {
      ...network,
      event: (planned, options) => network.event(planned, { ...options, held: new Map() }),
    };
    /** How often the lowest key is struck. */
    const share = (options: Parameters<typeof chordsDrawn>[0]) => {
      const drawn = chordsDrawn(options);
      return drawn.filter((chord) => chord.startsWith('0')).length / drawn.length;
    };
    const under = (nats: number): Harmony => {
      return () => ({ pitch: new Float32Array(12), held: nats });
    };

    it('is what the network says of them', () => {
      for (const novelty of [0, 1]) {
        const options = { novelty, temperature: 2 };
        expect(chordsDrawn({ ...options, held, network: untold })).toEqual(chordsDrawn(options));
        expect(chordsDrawn({ ...options, held })).not.toEqual(chordsDrawn(options));
      }
    });

    it('is told to the network with each of them', () => {
      const asked: unknown[] = [];
      const listening: EventNetwork = {
        ...network,
        event: (planned, options) => {
          asked.push(options.held);
          return network.event(planned, options);
        },
      };
      chordsDrawn({ held, network: listening });
      expect(asked).toHaveLength(200);
      expect(new Set(asked)).toEqual(new Set([held]));
    });

    it('strikes them the more seldom the more a harmony is against it, and at last not at all', () => {
      const shares = [2, 0, -1, -40].map((nats) => share({ held, harmony: under(nats) }));
      expect(shares).toEqual([...shares].sort((a, b) => b - a));
      expect(new Set(shares).size).toBe(shares.length);
      expect(shares.at(-1)).toBe(0);
      // And no other key.
      const free = { network: untold, held: new Map<number, number>() };
      expect(chordsDrawn({ ...free, harmony: under(-40) })).toEqual(chordsDrawn(free));
    });

    it('has as many notes as without under a harmony that forbids them: some begin with another key instead', () => {
      const chords = (count: string[]) => count.filter((chord) => chord.includes(' ')).length;
      const own = { held, network: untold, novelty: 1 };
      const forbidden = chordsDrawn({ ...own, harmony: under(-40) });
      expect(forbidden.filter((chord) => chord.startsWith('0'))).toEqual([]);
      expect(chords(forbidden)).toBeGreaterThan(0.8 * chords(chordsDrawn(own)));
    });
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
    const [own, under] = [undefined, bias].map((said) =>
      logitsAt(playerOf({}), { ...options, bias: said }),
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
    const held = new Map([[0, STEP_TICKS]]);
    const asking = () => ({ pitch: zeros, lowest: zeros, held: 0 });
    expect(chordsDrawn({ held, harmony: asking })).toEqual(chordsDrawn({ held }));
  });
});

describe('an event that is drawn', () => {
  /** So many events at one moment, each drawn anew. */
  function draw(
    change: Partial<PhrasePlayer>,
    { count = 200, velocityOf = (): number => 64, moment = START, banned = [] as string[] } = {},
  ) {
    const random = seededRandom('events');
    const player = playerOf({ random, ...change });
    return Array.from({ length: count }, () =>
      drawNext(player, {
        moment,
        planned: weights.stateBias as Float32Array,
        choose: sampleAt({ random, temperature: 2 }),
        velocityOf,
        banned: new Set(banned),
      }),
    );
  }
  const lastOfMotif = (step: number, fromStep = step) => {
    return { step, fromStep, chord: [0], interOnset: undefined, lastStep: step };
  };
  /** The grid steps to the next event, each once. */
  const stepsTo = (drawn: ReturnType<typeof draw>, { interOnset } = vocabulary) =>
    [...new Set(drawn.map(({ touch }) => interOnset[touch.interOnset]))].sort();

  it('is that of a motif where one stands, unless the motif was given up', () => {
    const prescribed = [{ ...lastOfMotif(0), chord: [1, 2], interOnset: 1 }, lastOfMotif(12)];
    const chords = (own: Partial<Moment>) => {
      const drawn = draw({ prescribed }, { moment: { ...START, ...own } });
      for (const next of drawn)
        expect(next.prescribed).toBe(
          next.prescribed && prescribed.find(({ step }) => step === next.event.step),
        );
      return new Set(drawn.map(({ chord, touch }) => `${chordKey(chord)}, ${touch.interOnset}`));
    };
    expect(chords({})).toEqual(new Set(['1 2, 1']));
    expect(chords({ freeUntil: 1 }).size).toBeGreaterThan(3);
    expect(chords({ step: 6 }).size).toBeGreaterThan(3);
    expect(new Set([...chords({ step: 12, freeUntil: 12 })].map((each) => each[0]))).toEqual(
      new Set(['0']),
    );
  });

  it('is remembered by its chord, the interval to the next and its place in the bar', () => {
    const player = playerOf({ positionOf: (step) => step - 5 });
    const [next] = draw({}, { count: 1 }) as [ReturnType<typeof drawNext>];
    const memory = remember(player, { moment: { ...START, step: 7 }, next });
    const { interOnset } = next.touch;
    expect(memory).toEqual({ pitches: next.chord, interOnset, metricalPosition: 2 });
  });

  it('is followed where recordings have an event', () => {
    expect(stepsTo(draw({}))).toEqual([12, 18, 6]);
    expect(stepsTo(draw({ positionOf: (step) => (step === 12 ? 0 : undefined) }))).toEqual([12]);
  });

  it('leads into no motif but at its beginning, also from the end of another', () => {
    expect(stepsTo(draw({ prescribed: [lastOfMotif(12, 6)] }))).toEqual([12]);
    expect(stepsTo(draw({ prescribed: [lastOfMotif(0), lastOfMotif(12, 6)] }))).toEqual([12]);
    expect(stepsTo(draw({ prescribed: [lastOfMotif(18, 12)] }))).toEqual([18, 6]);
  });

  it('leads to a motif that begins on the next step', () => {
    const small = { ...vocabulary, interOnset: [1, 6, 12] };
    const opened = openEventNetwork(weights, { ...sizes, vocabulary: small });
    const own = { network: opened, vocabulary: small };
    expect(stepsTo(draw({ ...own, prescribed: [lastOfMotif(1)] }), small)).toEqual([1]);
  });

  it('is followed anywhere where no interval leads to where it should', () => {
    expect(stepsTo(draw({ prescribed: [lastOfMotif(100, 1)] }))).toEqual([12, 18, 6]);
  });

  it('stands alone on its step where it ends a motif', () => {
    const withNone = { ...vocabulary, interOnset: [0, 6, 12] };
    const opened = openEventNetwork(weights, { ...sizes, vocabulary: withNone });
    const own = { network: opened, vocabulary: withNone };
    expect(stepsTo(draw(own), withNone)).toEqual([0, 12, 6]);
    expect(stepsTo(draw({ ...own, prescribed: [lastOfMotif(0)] }), withNone)).toEqual([12, 6]);
  });

  it('has notes as long beside it as the recordings have them, in quarters of a doubling', () => {
    const ratios = draw({}).flatMap(({ event }) => event.noteDuration ?? []);
    expect(vocabulary.noteDuration).toEqual([-2, 0]);
    const each = [...new Set(ratios.map((ratio) => ratio.toFixed(12)))].sort();
    expect(each).toEqual([Math.SQRT1_2.toFixed(12), (1).toFixed(12)]);
  });

  it.each([
    [-7, 1],
    [1, 1],
    [127, 127],
    [140, 127],
  ])('has a velocity that MIDI has: %d becomes %d', (velocity, played) => {
    const [drawn] = draw({}, { count: 1, velocityOf: () => velocity });
    expect(drawn?.event.velocity).toBe(played);
  });

  it('leaves nothing to chance, at a novelty of 0, but what is chosen among symbols', () => {
    const choose = sampleAt({ random: seededRandom('choices'), temperature: 1 });
    const random = () => {
      throw new Error('no chance is needed');
    };
    const player = playerOf({ novelty: 0, random });
    const planned = weights.stateBias as Float32Array;
    const options = {
      moment: START,
      planned,
      choose,
      velocityOf: () => 64,
      banned: new Set<string>(),
    };
    expect(() => drawNext(player, options)).not.toThrow();
  });

  it('is always the only chord that was recorded, and any where none was', () => {
    const one = draw({ recorded: openRecordedChords([[1, 2]]) });
    expect(new Set(one.map(({ chord }) => chordKey(chord)))).toEqual(new Set(['1 2']));
    const free = draw({ recorded: openRecordedChords([[1, 2]]), novelty: 1 }, { banned: ['5'] });
    expect(new Set(free.map(({ chord }) => chordKey(chord)))).not.toContain('5');
    const any = draw({ recorded: openRecordedChords([]) });
    expect(new Set(any.map(({ chord }) => chordKey(chord))).size).toBeGreaterThan(10);
  });
});

describe('stepAfter', () => {
  const prescribed = [12, 18].map((step) => {
    return { step, fromStep: step - 6, chord: [0], interOnset: undefined, lastStep: step };
  });
  const after = (step: number, interOnset: number, freeUntil = 0) =>
    stepAfter({ prescribed }, { step, interOnset, freeUntil });

  it.each([
    ['so many steps on, where no motif comes', 18, 7, 0, 25],
    ['before the place that leads to a motif', 0, 5, 0, 5],
    ['at the motif where that place begins', 0, 6, 0, 12],
    ['at the motif, not behind its beginning', 0, 40, 0, 12],
    ['at the next motif behind an event of one', 12, 1, 0, 18],
    ['where the motif would be that was given up', 0, 10, 13, 10],
    ['at the one behind a motif that was given up', 0, 12, 13, 18],
    ['at a motif of the very next step', 11, 1, 12, 12],
  ])('is %s', (_, step, interOnset, freeUntil, next) => {
    expect(after(step, interOnset, freeUntil)).toBe(next);
  });
});
