import { describe, expect, it } from 'vitest';
import type { PhraseDecoder } from '../../../src/autoencoder/decoder.js';
import {
  type Choose,
  drawChord,
  drawTouch,
  likeliest,
  likeliestChord,
  logProbabilityOf,
  type ScoredChord,
} from '../../../src/autoencoder/phrase/drawEvent.js';
import {
  type EventLogits,
  openEventNetwork,
} from '../../../src/autoencoder/phrase/eventNetwork.js';
import { pitchRange } from '../../../src/autoencoder/phrase/phraseShapes.js';
import { drawNormals, seededRandom } from '../../../src/math/random.js';
import { tinyDecoder } from '../../collection/tinyDecoder.js';

const decoder = tinyDecoder('phrase', { object: 'kettle', recordings: [] }) as PhraseDecoder;
const { vocabulary } = decoder;
const network = openEventNetwork(decoder.weights, { ...decoder.sizes, vocabulary });
const PITCHES = vocabulary.pitch.length;

/** An event somewhere in the latent space, to be drawn. */
function eventAt(seed: string): EventLogits {
  const [planned] = network.plan(drawNormals(decoder.sizes.latent, seededRandom(seed)));
  return network.event(planned as Float32Array, { metricalPosition: 0, history: [] });
}

/** Any symbol that may be chosen, each as often. */
const anySymbol = (seed: string): Choose => {
  const random = seededRandom(seed);
  return (_, from, to) => from + Math.floor(random() * (to - from));
};

describe('drawChord', () => {
  it.each<[string, Choose, number[]]>([
    ['the lowest that may be chosen', (_, from) => from, [0, 1, 2, 3, 4, 5]],
    ['the highest', (_, __, to) => to - 1, [5]],
    ['the second highest', (_, from, to) => Math.max(from, to - 2), [4, 5]],
  ])('rises and ends, choosing %s', (_, choose, chord) => {
    expect(drawChord(network, eventAt('any'), choose)).toEqual(chord);
  });

  it('gives chords of at least one note, each higher than the one before', () => {
    const choose = anySymbol('chords');
    const chords = Array.from({ length: 300 }, () => drawChord(network, eventAt('any'), choose));
    for (const chord of chords) {
      expect(chord.length).toBeGreaterThan(0);
      expect([...new Set(chord)].sort((a, b) => a - b)).toEqual(chord);
      expect(chord.at(-1)).toBeLessThan(PITCHES);
    }
    expect(new Set(chords.map((chord) => chord.length)).size).toBeGreaterThan(3);
  });
});

describe('likeliestChord', () => {
  /** Every chord that there is, with its probability, the likeliest first. */
  function allChords(logitsOf: EventLogits): ScoredChord[] {
    const goOn = ({ pitches, logProbability }: ScoredChord): ScoredChord[] => {
      const context = pitches.map((symbol) => network.rowOf('pitch', symbol));
      const [from, to] = pitchRange(pitches.at(-1), PITCHES);
      const logits = logitsOf('pitch', context).slice();
      const symbols = Array.from({ length: to - from }, (_, i) => from + i);
      return symbols.flatMap((symbol) => {
        const log = logProbabilityOf(symbol, { logits, from, to });
        const total = logProbability + log;
        if (symbol === PITCHES) return [{ pitches, logProbability: total }];
        return goOn({ pitches: [...pitches, symbol], logProbability: total });
      });
    };
    const all = goOn({ pitches: [], logProbability: 0 });
    return all.sort((a, b) => b.logProbability - a.logProbability);
  }

  it.each(['p', 'q', 'r'])(
    'is one of all chords, as likely as its notes one by one (%s)',
    (seed) => {
      const all = allChords(eventAt(seed));
      expect(all).toHaveLength(2 ** PITCHES - 1);
      expect(all.reduce((sum, chord) => sum + Math.exp(chord.logProbability), 0)).toBeCloseTo(1, 9);
      const found = likeliestChord(network, eventAt(seed));
      expect(found.pitches).toEqual(drawChord(network, eventAt(seed), likeliest));
      const same = all.find(({ pitches }) => `${pitches}` === `${found.pitches}`);
      expect(found.logProbability).toBeCloseTo(same?.logProbability as number, 9);
    },
  );
});

describe('drawTouch', () => {
  const logitsOf = eventAt('touch');

  it('tells the notes of a chord apart, and says nothing of a single one', () => {
    const choose = anySymbol('touch');
    const single = drawTouch(network, logitsOf, { pitches: [3], choose });
    expect(single).toMatchObject({ noteVelocity: [], noteDuration: [] });
    const chord = drawTouch(network, logitsOf, { pitches: [0, 2, 5], choose });
    expect(chord.noteVelocity).toHaveLength(3);
    expect(chord.noteDuration).toHaveLength(3);
    for (const symbol of chord.noteDuration) {
      expect(vocabulary.noteDuration[symbol]).toBeDefined();
    }
  });

  it('chooses the interval by a rule of its own, where there is one', () => {
    const chooseInterOnset: Choose = () => 2;
    const touch = drawTouch(network, logitsOf, { pitches: [1], choose: () => 1, chooseInterOnset });
    expect(touch).toMatchObject({ interOnset: 2, duration: 1, velocity: 1, microtiming: 1 });
  });

  it('goes on from what it has drawn, or from the truth where that is given', () => {
    const asked: Record<string, Float32Array> = {};
    const listening: EventLogits = (head, context) => {
      const logits = logitsOf(head, context);
      asked[head] = logits.slice();
      return logits;
    };
    const velocityBehind = (interOnset: number, given?: number) => {
      const truth = { duration: 0, velocity: 0, microtiming: 0 };
      drawTouch(network, listening, {
        pitches: [1],
        choose: () => 0,
        chooseInterOnset: () => interOnset,
        ...(given !== undefined && { given: { ...truth, interOnset: given } }),
      });
      return asked.velocity;
    };
    expect(velocityBehind(2)).not.toEqual(velocityBehind(0));
    expect(velocityBehind(2, 0)).toEqual(velocityBehind(0));
    expect(velocityBehind(0, 2)).toEqual(velocityBehind(2));
  });

  it('does not ask for a field of a single symbol', () => {
    const steady = {
      ...network,
      heads: network.heads.filter((head) => head !== 'microtiming'),
    };
    const choose: Choose = (_, __, to) => to - 1;
    expect(drawTouch(steady, logitsOf, { pitches: [1], choose })).toMatchObject({
      velocity: 2,
      microtiming: 0,
    });
  });
});

describe('choosing by logits', () => {
  const logits = Float32Array.of(3, -1, 2, 2, 9);

  it.each([
    [0, 5, 4],
    [0, 4, 0],
    [1, 4, 2],
    [1, 2, 1],
  ])('the likeliest from %d to before %d is %d, the first of equals', (from, to, symbol) => {
    expect(likeliest(logits, from, to)).toBe(symbol);
  });

  it('has logarithms of shares that add up, of what may be chosen alone', () => {
    const sum = Math.exp(-1) + 2 * Math.exp(2);
    for (const symbol of [1, 2, 3]) {
      const expected = (logits[symbol] as number) - Math.log(sum);
      expect(logProbabilityOf(symbol, { logits, from: 1, to: 4 })).toBeCloseTo(expected, 12);
    }
    const far = { logits: Float32Array.of(1e4, -1e4), from: 0, to: 2 };
    expect([0, 1].map((symbol) => logProbabilityOf(symbol, far))).toEqual([0, -2e4]);
  });
});
