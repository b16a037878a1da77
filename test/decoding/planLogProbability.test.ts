import { describe, expect, it } from 'vitest';
import type { PhraseDecoder } from '../../src/autoencoder/decoder.js';
import {
  type EventLogits,
  type EventNetwork,
  openEventNetwork,
  type RememberedEvent,
} from '../../src/autoencoder/phrase/eventNetwork.js';
import { logProbabilityOfPlan } from '../../src/decoding/planLogProbability.js';
import { STEP_TICKS } from '../../src/events/events.js';
import type { HeldKeys } from '../../src/events/heldKeys.js';
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

/** Of keys, and of a chord that is held for some ticks: those that are still down so many steps later, the last struck last. */
function keysLater(
  keys: ReadonlyMap<number, number>,
  { pitches, duration, steps }: { pitches: number[]; duration: number; steps: number },
) {
  const others = [...keys].filter(([symbol]) => !pitches.includes(symbol));
  const all = [...others, ...pitches.map((symbol) => [symbol, duration] as const)];
  const later = all.map(([symbol, ticks]) => [symbol, ticks - steps * STEP_TICKS] as const);
  return new Map(later.filter(([, ticks]) => ticks >= STEP_TICKS));
}

describe('the log-probability of a plan', () => {
  it.each([
    ['after more than the network looks back on', HISTORY, []],
    ['after two events', HISTORY.slice(-2), []],
    ['at the beginning', [], []],
    [
      'where keys are down, of which one is let go between them',
      HISTORY,
      [
        [3, 250],
        [5, 2000],
      ],
    ],
  ] as const)(
    'is the logarithm of the probability of the two likeliest events, %s',
    (_, history, keys) => {
      // A vocabulary of long notes, which are held when the next event comes.
      const player = open({ duration: [1100, 1700] });
      const { network, positionOf, plan, vocabulary } = player;
      let sum = 0;
      let step = from.step;
      let before: RememberedEvent[] = [...history];
      let held: ReadonlyMap<number, number> = new Map(keys);
      for (const planned of plan.slice(0, 2)) {
        const metricalPosition = positionOf(step);
        const logitsOf = network.event(planned, { metricalPosition, history: before, held });
        const { pitches, probability, rows } = chordOf(player, logitsOf);
        const interOnset = likeliestOf(logitsOf('interOnset', rows));
        sum += Math.log(probability * interOnset.probability);
        const context = [...rows, network.rowOf('interOnset', interOnset.symbol)];
        const duration = vocabulary.duration[likeliestOf(logitsOf('duration', context)).symbol];
        const steps = vocabulary.interOnset[interOnset.symbol] as number;
        before = [...before, { pitches, interOnset: interOnset.symbol, metricalPosition }];
        held = keysLater(held, { pitches, duration: duration as number, steps });
        for (const pitch of pitches) expect([...held.keys()]).toContain(pitch);
        step += steps;
      }
      const moment = { ...from, history, held: new Map(keys) };
      expect(logProbabilityOfPlan(player, { from: moment, plan })).toBeCloseTo(sum, 4);
      expect(plan.length).toBeGreaterThan(2);
    },
  );

  it('is that of the chords alone where all intervals and durations are the same', () => {
    const player = open({ interOnset: [6], duration: [500] });
    const { network, positionOf, plan } = player;
    expect(network.heads).not.toContain('interOnset');
    expect(network.heads).not.toContain('duration');
    let sum = 0;
    let history = HISTORY;
    let held: ReadonlyMap<number, number> = new Map();
    for (const [i, planned] of plan.slice(0, 2).entries()) {
      const metricalPosition = positionOf(from.step + 6 * i);
      const { pitches, probability } = chordOf(
        player,
        network.event(planned, { metricalPosition, history, held }),
      );
      sum += Math.log(probability);
      history = [...history, { pitches, interOnset: 0, metricalPosition }];
      held = new Map(pitches.map((symbol) => [symbol, 260]));
    }
    expect(logProbabilityOfPlan(player, { from, plan })).toBeCloseTo(sum, 4);
  });

  it.each([
    ['where they are still down', 12, true],
    ['where they are let go', 13, false],
  ])('asks the second event knowing the keys of the first one, %s', (_, interOnset, isHeld) => {
    const player = open({ interOnset: [interOnset], duration: [13 * STEP_TICKS] });
    const asked: (HeldKeys | undefined)[] = [];
    const network: EventNetwork = {
      ...player.network,
      event: (planned, options) => {
        asked.push(options.held);
        return player.network.event(planned, options);
      },
    };
    logProbabilityOfPlan(
      { ...player, network },
      { from: { ...from, held: new Map([[0, 40]]) }, plan: player.plan },
    );
    const first = player.network.event(player.plan[0] as Float32Array, {
      metricalPosition: player.positionOf(from.step),
      history: from.history,
      held: new Map([[0, 40]]),
    });
    const { pitches } = chordOf(player, first);
    expect(asked).toEqual([
      new Map([[0, 40]]),
      new Map(isHeld ? pitches.map((symbol) => [symbol, STEP_TICKS]) : []),
    ]);
  });

  it('asks how long an event is held knowing its notes and its interval', () => {
    const player = open();
    const asked: (readonly number[])[] = [];
    const network: EventNetwork = {
      ...player.network,
      event: (planned, options) => {
        const logitsOf = player.network.event(planned, options);
        return (head, context) => {
          if (head === 'duration') asked.push([...context]);
          return logitsOf(head, context);
        };
      },
    };
    logProbabilityOfPlan({ ...player, network }, { from, plan: player.plan });
    const first = network.event(player.plan[0] as Float32Array, {
      metricalPosition: player.positionOf(from.step),
      history: from.history,
      held: from.held,
    });
    const { rows } = chordOf(player, first);
    const { symbol } = likeliestOf(first('interOnset', rows));
    expect(asked).toHaveLength(2);
    expect(asked[0]).toEqual([...rows, network.rowOf('interOnset', symbol)]);
  });
});
