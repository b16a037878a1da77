import { describe, expect, it } from 'vitest';
import type { PhraseDecoder } from '../../src/autoencoder/decoder.js';
import { type EventLogits, openEventNetwork } from '../../src/autoencoder/phrase/eventNetwork.js';
import { confidence } from '../../src/decoding/weighLatents.js';
import type { Vocabulary } from '../../src/events/vocabulary.js';
import { drawNormals, seededRandom } from '../../src/math/random.js';
import { tinyDecoder } from '../collection/tinyDecoder.js';

function open(vocabularyOf: Partial<Vocabulary> = {}) {
  const options = { object: 'kettle', recordings: [], vocabulary: vocabularyOf };
  const { vocabulary, sizes, weights } = tinyDecoder('phrase', options) as PhraseDecoder;
  const network = openEventNetwork(weights, { ...sizes, vocabulary });
  const plan = network.plan(drawNormals(sizes.latent, seededRandom('plan')));
  const { metricalPosition } = vocabulary;
  const positionOf = (step: number) => metricalPosition.indexOf(step % 36);
  return { network, vocabulary, positionOf, plan, harmony: () => undefined };
}

const remembered = (pitch: number) => ({ pitches: [pitch], interOnset: 0, metricalPosition: 1 });
const HISTORY = [0, 4, 2, 5].map(remembered);
const from = {
  step: 12,
  interOnset: 6,
  history: HISTORY,
  standing: undefined,
  held: new Map<number, number>(),
  freeUntil: 0,
};

/** Of a softmax over the logits from an index on: the likeliest symbol, and its probability. */
function likeliestOf(logits: Float32Array, first = 0) {
  const shares = Array.from(logits, (logit, i) => (i < first ? 0 : Math.exp(logit)));
  const most = Math.max(...shares);
  return { symbol: shares.indexOf(most), probability: most / shares.reduce((a, b) => a + b) };
}

/** The likeliest chord, note by note, and its probability. */
function chordOf({ network }: ReturnType<typeof open>, logitsOf: EventLogits) {
  const pitches: number[] = [];
  let probability = 1;
  for (;;) {
    const rows = pitches.map((pitch) => network.rowOf('pitch', pitch));
    const logits = logitsOf('pitch', rows);
    // A chord has a note, and only higher ones follow.
    const choosable = pitches.length > 0 ? logits : logits.slice(0, -1);
    const next = likeliestOf(choosable, (pitches.at(-1) ?? -1) + 1);
    probability *= next.probability;
    if (next.symbol === logits.length - 1) return { pitches, probability, rows };
    pitches.push(next.symbol);
  }
}

describe('the confidence in a plan', () => {
  it.each([
    ['after more than the network looks back on', HISTORY],
    ['after two events', HISTORY.slice(-2)],
    ['at the beginning', []],
  ])('is the logarithm of the probability of the two likeliest events, %s', (_, history) => {
    const player = open();
    const { network, positionOf, plan, vocabulary } = player;
    let sum = 0;
    let step = from.step;
    let before = history;
    for (const planned of plan.slice(0, 2)) {
      const metricalPosition = positionOf(step);
      const logitsOf = network.event(planned, { metricalPosition, history: before });
      const { pitches, probability, rows } = chordOf(player, logitsOf);
      const interOnset = likeliestOf(logitsOf('interOnset', rows));
      sum += Math.log(probability * interOnset.probability);
      before = [...before, { pitches, interOnset: interOnset.symbol, metricalPosition }];
      step += vocabulary.interOnset[interOnset.symbol] as number;
    }
    expect(confidence(player, { from: { ...from, history }, plan })).toBeCloseTo(sum, 4);
    expect(plan.length).toBeGreaterThan(2);
  });

  it('is that of the chords alone where all intervals are the same', () => {
    const player = open({ interOnset: [6] });
    const { network, positionOf, plan } = player;
    expect(network.heads).not.toContain('interOnset');
    let sum = 0;
    let history = HISTORY;
    for (const [i, planned] of plan.slice(0, 2).entries()) {
      const metricalPosition = positionOf(from.step + 6 * i);
      const { pitches, probability } = chordOf(
        player,
        network.event(planned, { metricalPosition, history }),
      );
      sum += Math.log(probability);
      history = [...history, { pitches, interOnset: 0, metricalPosition }];
    }
    expect(confidence(player, { from, plan })).toBeCloseTo(sum, 4);
  });
});
