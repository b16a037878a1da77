import { describe, expect, it } from 'vitest';
import { loadKernels } from '../../../src/autoencoder/kernels/kernels.js';
import { seededRandom } from '../../../src/random.js';

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
  { rows, ends }: Readonly<Record<'rows' | 'ends', readonly number[]>>,
  options: { to: Float32Array; from: Float32Array; columns: number; isGather: boolean },
): Float32Array {
  const { from, columns, isGather } = options;
  const sums = options.to.slice();
  for (const [event, end] of ends.entries()) {
    for (const row of rows.slice(ends[event - 1] ?? 0, end)) {
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
  { title: 'as many rows an event', ends: [3, 6, 9, 12], vectors: 24 },
  { title: 'more and fewer rows', ends: [1, 8, 9, 40, 42], vectors: 3 },
  { title: 'events without rows', ends: [0, 5, 5, 5, 6, 6], vectors: 1 },
  { title: 'no rows at all', ends: [0, 0, 0], vectors: 2 },
  { title: 'no events', ends: [], vectors: 5 },
])('gather and scatter with $title', ({ ends, vectors }) => {
  const tableRows = 7;
  const columns = 4 * vectors;
  const rows = Array.from({ length: ends.at(-1) ?? 0 }, () => Math.floor(tableRows * random()));
  const { put, gather, scatter } = openKernels();
  const table = put(floats(tableRows * columns));
  const events = put(floats(ends.length * columns));
  // What would be added for rows that do not belong to any event.
  const numbers = put(Int32Array.of(...rows, 1, 2, 3));
  const eventRows = [
    numbers.byteOffset,
    put(Int32Array.from(ends)).byteOffset,
    ends.length,
    table.byteOffset,
    4 * columns,
  ] as const;
  const summed = [events.byteOffset, 4 * columns, vectors] as const;

  it('add the rows to their events, to the bit as plain loops do', () => {
    const sums = addRows({ rows, ends }, { to: events, from: table, columns, isGather: true });
    gather(...eventRows, ...summed);
    expect(events).toEqual(sums);
  });

  it('add the events to their rows, to the bit as plain loops do', () => {
    const sums = addRows({ rows, ends }, { to: table, from: events, columns, isGather: false });
    scatter(...eventRows, ...summed);
    expect(table).toEqual(sums);
  });
});

it('gather and scatter leave alone what stands between two rows', () => {
  const { put, gather, scatter } = openKernels();
  const [table, events] = [put(floats(2 * 12)), put(floats(3 * 8))];
  const [tableBefore, eventsBefore] = [table.slice(), events.slice()];
  const rows = put(Int32Array.of(1, 0, 1)).byteOffset;
  const ends = put(Int32Array.of(1, 2, 3)).byteOffset;
  const given = [rows, ends, 3, table.byteOffset, 48, events.byteOffset, 32, 1] as const;
  gather(...given);
  scatter(...given);
  const changed = (now: Float32Array, before: Float32Array) =>
    [...now.keys()].filter((i) => now[i] !== before[i]);
  expect(changed(table, tableBefore)).toEqual([0, 1, 2, 3, 12, 13, 14, 15]);
  expect(changed(events, eventsBefore)).toEqual([0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19]);
});

describe.each([
  ['a panel of one input', 1, 8],
  ['some panels', 24, 48],
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
    ['numbers around 0', 20_002, () => 8 * (random() - 0.5)],
    ['numbers near 0', 20_002, () => (random() - 0.5) * 2 ** (-140 * random())],
    ['numbers down to −700', 20_002, () => -700 * random()],
    ['large numbers', 20_002, () => 2 ** (128 * random())],
    ['a single pair', 2, () => -random()],
  ])('is that of Math.exp in 64 bits, rounded to 32, of %s', (_, length, draw) => {
    const { put, elu } = openKernels();
    const values = put(Float32Array.from({ length }, draw));
    const truth = values.map((x) => (x > 0 ? x : Math.exp(x) - 1));
    elu(values.byteOffset, length / 2);
    expect(values).toEqual(truth);
  });

  it.each([
    [-0, 0],
    [-700, -1],
    [-701, -1],
    [-3.4e38, -1],
    [-Infinity, -1],
    [Infinity, Infinity],
    [Number.NaN, Number.NaN],
  ])('of %d is %d', (x, y) => {
    const { put, elu } = openKernels();
    const values = put(Float32Array.of(1, x));
    elu(values.byteOffset, 1);
    expect(values).toEqual(Float32Array.of(1, y));
  });

  it('leaves alone what stands behind its pairs', () => {
    const { put, elu } = openKernels();
    const values = put(Float32Array.of(-1, -1, -1, -1, -1, -1));
    elu(values.byteOffset, 2);
    expect(values.map(Math.sign)).toEqual(values.map(() => -1));
    expect([...values.subarray(4)]).toEqual([-1, -1]);
  });
});
