import { beforeAll, describe, expect, it } from 'vitest';
import { NOTES_ASKED } from '../../../src/autoencoder/phrase/headBatch.js';
import { toBatch } from '../../../src/autoencoder/phrase/phraseBatch.js';
import { phraseGradients } from '../../../src/autoencoder/phrase/phraseGradients.js';
import { openPhraseNetwork } from '../../../src/autoencoder/phrase/phraseNetwork.js';
import { seededRandom } from '../../../src/math/random.js';
import { openBackend } from '../../../src/tensors/backend.js';
import { smallNetwork } from '../smallNetwork.js';

beforeAll(async () => {
  await openBackend('cpu');
});

/** How much each head counts, as the loss is documented: nats of an event's symbols, summed by these. */
const WEIGHTS = {
  pitch: 1,
  interOnset: 1,
  duration: 1,
  velocity: 0.5,
  microtiming: 0.2,
  noteVelocity: 0.2 / NOTES_ASKED,
  noteDuration: 0.2 / NOTES_ASKED,
};

describe('the loss of a network that knows nothing', () => {
  it.each([0, 0.7])(
    'is the uniform cross-entropy of each head by its weight, KL weight %d',
    async (klWeight) => {
      const { sizes, table, rows, parameters } = await smallNetwork();
      const blank = Object.fromEntries(
        Object.entries(parameters).map(([name, values]) => [name, new Float32Array(values.length)]),
      );
      const network = openPhraseNetwork(blank, sizes);
      const forgetting = {
        random: seededRandom('none'),
        dropped: 0,
        replaced: 0,
        cut: 0,
        unplanned: 0,
        alone: 0,
      };
      const windows = [0, 3, 8, 10];
      const batch = toBatch(table, { rows, windows, sizes, forgetting });
      const random = seededRandom('noise');
      const { loss } = phraseGradients(network, { batch, random, klWeight, dropout: 0 });

      const events = windows.length * sizes.window;
      const nats = batch.heads.map(({ head, targets, from, to }) => {
        const all = (parameters[`${head}Bias`] as Float32Array).length;
        // A pitch is asked for among those above the one before it.
        const choices = [...targets.keys()].map((i) => (to?.[i] ?? all) - (from?.[i] ?? 0));
        const sum = choices.reduce((nats, count) => nats + Math.log(count), 0);
        return (WEIGHTS[head] * sum) / events;
      });
      const places = (parameters.startBias as Float32Array).length;
      const sum = nats.reduce((a, b) => a + b, Math.log(places) / sizes.window);
      // A latent of mean 0 and variance 1 lies no distance from N(0, 1), so that the weight of KL has no say.
      expect(loss).toBeCloseTo(sum, 4);
    },
  );
});
