import { beforeAll, describe, expect, it } from 'vitest';
import { initialParameters, type Parameters } from '../../src/autoencoder/parameters.js';
import { type Forgetting, toBatch } from '../../src/autoencoder/phrase/phraseBatch.js';
import { phraseGradients } from '../../src/autoencoder/phrase/phraseGradients.js';
import { openPhraseNetwork, readParameters } from '../../src/autoencoder/phrase/phraseNetwork.js';
import {
  HELD_SLOT,
  HISTORY_SLOTS,
  rowsOfEmbedding,
} from '../../src/autoencoder/phrase/phraseShapes.js';
import { seedGradients } from '../../src/autoencoder/seed/seedNetwork.js';
import { seedShapes } from '../../src/autoencoder/seed/seedShapes.js';
import { seededRandom } from '../../src/math/random.js';
import { openBackend } from '../../src/tensors/backend.js';
import { type SmallNetwork, smallNetwork } from './smallNetwork.js';

beforeAll(async () => {
  await openBackend('cpu');
});

type Evaluate<Name extends string> = (p: Parameters<Name>) => {
  loss: number;
  gradients: Parameters<Name>;
};

/** Slope of the loss along some of the parameters of each array, by moving them a little to either side. */
function expectSlopes<Name extends string>(parameters: Parameters<Name>, evaluate: Evaluate<Name>) {
  const { gradients } = evaluate(parameters);
  expect(Object.keys(gradients).sort()).toEqual(Object.keys(parameters).sort());
  const random = seededRandom('which parameters');
  for (const name of Object.keys(parameters) as Name[]) {
    const gradient = gradients[name];
    expect(gradient, name).toHaveLength(parameters[name].length);
    const steepest = gradient.indexOf(Math.max(...gradient));
    const anywhere = Array.from({ length: 4 }, () => Math.floor(random() * gradient.length));
    for (const at of [steepest, ...anywhere]) {
      const slope = slopeAt(evaluate, { parameters, name, at });
      expect(gradient[at], `${name}[${at}]`).toBeCloseTo(slope, 3);
    }
  }
}

function slopeAt<Name extends string>(
  evaluate: Evaluate<Name>,
  { parameters, name, at }: { parameters: Parameters<Name>; name: Name; at: number },
): number {
  // Wide enough for 32-bit rounding, narrow enough for the curve of the loss.
  const change = 3e-3;
  const lossWith = (by: number) => {
    const values = Float32Array.from(parameters[name]);
    values[at] = (values[at] as number) + by;
    return evaluate({ ...parameters, [name]: values }).loss;
  };
  return (lossWith(change) - lossWith(-change)) / (2 * change);
}

/** Some of everything that a training forgets, by a chance that is the same each time. */
const forgetSome = (): Forgetting => ({
  random: seededRandom('forgetting'),
  dropped: 0.3,
  replaced: 0.3,
  cut: 0.3,
  unplanned: 0.3,
  alone: 0.3,
});

/** Of a few windows, by a chance that is the same each time. */
function evaluatePhrase(
  { sizes, table, rows }: SmallNetwork,
  options: { klWeight: number; dropout: number },
) {
  const forgetting = forgetSome();
  const batch = toBatch(table, { rows, windows: [0, 3, 8, 10], sizes, forgetting });
  return (p: Parameters) => {
    const network = openPhraseNetwork(p, sizes);
    const random = seededRandom('noise');
    const { loss, gradients } = phraseGradients(network, { batch, random, ...options });
    return { loss, gradients: readParameters(network, gradients) };
  };
}

describe('gradients', () => {
  it.each([
    ['as they are', { klWeight: 0.3, dropout: 0 }],
    ['without a pull on the latent', { klWeight: 0, dropout: 0 }],
    ['with units that are dropped', { klWeight: 0.3, dropout: 0.3 }],
  ])('of the phrase network are the slopes of its loss, %s', async (_, options) => {
    const network = await smallNetwork();
    expectSlopes(network.parameters, evaluatePhrase(network, options));
  });

  it('reach the keys that are down, and what says that they are not known', async () => {
    const small = await smallNetwork();
    const { parameters, sizes } = small;
    const evaluate = evaluatePhrase(small, { klWeight: 0.3, dropout: 0 });
    const { gradients } = evaluate(parameters);
    const { heldUnknown } = rowsOfEmbedding(sizes.symbols);
    const perRow = HISTORY_SLOTS * sizes.hidden;
    const entries = [
      ['embedding', heldUnknown * sizes.embedding, sizes.embedding],
      ['historyKernel', HELD_SLOT * sizes.hidden, sizes.hidden],
      ['historyKernel', 2 * perRow + HELD_SLOT * sizes.hidden, sizes.hidden],
    ] as const;
    for (const [name, first, count] of entries) {
      const own = gradients[name]?.subarray(first, first + count) as Float32Array;
      expect(Math.max(...own.map(Math.abs))).toBeGreaterThan(0.01);
      for (const [i, gradient] of own.entries()) {
        const slope = slopeAt(evaluate, { parameters, name, at: first + i });
        expect(gradient, `${name}[${first + i}]`).toBeCloseTo(slope, 3);
      }
    }
  });

  it('are 0 for a head that no event of a batch asks', async () => {
    const { sizes, table, rows, parameters } = await smallNetwork();
    const forgetting = {
      random: seededRandom('forgetting'),
      dropped: 0,
      replaced: 0,
      cut: 0,
      unplanned: 0,
      alone: 0,
    };
    const network = openPhraseNetwork(parameters, sizes);
    const { gradients } = phraseGradients(network, {
      // The last three events of the first take are no chords.
      batch: toBatch(table, { rows, windows: [5], sizes, forgetting }),
      random: seededRandom('noise'),
      klWeight: 0.3,
      dropout: 0,
    });
    const isAsked = Object.entries(readParameters(network, gradients)).map(
      ([name, gradient]) => [name, gradient.some((slope) => slope !== 0)] as const,
    );
    expect(isAsked.filter(([, asked]) => !asked).map(([name]) => name)).toEqual([
      'noteVelocityKernel',
      'noteVelocityBias',
      'noteDurationKernel',
      'noteDurationBias',
    ]);
  });

  it('do not depend on what the memory held before', async () => {
    const small = await smallNetwork();
    const { sizes, table, rows } = small;
    const network = openPhraseNetwork(small.parameters, sizes);
    const evaluate = (windows: readonly number[]) => {
      const forgetting = forgetSome();
      const { loss, gradients } = phraseGradients(network, {
        batch: toBatch(table, { rows, windows, sizes, forgetting }),
        random: seededRandom('noise'),
        klWeight: 0.3,
        dropout: 0.3,
      });
      return { loss, gradients: readParameters(network, gradients) };
    };
    const before = evaluate([0, 3, 8]);
    evaluate([9, 1, 2, 4, 8, 8, 0]);
    expect(evaluate([0, 3, 8])).toEqual(before);
    expect(readParameters(network, network.parameters)).toEqual(small.parameters);
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
