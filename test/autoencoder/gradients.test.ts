import { beforeAll, describe, expect, it } from 'vitest';
import { initialParameters, type Parameters } from '../../src/autoencoder/parameters.js';
import { toBatch } from '../../src/autoencoder/phraseAutoencoder.js';
import {
  openPhraseNetwork,
  phraseGradients,
  readParameters,
} from '../../src/autoencoder/phraseNetwork.js';
import { type PhraseSizes, phraseShapes } from '../../src/autoencoder/phraseShapes.js';
import { seedGradients } from '../../src/autoencoder/seedNetwork.js';
import { seedShapes } from '../../src/autoencoder/seedShapes.js';
import { drawNormal, seededRandom } from '../../src/random.js';
import { openBackend } from '../../src/tensors/backend.js';

beforeAll(async () => {
  await openBackend('cpu');
});

/** Slope of the loss along each of some parameters, by moving it a little to either side. */
function expectSlopes<Name extends string>(
  parameters: Parameters<Name>,
  evaluate: (p: Parameters<Name>) => { loss: number; gradients: Parameters<Name> },
) {
  const { gradients } = evaluate(parameters);
  const random = seededRandom('which parameters');
  // Wide enough for 32-bit rounding, narrow enough for the curve of the loss.
  const nudge = 3e-3;
  for (const name of Object.keys(parameters) as Name[]) {
    for (let draw = 0; draw < 4; draw++) {
      const at = Math.floor(random() * parameters[name].length);
      const lossWith = (change: number) => {
        const values = Float32Array.from(parameters[name]);
        values[at] = (values[at] as number) + change;
        return evaluate({ ...parameters, [name]: values }).loss;
      };
      const slope = (lossWith(nudge) - lossWith(-nudge)) / (2 * nudge);
      expect(gradients[name][at], `${name}[${at}]`).toBeCloseTo(slope, 3);
    }
  }
}

describe('gradients', () => {
  it('of the phrase network are the slopes of its loss', () => {
    const sizes: PhraseSizes = {
      latent: 3,
      hidden: 7,
      embedding: 5,
      window: 4,
      symbols: [6, 4, 3, 3, 2, 5],
    };
    const random = seededRandom('small network');
    // Biases begin at 0, where a wrong gradient might go unseen.
    const parameters = initialParameters(phraseShapes(sizes), random);
    for (const array of Object.values(parameters)) {
      for (let i = 0; i < array.length; i++) array[i] = (array[i] as number) + 0.1 * random();
    }
    const rows = Array.from({ length: 12 }, () =>
      sizes.symbols.map((n) => Math.floor(random() * n)),
    );
    const table = {
      size: sizes.window,
      symbols: Int16Array.from(rows.flat()),
      recordings: [{ first: 0, windows: 9, share: 1 }],
    };
    const noise = Float32Array.from({ length: 9 }, () => drawNormal(random));
    const batch = toBatch(table, { windows: [0, 5, 8], sizes, noise });
    expectSlopes(parameters, (p) => {
      const network = openPhraseNetwork(p, sizes);
      const { loss, gradients } = phraseGradients(network, { batch, klWeight: 0.3 });
      return { loss, gradients: readParameters(network, gradients) };
    });
  });

  it('of the seed network are the slopes of its loss', () => {
    const random = seededRandom('article');
    const parameters = initialParameters(seedShapes(12, 2), random);
    const input = [0, 1, 2].map((shift) =>
      Float32Array.from({ length: 12 }, (_, i) => ((i + shift) % 3 === 0 ? 1 : 0)),
    );
    // The mean over 36 outputs makes slopes small: the same check on 36 times the loss.
    expectSlopes(parameters, (p) => {
      const { loss, gradients } = seedGradients(p, input);
      const scaled = Object.entries(gradients).map(([name, g]) => [name, g.map((x) => x * 36)]);
      return { loss: loss * 36, gradients: Object.fromEntries(scaled) as typeof gradients };
    });
  });
});
