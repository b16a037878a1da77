import { beforeAll, describe, expect, it } from 'vitest';
import type { PhraseDecoder } from '../../../src/autoencoder/decoder.js';
import { HEAD_WEIGHTS } from '../../../src/autoencoder/phrase/decoderPass.js';
import {
  type Choose,
  drawChord,
  drawTouch,
  logProbabilityOf,
} from '../../../src/autoencoder/phrase/drawEvent.js';
import {
  type EventLogits,
  type EventNetwork,
  openEventNetwork,
  type RememberedEvent,
} from '../../../src/autoencoder/phrase/eventNetwork.js';
import { toBatch } from '../../../src/autoencoder/phrase/phraseBatch.js';
import { encodeWindows } from '../../../src/autoencoder/phrase/phraseEncoder.js';
import { phraseGradients } from '../../../src/autoencoder/phrase/phraseGradients.js';
import { openPhraseNetwork } from '../../../src/autoencoder/phrase/phraseNetwork.js';
import { type Head, LOOK_BACK } from '../../../src/autoencoder/phrase/phraseShapes.js';
import { STEP_TICKS } from '../../../src/events/events.js';
import type { HeldKeys } from '../../../src/events/heldKeys.js';
import { heldAt } from '../../../src/events/heldTable.js';
import { EVENT_FIELDS } from '../../../src/events/vocabulary.js';
import { drawNormals, seededRandom } from '../../../src/math/random.js';
import { tinyDecoder } from '../../collection/tinyDecoder.js';
import { type SmallNetwork, smallNetwork } from '../smallNetwork.js';

let small: SmallNetwork;
beforeAll(async () => {
  small = await smallNetwork();
});

/** With latents that are points: their log variance is −100. */
function pointLatents({ parameters, sizes }: SmallNetwork) {
  const { latent } = sizes;
  const isVariance = (column: number) => column % (2 * latent) >= latent;
  const latentKernel = parameters.latentKernel?.map((value, i) => (isVariance(i) ? 0 : value));
  const latentBias = parameters.latentBias?.map((value, i) => (isVariance(i) ? -100 : value));
  return { ...parameters, latentKernel, latentBias } as SmallNetwork['parameters'];
}

function eventOf({ table }: SmallNetwork, event: number) {
  return {
    pitches: table.chords[table.chord[event] as number] as Int16Array,
    interOnset: table.interOnset[event] as number,
    duration: table.duration[event] as number,
    velocity: table.velocity[event] as number,
    microtiming: table.microtiming[event] as number,
    metricalPosition: table.metricalPosition[event] as number,
  };
}

/** Weighted cross-entropy of an event's true symbols, nats, drawn in the decoder's own order. */
function lossOfEvent(
  network: EventNetwork,
  { logitsOf, event }: { logitsOf: EventLogits; event: number },
): number {
  const { table } = small;
  const truth = eventOf(small, event);
  let head: Head = 'pitch';
  const listening: EventLogits = (asked, context) => {
    head = asked;
    return logitsOf(asked, context);
  };
  const asked: Partial<Record<Head, number>> = {};
  let loss = 0;
  const tellTruth: Choose = (logits, from, to) => {
    const nth = asked[head] ?? 0;
    asked[head] = nth + 1;
    const symbol =
      head === 'pitch'
        ? (truth.pitches[nth] ?? logits.length - 1)
        : head === 'noteVelocity' || head === 'noteDuration'
          ? (table[head][(table.firstNote[event] as number) + nth] as number)
          : truth[head];
    loss -= HEAD_WEIGHTS[head] * logProbabilityOf(symbol, { logits, from, to });
    return symbol;
  };
  expect(drawChord(network, listening, tellTruth)).toEqual([...truth.pitches]);
  drawTouch(network, listening, { pitches: truth.pitches, choose: tellTruth });
  return loss;
}

/** What is added to the hidden layer where the plan is 0. */
const unplanned = () => small.parameters.stateBias as Float32Array;

/** All that the heads say of an event when nothing of it is drawn. */
const saidOf = (network: EventNetwork, logitsOf: EventLogits) =>
  network.heads.flatMap((head) => [...logitsOf(head, [])]);

describe('the decoder event by event', () => {
  it.each([
    ['with all of its history and the keys that are down', { cut: 0 }],
    ['knowing nothing from before the window, nor which keys are down', { cut: 1 }],
  ])('says what training does for a batch at once, %s', (_, { cut }) => {
    const { sizes, table, rows, vocabulary } = small;
    const point = pointLatents(small);
    // What a network that was never trained says depends on the past only if that is loud.
    const historyKernel = point.historyKernel?.map((weight) => 4 * weight);
    const parameters = { ...point, historyKernel } as typeof point;
    const windows = [0, 2, 5, 8, 10];
    // This chance asks for every note of a chord.
    const forgetting = { random: () => 0.2, dropped: 0, replaced: 0, cut, unplanned: 0, alone: 0 };
    const batch = toBatch(table, { rows, windows, sizes, forgetting });
    const trained = openPhraseNetwork(parameters, sizes);
    const { loss } = phraseGradients(trained, {
      batch,
      random: seededRandom('noise'),
      klWeight: 0,
      dropout: 0,
    });
    const { mean } = encodeWindows(trained, batch);
    const plain = openEventNetwork(parameters, { ...sizes, vocabulary });
    let sum = 0;
    let keys = 0;
    for (const [w, window] of windows.entries()) {
      const latent = mean.subarray(w * sizes.latent, (w + 1) * sizes.latent);
      const start = plain.start(latent);
      const { metricalPosition } = eventOf(small, window);
      sum -= logProbabilityOf(metricalPosition, { logits: start, from: 0, to: start.length });
      const plan = plain.plan(latent);
      expect(plan).toHaveLength(sizes.window);
      const before = cut === 1 ? 0 : (table.before[window] as number);
      const known = Array.from({ length: before + sizes.window }, (_, i) =>
        eventOf(small, window - before + i),
      );
      for (const [i, planned] of plan.entries()) {
        const held = heldAt(table.held, { event: window + i, vocabulary });
        keys += held.size;
        const logitsOf = plain.event(planned, {
          metricalPosition: known[before + i]?.metricalPosition,
          history: known.slice(0, before + i),
          ...(cut === 0 && { held }),
        });
        sum += lossOfEvent(plain, { logitsOf, event: window + i });
      }
    }
    expect(sum / (windows.length * sizes.window)).toBeCloseTo(loss, 4);
    expect(keys).toBeGreaterThan(windows.length);
  });

  it('is unlike with and without each of what it is told', () => {
    const { sizes, vocabulary, parameters } = small;
    const plain = openEventNetwork(parameters, { ...sizes, vocabulary });
    const [planned, other] = plain.plan(drawNormals(sizes.latent, seededRandom('plan')));
    const history = [eventOf(small, 0), eventOf(small, 1)];
    const said = (
      change: {
        planned?: Float32Array;
        metricalPosition?: number;
        history?: RememberedEvent[];
        held?: HeldKeys;
      } = {},
    ) => {
      const asked = { metricalPosition: 1, history, ...change };
      const logitsOf = plain.event(change.planned ?? (planned as Float32Array), asked);
      return saidOf(plain, logitsOf).join();
    };
    const all = [
      said(),
      said({ planned: other as Float32Array }),
      said({ planned: unplanned() }),
      said({ metricalPosition: 0 }),
      said({ history: history.slice(1) }),
      said({ history: history.slice(0, 1) }),
      said({ held: new Map() }),
      said({ held: new Map([[0, 6 * STEP_TICKS]]) }),
      said({ held: new Map([[0, 18 * STEP_TICKS]]) }),
      said({ held: new Map([[1, 6 * STEP_TICKS]]) }),
    ];
    expect(new Set(all).size).toBe(all.length);
  });

  it('looks back on four events, no more', () => {
    const { sizes, vocabulary, parameters } = small;
    const plain = openEventNetwork(parameters, { ...sizes, vocabulary });
    const history = [0, 1, 2, 3, 4, 5].map((event) => eventOf(small, event));
    const said = (events: RememberedEvent[]) =>
      saidOf(plain, plain.event(unplanned(), { metricalPosition: 2, history: events }));
    expect(said(history)).toEqual(said(history.slice(-LOOK_BACK)));
    expect(said(history)).not.toEqual(said(history.slice(1 - LOOK_BACK)));
  });

  it('tells eight keys apart that are down, no more', () => {
    const pitch = Array.from({ length: 12 }, (_, i) => 50 + i);
    const options = { object: 'kettle', recordings: [], vocabulary: { pitch } };
    const { vocabulary, sizes, weights } = tinyDecoder('phrase', options) as PhraseDecoder;
    const plain = openEventNetwork(weights, { ...sizes, vocabulary });
    const said = (keys: readonly number[]) => {
      const held = new Map(keys.map((symbol) => [symbol, 240]));
      return saidOf(
        plain,
        plain.event(plain.unplanned, { metricalPosition: 0, history: [], held }),
      );
    };
    const all = Array.from({ length: 11 }, (_, i) => 11 - i);
    expect(said(all)).toEqual(said(all.slice(-8)));
    expect(said(all)).not.toEqual(said(all.slice(-7)));
  });

  it('takes the release of a key for the nearest interval', () => {
    const { sizes, vocabulary, parameters } = small;
    const plain = openEventNetwork(parameters, { ...sizes, vocabulary });
    const said = (ticks: number) =>
      saidOf(
        plain,
        plain.event(unplanned(), { metricalPosition: 0, history: [], held: new Map([[2, ticks]]) }),
      );
    expect(vocabulary.interOnset).toEqual([0, 6, 12, 18]);
    expect(said(270)).toEqual(said(240));
    expect(said(9000)).toEqual(said(18 * STEP_TICKS));
    expect(said(390)).toEqual(said(480));
    expect(said(480)).not.toEqual(said(240));
  });

  it('plays on where an event stands as no recorded one does', () => {
    const { sizes, vocabulary, parameters } = small;
    const plain = openEventNetwork(parameters, { ...sizes, vocabulary });
    const nowhere = { ...eventOf(small, 0), metricalPosition: undefined };
    const logitsOf = plain.event(unplanned(), { metricalPosition: undefined, history: [nowhere] });
    expect(saidOf(plain, logitsOf).every(Number.isFinite)).toBe(true);
  });

  it('says the same of an event whichever head is asked first, and leaves the plan as it is', () => {
    const { sizes, vocabulary, parameters } = small;
    const plain = openEventNetwork(parameters, { ...sizes, vocabulary });
    const planned = unplanned().slice();
    const asked = { metricalPosition: 1, history: [eventOf(small, 0)] };
    const forwards = plain.event(planned, asked);
    const said = plain.heads.map((head) => forwards(head, [1]).slice());
    const backwards = plain.event(planned, asked);
    const reversed = plain.heads.toReversed().map((head) => backwards(head, [1]).slice());
    expect(reversed.toReversed()).toEqual(said);
    expect(planned).toEqual(unplanned());
  });

  it('keeps two events apart that are asked in turn', () => {
    const { sizes, vocabulary, parameters } = small;
    const plain = openEventNetwork(parameters, { ...sizes, vocabulary });
    const open = (metricalPosition: number) =>
      plain.event(unplanned(), { metricalPosition, history: [eventOf(small, metricalPosition)] });
    const apart = [0, 1].map((position) => {
      const logitsOf = open(position);
      return plain.heads.map((head) => logitsOf(head, [2]).slice());
    });
    const both = [open(0), open(1)] as const;
    const inTurn = plain.heads.map((head) => both.map((logitsOf) => logitsOf(head, [2]).slice()));
    expect(inTurn.map(([first]) => first)).toEqual(apart[0]);
    expect(inTurn.map(([, second]) => second)).toEqual(apart[1]);
    expect(apart[0]).not.toEqual(apart[1]);
  });

  it('has a logit a symbol, and of the notes one more for the end', () => {
    const { sizes, vocabulary, parameters } = small;
    const plain = openEventNetwork(parameters, { ...sizes, vocabulary });
    const logitsOf = plain.event(unplanned(), { metricalPosition: 0, history: [] });
    const count = (head: Head) => logitsOf(head, []).length;
    expect(count('pitch')).toBe(vocabulary.pitch.length + 1);
    for (const field of EVENT_FIELDS) expect(count(field)).toBe(vocabulary[field].length);
    const [first] = plain.plan(drawNormals(sizes.latent, seededRandom('start')));
    expect(first).toHaveLength(sizes.hidden);
    expect(plain.start([0, 0, 0])).toHaveLength(vocabulary.metricalPosition.length);
  });
});
