import { describe, expect, it } from 'vitest';
import type { Parameters } from '../../../src/autoencoder/parameters.js';
import { likeliest } from '../../../src/autoencoder/phrase/drawEvent.js';
import { openEventNetwork } from '../../../src/autoencoder/phrase/eventNetwork.js';
import { encodeChosen } from '../../../src/autoencoder/phrase/phraseAutoencoder.js';
import { reconstructPhrase } from '../../../src/autoencoder/phrase/reconstructPhrase.js';
import { heldAt } from '../../../src/events/heldTable.js';
import { gatherEvents } from '../../../src/events/recordedEvents.js';
import { spreadWindows } from '../../../src/events/windows.js';
import { type Struck, takeOf } from '../../events/takes.js';
import { smallNetwork } from '../smallNetwork.js';

/** The small network, always of one opinion: every weight of some arrays is 0, and their biases are given. */
async function opinionated(said: Readonly<Record<string, readonly number[]>>) {
  const small = await smallNetwork();
  const opinions = Object.entries(said).flatMap(([name, bias]) => [
    [`${name}Kernel`, small.parameters[`${name}Kernel`]?.map(() => 0)],
    [`${name}Bias`, Float32Array.from(bias)],
  ]);
  const parameters: Parameters = { ...small.parameters, ...Object.fromEntries(opinions) };
  return { ...small, parameters };
}

const oneHot = (length: number, at: number) => Array.from({ length }, (_, i) => Number(i === at));

async function reconstruct(take: readonly Struck[]) {
  const { vocabulary } = await smallNetwork();
  // It begins on the bar line and plays a quarter after a quarter, each the lowest note alone.
  const autoencoder = await opinionated({
    start: oneHot(vocabulary.metricalPosition.length, vocabulary.metricalPosition.indexOf(0)),
    pitch: [2, ...oneHot(vocabulary.pitch.length, vocabulary.pitch.length - 1)],
    interOnset: oneHot(vocabulary.interOnset.length, vocabulary.interOnset.indexOf(12)),
  });
  return reconstructPhrase(autoencoder, await gatherEvents([takeOf(take)]));
}

describe('reconstructPhrase', () => {
  it.each<[string, Struck[], { chord: number; distance: number }]>([
    [
      'all of what the network says',
      [{ pitches: [48] }, { pitches: [48] }, { pitches: [48] }, { pitches: [48] }],
      { chord: 1, distance: 1 },
    ],
    [
      'none of other chords, though they hold its note',
      [{ pitches: [48, 64] }, { pitches: [48, 55] }, { pitches: [55] }],
      { chord: 0, distance: 1 },
    ],
    [
      'none of a note that the vocabulary has not, though it is taken for the nearest',
      [{ pitches: [47] }, { pitches: [46] }, { pitches: [48] }],
      { chord: 1 / 3, distance: 1 },
    ],
    [
      'none of another interval, nor of one that is taken for it',
      [{ pitches: [48] }, { pitches: [48], after: 6 }, { pitches: [48], after: 13 }],
      { chord: 1, distance: 0 },
    ],
  ])('counts %s', async (_, take, shares) => {
    const { right, predicted } = await reconstruct(take);
    expect(right).toMatchObject(shares);
    expect(predicted).toMatchObject(shares);
  });

  it('has a share of each field of an event, and of whole chords', async () => {
    const { right, predicted } = await reconstruct([{ pitches: [48] }]);
    const fields = ['chord', 'distance', 'duration', 'velocity', 'nudge'];
    expect(Object.keys(right)).toEqual(fields);
    expect(Object.keys(predicted)).toEqual(fields);
  });

  it('predicts each event knowing those before it, from before the window as well, and the keys that are down', async () => {
    const { recorded, ...small } = await smallNetwork();
    // What a network that was never trained says depends on the past only if that is loud.
    const historyKernel = small.parameters.historyKernel?.map((weight) => 8 * weight);
    const parameters = { ...small.parameters, historyKernel } as Parameters;
    const { predicted } = reconstructPhrase({ ...small, parameters }, recorded);
    const { table, sizes, vocabulary } = small;
    const eventOf = (event: number) => ({
      pitches: table.chords[table.chord[event] as number] as Int16Array,
      interOnset: table.interOnset[event] as number,
      metricalPosition: table.metricalPosition[event] as number,
    });
    const windows = spreadWindows(table, 400);
    const { mean } = encodeChosen({ parameters, sizes }, { table, windows });
    const network = openEventNetwork(parameters, { ...sizes, vocabulary });
    const said = windows.flatMap((window, w) =>
      network.plan(mean.subarray(w * sizes.latent, (w + 1) * sizes.latent)).map((planned, i) => {
        const event = window + i;
        const { metricalPosition, pitches, interOnset } = eventOf(event);
        const history = Array.from({ length: table.before[event] as number }, (_, n) =>
          eventOf(event - (table.before[event] as number) + n),
        );
        const held = heldAt(table.held, { event, vocabulary });
        const logitsOf = network.event(planned, { metricalPosition, history, held });
        const context = Array.from(pitches, (symbol) => network.rowOf('pitch', symbol));
        return likeliest(logitsOf('interOnset', context)) === interOnset;
      }),
    );
    const right = said.filter((each) => each).length / said.length;
    expect(right).toBeGreaterThan(0);
    expect(right).toBeLessThan(1);
    expect(predicted.distance).toBeCloseTo(right, 12);
  });
});
