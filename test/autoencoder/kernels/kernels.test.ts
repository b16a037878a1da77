import { describe, expect, it } from 'vitest';
import { loadKernels } from '../../../src/autoencoder/kernels/kernels.js';
import { seededRandom } from '../../../src/math/random.js';

const random = seededRandom('kernels');

function floats(length: number): Float32Array {
  return Float32Array.from({ length }, () => random() - 0.5);
}

/** Kernels, and a function that puts numbers into their memory one behind the other and returns the copy there. */
function openKernels() {
  const kernels = loadKernels();
  kernels.memory.grow(15);
  const { buffer } = kernels.memory;
  let end = 0;
  const put = <Numbers extends Float32Array | Int32Array>(numbers: Numbers): Numbers => {
    const Type = numbers.constructor as new (...view: [ArrayBuffer, number, number]) => Numbers;
    const copy = new Type(buffer, end, numbers.length);
    copy.set(numbers);
    end += 16 * Math.ceil(numbers.length / 4);
    return copy;
  };
  return { ...kernels, put };
}

/** What `gather` and `scatter` do, in plain loops over [row or event][column], each sum rounded to 32 bits. */
function addRows(
  { rows, starts, ends }: Readonly<Record<'rows' | 'starts' | 'ends', readonly number[]>>,
  options: { to: Float32Array; from: Float32Array; columns: number; isGather: boolean },
): Float32Array {
  const { from, columns, isGather } = options;
  const sums = options.to.slice();
  for (const [event, end] of ends.entries()) {
    for (const row of rows.slice(starts[event], end)) {
      const [to, at] = isGather ? [event, row] : [row, event];
      for (let i = 0; i < columns; i++) {
        const sum = (sums[to * columns + i] as number) + (from[at * columns + i] as number);
        sums[to * columns + i] = Math.fround(sum);
      }
    }
  }
  return sums;
}

describe.each([
  { title: 'as many rows an event', starts: [0, 3, 6, 9], ends: [3, 6, 9, 12], pairs: 12 },
  { title: 'more and fewer rows', starts: [0, 1, 8, 9, 40], ends: [1, 8, 9, 40, 42], pairs: 3 },
  { title: 'rows of several events', starts: [0, 2, 2, 0], ends: [5, 5, 3, 1], pairs: 2 },
  { title: 'rows of no event between', starts: [7, 3, 0], ends: [9, 4, 2], pairs: 1 },
  { title: 'events without rows', starts: [0, 0, 5, 0, 5, 6], ends: [0, 5, 5, 0, 6, 6], pairs: 1 },
  { title: 'no rows at all', starts: [0, 0, 0], ends: [0, 0, 0], pairs: 2 },
  { title: 'no events', starts: [], ends: [], pairs: 5 },
])('gather and scatter with $title', ({ starts, ends, pairs }) => {
  const tableRows = 7;
  const columns = 8 * pairs;
  const rows = Array.from({ length: Math.max(0, ...ends) }, () => Math.floor(tableRows * random()));
  const { put, gather, scatter } = openKernels();
  const table = put(floats(tableRows * columns));
  const events = put(floats(ends.length * columns));
  // What would be added for rows that do not belong to any event.
  const numbers = put(Int32Array.of(...rows, 1, 2, 3));
  const eventRows = [
    numbers.byteOffset,
    put(Int32Array.from(starts)).byteOffset,
    put(Int32Array.from(ends)).byteOffset,
    ends.length,
    table.byteOffset,
    4 * columns,
  ] as const;
  const summed = [events.byteOffset, 4 * columns, pairs] as const;

  it('add the rows to their events, to the bit as plain loops do', () => {
    const sums = addRows(
      { rows, starts, ends },
      { to: events, from: table, columns, isGather: true },
    );
    gather(...eventRows, ...summed);
    expect(events).toEqual(sums);
  });

  it('add the events to their rows, to the bit as plain loops do', () => {
    const sums = addRows(
      { rows, starts, ends },
      { to: table, from: events, columns, isGather: false },
    );
    scatter(...eventRows, ...summed);
    expect(table).toEqual(sums);
  });
});

it('gather and scatter leave alone what stands between two rows', () => {
  const { put, gather, scatter } = openKernels();
  const [table, events] = [put(floats(2 * 12)), put(floats(3 * 16))];
  const [tableBefore, eventsBefore] = [table.slice(), events.slice()];
  const rows = put(Int32Array.of(1, 0, 1)).byteOffset;
  const starts = put(Int32Array.of(0, 1, 2)).byteOffset;
  const ends = put(Int32Array.of(1, 2, 3)).byteOffset;
  const given = [rows, starts, ends, 3, table.byteOffset, 48, events.byteOffset, 64, 1] as const;
  gather(...given);
  scatter(...given);
  const changed = (now: Float32Array, before: Float32Array) =>
    [...now.keys()].filter((i) => now[i] !== before[i]);
  const firstEight = (row: number) => Array.from({ length: 8 }, (_, i) => row + i);
  expect(changed(table, tableBefore)).toEqual([0, 12].flatMap(firstEight));
  expect(changed(events, eventsBefore)).toEqual([0, 16, 32].flatMap(firstEight));
});

describe.each([
  ['a panel of one input', 1, 8],
  ['some panels', 24, 56],
])('a row: %s', (_, inputs, columns) => {
  const { put, multiplyRow, addRow } = openKernels();
  const [row, kernel, bias] = [floats(inputs), floats(inputs * columns), floats(columns)].map(put);
  const from = [row, kernel, bias] as [Float32Array, Float32Array, Float32Array];

  it('is multiplied to the bit as a plain loop does, and nothing behind it is written', () => {
    const to = put(floats(columns + 4));
    const expected = to.slice();
    for (let column = 0; column < columns; column++) {
      let sum = from[2][column] as number;
      for (let i = 0; i < inputs; i++) {
        const product = (from[0][i] as number) * (from[1][i * columns + column] as number);
        sum = Math.fround(sum + Math.fround(product));
      }
      expected[column] = sum;
    }
    const [rowAt, kernelAt, biasAt] = from.map(({ byteOffset }) => byteOffset);
    const layer = [kernelAt as number, 4 * columns, biasAt as number] as const;
    multiplyRow(rowAt as number, inputs, ...layer, to.byteOffset, columns / 8);
    expect(to).toEqual(expected);
  });

  it('is added, and nothing behind it is written', () => {
    const to = put(floats(columns + 4));
    const expected = to.slice();
    for (let i = 0; i < columns; i++) {
      expected[i] = (expected[i] as number) + (from[1][i] as number);
    }
    addRow(from[1].byteOffset, to.byteOffset, columns / 4);
    expect(to).toEqual(expected);
  });
});

describe('the ELU', () => {
  it.each([
    ['numbers around 0', 20_004, () => 8 * (random() - 0.5)],
    ['numbers near 0', 20_004, () => (random() - 0.5) * 2 ** (-140 * random())],
    ['numbers down to −100', 20_004, () => -100 * random()],
    ['numbers around the halves of ln 2', 20_004, () => -Math.floor(9 * random()) * (Math.LN2 / 2)],
    ['large numbers', 20_004, () => 2 ** (128 * random())],
    ['a single vector', 4, () => -random()],
  ])('is what its operations give one by one, and near the truth, of %s', (_, length, draw) => {
    const { put, elu } = openKernels();
    const given = Float32Array.from({ length }, draw);
    const values = put(given);
    elu(values.byteOffset, length / 4);
    expect(values).toEqual(given.map((x) => (x > 0 ? x : plainExp(x).less1)));
    const truth = given.map((x) => (x > 0 ? x : Math.expm1(x)));
    // Two units of the last place.
    const errors = values.map((y, i) => Math.abs(y / (truth[i] as number) - 1) || 0);
    expect(Math.max(...errors)).toBeLessThan(2 ** -22);
  });

  it.each([
    [-0, 0],
    [-60, -1],
    [-61, -1],
    [-3.4e38, -1],
    [-Infinity, -1],
    [Infinity, Infinity],
    [Number.NaN, Number.NaN],
  ])('of %d is %d', (x, y) => {
    const { put, elu } = openKernels();
    const values = put(Float32Array.of(1, x, x, 2));
    elu(values.byteOffset, 1);
    expect(values.map((value) => value || 0)).toEqual(Float32Array.of(1, y || 0, y || 0, 2));
  });

  it('leaves alone what stands behind its vectors', () => {
    const { put, elu } = openKernels();
    const values = put(new Float32Array(12).fill(-1));
    elu(values.byteOffset, 2);
    expect(values.indexOf(-1)).toBe(8);
    expect([...values.subarray(8)]).toEqual([-1, -1, -1, -1]);
  });
});

/** e^x and e^x − 1 of a number of 0 or less by the kernel's operations, each rounded to 32 bits. */
function plainExp(x: number): { exp: number; less1: number } {
  const f = Math.fround;
  const exponent = Math.max(x, -60);
  const k = f(f(f(exponent * f(Math.LOG2E)) + 12582912) - 12582912);
  const r = f(f(exponent - f(k * f(0.693359375))) + f(k * f(2.1219444e-4)));
  let p = f(1.98756915e-4);
  for (const c of [1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 0.5]) {
    p = f(f(p * r) + f(c === 0.5 ? 5.0000001201e-1 : c));
  }
  p = f(f(p * f(r * r)) + r);
  const power = 2 ** k;
  const scaled = f(power * p);
  return { exp: x >= -60 ? f(scaled + power) : 0, less1: f(scaled + f(power - 1)) };
}

/** The softmax's gradient and sums of a row, each operation rounded to 32 bits, its sum by four lanes. */
function plainSoftmax(
  logits: Float32Array,
  { target, from, to, weight }: { target: number; from: number; to: number; weight: number },
) {
  const f = Math.fround;
  const largest = Math.max(...logits.subarray(from, to));
  const powers = logits.map((x, i) => (i >= from && i < to ? plainExp(f(x - largest)).exp : 0));
  const lanes = new Float32Array(4);
  for (const [i, power] of powers.entries()) lanes[i % 4] = (lanes[i % 4] as number) + power;
  const [a, b, c, d] = lanes as unknown as [number, number, number, number];
  const sum = f(f(a + b) + f(c + d));
  const gradient = powers.map((power) => power * f(f(weight) / sum));
  gradient[target] = (gradient[target] as number) - f(weight);
  return { gradient, sums: [sum, f(largest - (logits[target] as number))] };
}

describe('the softmax', () => {
  it.each([
    { title: 'a row of one vector', rows: 1, vectors: 1, spread: 1 },
    { title: 'many rows', rows: 37, vectors: 2, spread: 10 },
    { title: 'long rows', rows: 5, vectors: 33, spread: 4 },
    { title: 'logits far apart', rows: 9, vectors: 3, spread: 200 },
  ])('is what its operations give one by one: $title', ({ rows, vectors, spread }) => {
    const columns = 4 * vectors;
    const { put, softmaxLoss } = openKernels();
    const logits = put(floats(rows * columns).map((x) => spread * x));
    const [gradient, sums] = [put(floats(rows * columns)), put(floats(2 * rows))];
    const ranges = Array.from({ length: rows }, () => {
      const from = Math.floor(random() * columns);
      const to = from + 1 + Math.floor(random() * (columns - from));
      return { from, to, target: from + Math.floor(random() * (to - from)) };
    });
    const list = (field: 'from' | 'to' | 'target') =>
      put(Int32Array.from(ranges, (range) => range[field])).byteOffset;
    for (const isCommon of [false, true]) {
      const weight = 0.3;
      const range = [list('from'), list('to'), isCommon ? 0 : 4] as const;
      // A range for all of them: that of the first row, and its target too.
      const asked = ranges.map((own) => (isCommon ? (ranges[0] as typeof own) : own));
      const targets = put(Int32Array.from(asked, ({ target }) => target)).byteOffset;
      const rest = [sums.byteOffset, rows, vectors, weight] as const;
      softmaxLoss(logits.byteOffset, gradient.byteOffset, targets, ...range, ...rest);
      for (const [row, own] of asked.entries()) {
        const part = [row * columns, (row + 1) * columns] as const;
        const plain = plainSoftmax(logits.slice(...part), { ...own, weight });
        expect(gradient.slice(...part)).toEqual(plain.gradient);
        expect([...sums.subarray(2 * row, 2 * row + 2)]).toEqual(plain.sums);
      }
    }
  });
});

it.each([
  [1, 1, 1],
  [3, 5, 2],
  [7, 1, 24],
])('%d scales serve %d rows each, of %d vectors', (groups, groupRows, vectors) => {
  const columns = 4 * vectors;
  const { put, scaleRows } = openKernels();
  const [scales, values] = [
    put(floats(groups * columns)),
    put(floats(groups * groupRows * columns)),
  ];
  const to = put(new Float32Array(values.length + 4));
  const addresses = [values.byteOffset, scales.byteOffset, to.byteOffset] as const;
  scaleRows(...addresses, groups, groupRows, vectors);
  const scaleOf = (i: number) => Math.floor(i / columns / groupRows) * columns + (i % columns);
  const scaled = values.map((value, i) => value * (scales[scaleOf(i)] as number));
  expect(to).toEqual(Float32Array.of(...scaled, 0, 0, 0, 0));
});

it.each([
  [1, 1, 8],
  [5, 3, 8],
  [4, 24, 24],
])('the squares of %d rows of %d columns are summed in order', (rows, columns, stride) => {
  const { put, sumSquares } = openKernels();
  const numbers = put(floats(rows * stride));
  let sum = 0;
  for (const [i, x] of numbers.entries()) if (i % stride < columns) sum += x * x;
  expect(sumSquares(numbers.byteOffset, 4 * stride, rows, columns)).toBe(sum);
});
