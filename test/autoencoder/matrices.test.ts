import { describe, expect, it } from 'vitest';
import { openMatrices } from '../../src/autoencoder/matrices.js';
import type { RowLists } from '../../src/autoencoder/rowLists.js';
import { seededRandom } from '../../src/math/random.js';

const random = seededRandom('matrices');

function numbers(length: number): Float32Array {
  return Float32Array.from({ length }, () => random() - 0.5);
}

function transpose(values: Float32Array, columns: number): Float32Array {
  const rows = values.length / columns;
  return values.map((_, i) => values[(i % rows) * columns + Math.floor(i / rows)] as number);
}

/** In plain loops, each operation rounded to 32 bits. */
function product(a: Float32Array, b: Float32Array, terms: number): Float32Array {
  const columns = b.length / terms;
  return new Float32Array((a.length / terms) * columns).map((_, at) => {
    const [row, column] = [Math.floor(at / columns), at % columns];
    let sum = 0;
    for (let i = 0; i < terms; i++) {
      const term = (a[row * terms + i] as number) * (b[i * columns + column] as number);
      sum = Math.fround(sum + Math.fround(term));
    }
    return sum;
  });
}

/** What `gather` and `scatter` do, in plain loops: sums[item] += table[row], or the other way round. */
function addRows(
  lists: RowLists,
  options: { to: Float32Array; from: Float32Array; columns: number; isGather: boolean },
): Float32Array {
  const { from, columns, isGather } = options;
  const to = options.to.slice();
  for (const [item, end] of lists.ends.entries()) {
    for (const row of lists.rows.subarray(lists.starts[item], end)) {
      const [at, source] = isGather ? [item, row] : [row, item];
      for (let i = 0; i < columns; i++) {
        const sum = (to[at * columns + i] as number) + (from[source * columns + i] as number);
        to[at * columns + i] = sum;
      }
    }
  }
  return to;
}

describe.each([
  { rows: 64, terms: 512, columns: 128 },
  { rows: 52, terms: 49, columns: 32 },
  { rows: 5, terms: 7, columns: 3 },
  { rows: 1, terms: 1, columns: 1 },
  { rows: 33, terms: 1000, columns: 17 },
])('matrices of $rows × $terms and $terms × $columns', ({ rows, terms, columns }) => {
  const { clear, put, read, ...matrices } = openMatrices();
  const [a, b, bias] = [numbers(rows * terms), numbers(terms * columns), numbers(columns)];
  const truth = product(a, b, terms);
  const putA = () => put(a, { rows, columns: terms });

  it('have the product of plain loops to the bit, whichever is transposed', () => {
    for (let round = 0; round < 2; round++) {
      clear();
      const plain = [putA(), put(b, { rows: terms, columns })] as const;
      const transposed = [
        { transposed: put(transpose(a, terms), { rows: terms, columns: rows }) },
        { transposed: put(transpose(b, columns), { rows: columns, columns: terms }) },
      ] as const;
      expect(read(matrices.multiply(plain[0], plain[1]))).toEqual(truth);
      expect(read(matrices.multiply(transposed[0], plain[1]))).toEqual(truth);
      expect(read(matrices.multiply(plain[0], transposed[1]))).toEqual(truth);
      const added = matrices.multiply(plain[0], plain[1], put(bias, { rows: 1, columns }));
      const withBias = truth.map((sum, i) => sum + (bias[i % columns] as number));
      expect(read(added)).toEqual(withBias);
    }
  });

  it('have sums of columns', () => {
    clear();
    const sums = new Float32Array(terms);
    for (const [i, value] of a.entries()) sums[i % terms] = (sums[i % terms] as number) + value;
    expect(read(matrices.columnSums(putA()))).toEqual(sums);
  });

  it('go through an ELU in place, and gradients back through it', () => {
    clear();
    const matrix = putA();
    expect(matrices.elu(matrix)).toBe(matrix);
    const output = read(matrix);
    for (const [i, y] of output.entries()) {
      const x = a[i] as number;
      expect(y).toBeCloseTo(x > 0 ? x : Math.expm1(x), 6);
    }
    const gradient = numbers(a.length);
    const slope = output.map((y) => Math.min(y, 0) + 1);
    const before = matrices.eluBackward(put(gradient, { rows, columns: terms }), matrix);
    expect(read(before)).toEqual(gradient.map((g, i) => g * (slope[i] as number)));
  });

  it('are scaled by rows that serve one or several of theirs', () => {
    clear();
    for (const groups of [1, rows]) {
      const scales = numbers(groups * terms);
      const scaled = matrices.scaleRows(putA(), put(scales, { rows: groups, columns: terms }));
      expect(read(scaled)).toEqual(a.map((x, i) => x * (scales[i % scales.length] as number)));
    }
  });

  it('have a sum of squares', () => {
    clear();
    expect(matrices.sumSquares(putA())).toBe(a.reduce((sum, x) => sum + x * x, 0));
  });

  it('have rows that lists name, summed up and told apart again', () => {
    clear();
    // They overlap, and the first is empty.
    const named = {
      rows: Int32Array.from({ length: 25 }, () => Math.floor(random() * rows)),
      starts: Int32Array.from({ length: 10 }, (_, item) => 2 * item),
      ends: Int32Array.from({ length: 10 }, (_, item) => 2 * item + ((item * 7) % 5)),
    };
    const [before, gradient] = [numbers(10 * terms), numbers(10 * terms)];
    const sums = put(before, { rows: 10, columns: terms });
    matrices.gather(putA(), named, sums);
    expect(read(sums)).toEqual(
      addRows(named, { to: before, from: a, columns: terms, isGather: true }),
    );
    const table = putA();
    matrices.scatter(put(gradient, { rows: 10, columns: terms }), named, table);
    expect(read(table)).toEqual(
      addRows(named, { to: a, from: gradient, columns: terms, isGather: false }),
    );
  });

  it('have lists that keep their rows when all else is forgotten', () => {
    const memory = openMatrices();
    const shared = Int32Array.of(0, rows - 1, 0);
    memory.share(shared);
    const ranges = { starts: Int32Array.of(0, 1), ends: Int32Array.of(1, 3) };
    for (let round = 0; round < 2; round++) {
      memory.clear();
      const sums = memory.zeros({ rows: 2, columns: terms });
      const lists = { rows: shared, ...ranges };
      memory.gather(memory.put(a, { rows, columns: terms }), lists, sums);
      const to = new Float32Array(2 * terms);
      expect(memory.read(sums)).toEqual(
        addRows(lists, { to, from: a, columns: terms, isGather: true }),
      );
    }
  });

  it('are zeros where numbers were that are forgotten', () => {
    clear();
    putA();
    clear();
    expect(read(matrices.zeros({ rows, columns: terms })).every((value) => value === 0)).toBe(true);
  });

  it('multiply as well where few long rows were many short ones', () => {
    const matrices = openMatrices();
    const short = matrices.put(numbers(terms * 8), { rows: terms, columns: 8 });
    const long = matrices.reshape(short, terms * 8);
    const b = numbers(terms * 8);
    const multiplied = matrices.multiply(long, matrices.put(b, { rows: terms * 8, columns: 1 }));
    expect(matrices.read(multiplied)).toEqual(product(matrices.read(short), b, terms * 8));
  });

  it('keep their numbers in rows of another length', () => {
    clear();
    const matrix = matrices.reshape(putA(), rows);
    expect(matrix).toMatchObject({ rows: terms, columns: rows });
    expect(read(matrix)).toEqual(a);
  });
});
