import { describe, expect, it } from 'vitest';
import { openMatrices } from '../../src/autoencoder/matrices.js';
import { softmaxLoss } from '../../src/autoencoder/softmaxLoss.js';
import { seededRandom } from '../../src/math/random.js';

interface Asked {
  readonly logits: readonly (readonly number[])[];
  readonly targets: readonly number[];
  readonly from?: readonly number[];
  readonly to?: readonly number[];
}

/** By the kernel. */
function kernelLoss({ logits, targets, from, to }: Asked, weight = 1) {
  const memory = openMatrices();
  const shape = { rows: logits.length, columns: logits[0]?.length ?? 0 };
  const { loss, gradient } = softmaxLoss(
    memory,
    memory.put(Float32Array.from(logits.flat()), shape),
    {
      targets: Int32Array.from(targets),
      ...(from && { from: Int32Array.from(from) }),
      ...(to && { to: Int32Array.from(to) }),
      weight,
    },
  );
  return { loss, gradient: memory.read(gradient), shape };
}

/** By the definition: −log of the share of the target among what may be chosen. */
function plainLoss({ logits, targets, from, to }: Asked): number {
  return logits.reduce((loss, row, i) => {
    const allowed = row.slice(from?.[i] ?? 0, to?.[i] ?? row.length).map(Math.exp);
    const sum = allowed.reduce((a, b) => a + b, 0);
    return loss - Math.log(Math.exp(row[targets[i] as number] as number) / sum);
  }, 0);
}

const random = seededRandom('softmax');
const draw = (rows: number, columns: number) =>
  Array.from({ length: rows }, () =>
    Array.from({ length: columns }, () => Math.fround(6 * (random() - 0.5))),
  );

const cases: [string, Asked][] = [
  ['a row of two columns', { logits: draw(1, 2), targets: [1] }],
  ['rows of an odd number of columns', { logits: draw(5, 7), targets: [0, 6, 3, 3, 1] }],
  ['rows of many columns', { logits: draw(3, 129), targets: [0, 128, 64] }],
  [
    'rows of which a part may be chosen',
    { logits: draw(4, 9), targets: [0, 4, 8, 5], from: [0, 3, 8, 1], to: [8, 9, 9, 6] },
  ],
];

describe('softmaxLoss', () => {
  it.each(cases)('is the cross-entropy of %s', (_, asked) => {
    expect(kernelLoss(asked).loss).toBeCloseTo(plainLoss(asked), 5);
    expect(kernelLoss(asked, 0.2).loss).toBeCloseTo(0.2 * plainLoss(asked), 5);
  });

  it.each(cases)('has the slopes of its loss as gradient: %s', (_, asked) => {
    const { gradient, shape } = kernelLoss(asked, 0.7);
    const change = 1e-4;
    for (let at = 0; at < gradient.length; at++) {
      const [row, column] = [Math.floor(at / shape.columns), at % shape.columns];
      const lossWith = (by: number) => {
        const logits = asked.logits.map((values) => [...values]);
        (logits[row] as number[])[column] = (logits[row]?.[column] as number) + by;
        return 0.7 * plainLoss({ ...asked, logits });
      };
      const slope = (lossWith(change) - lossWith(-change)) / (2 * change);
      expect(gradient[at], `row ${row}, column ${column}`).toBeCloseTo(slope, 5);
    }
  });

  it('counts every one of a thousand rows, whose sums multiply to more than a number holds', () => {
    const rows = {
      logits: new Array(1000).fill([3, 3, 3, 3, 3]),
      targets: new Array(1000).fill(2),
    };
    expect(kernelLoss(rows).loss).toBeCloseTo(1000 * Math.log(5), 5);
  });

  it('pulls at nothing that may not be chosen', () => {
    const { gradient } = kernelLoss({ logits: draw(1, 6), targets: [3], from: [2], to: [5] });
    expect([...gradient].map((slope) => slope !== 0)).toEqual([
      false,
      false,
      true,
      true,
      true,
      false,
    ]);
  });

  it.each([
    ['large and small logits', [[3e4, -3e4, 2.9e4]], [0], 0],
    ['a target that is all but ruled out', [[0, 500]], [0], 500],
    ['logits that are all the same', [[-1e6, -1e6, -1e6, -1e6]], [2], Math.log(4)],
  ])('stays a number for %s', (_, logits, targets, loss) => {
    const said = kernelLoss({ logits, targets });
    expect(said.loss).toBeCloseTo(loss, 5);
    expect(said.gradient.every(Number.isFinite)).toBe(true);
  });

  it('is nothing where there is only one to choose', () => {
    const { loss, gradient } = kernelLoss({ logits: draw(1, 4), targets: [3], from: [3], to: [4] });
    expect(loss).toBe(0);
    expect([...gradient]).toEqual([0, 0, 0, 0]);
  });
});
