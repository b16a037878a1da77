import {
  type Kernels,
  loadKernels,
  MICRO_TILE_COLUMNS,
  MICRO_TILE_ROWS,
} from './kernels/kernels.js';
import { type Matrix, type MatrixMemory, openMatrixMemory } from './matrixMemory.js';
import type { RowLists } from './rowLists.js';

export type { Matrix };

/** A memory of matrices, and what is computed in it. */
export interface Matrices extends MatrixMemory {
  /**
   * The product of two matrices, of which either may be meant transposed; and a bias [1, columns] added to each row.
   * Every sum goes through its terms in order, rounded to 32 bits after each product and each sum: to the bit what the
   * wasm backend's `matMul` gives. That one packs its second matrix for every product by itself, and has to be given
   * transposed copies: of a training step of 64 windows the products took 3.8 ms, and here 2.0.
   */
  readonly multiply: (a: Factor, b: Factor, bias?: Matrix) => Matrix;
  /** Adds to each row of `sums` the rows of a table that its list names. */
  readonly gather: (table: Matrix, lists: RowLists, sums: Matrix) => void;
  /** Adds to the rows of a table that each list names the row of the gradient: what `gather` is backward. */
  readonly scatter: (gradient: Matrix, lists: RowLists, table: Matrix) => void;
  /** The exponential linear unit in place: x for x > 0, eˣ − 1 below (Clevert et al. 2015). */
  readonly elu: (matrix: Matrix) => Matrix;
  /** The gradient before an ELU from that after it; `output` is the ELU's: its slope is min(y, 0) + 1. */
  readonly eluBackward: (gradient: Matrix, output: Matrix) => Matrix;
  /** The sum of the squares of all its numbers. */
  readonly sumSquares: (matrix: Matrix) => number;
  /** A step of Adam on values and gradients of one shape, in place; `rate` and `clip` as `adamWithin` has them. */
  readonly adam: (
    slot: Readonly<Record<'values' | 'gradient' | 'mean' | 'square', Matrix>>,
    options: { readonly rate: number; readonly clip: number },
  ) => void;
  /** A copy in which each row of `scales` multiplies as many rows as there are for each, one behind the other. */
  readonly scaleRows: (matrix: Matrix, scales: Matrix) => Matrix;
  /**
   * The gradient of a weighted cross-entropy (`softmaxLoss`), and [rows, 2]: the sum of each row's exponentials below the
   * largest logit, and the largest logit less the target's. Until the next matrix is made. Ranges are one a row, or one
   * for all.
   */
  readonly softmax: (
    logits: Matrix,
    options: {
      readonly targets: Int32Array;
      readonly ranges: Readonly<Record<'from' | 'to', Int32Array>>;
      readonly weight: number;
    },
  ) => { readonly gradient: Matrix; readonly sums: Float32Array };
  /** [1, columns]. */
  readonly columnSums: (matrix: Matrix) => Matrix;
  /**
   * to = row · kernel + bias, of one row, into a matrix that is there. Nothing is packed and nothing made: what a decoder
   * asks for event by event is too small for either.
   */
  readonly multiplyRow: (row: Matrix, layer: DenseLayer, to: Matrix) => void;
  /** Adds a row of a table to a matrix of one row. */
  readonly addRow: (table: Matrix, row: number, to: Matrix) => void;
}

/** Kernel [inputs, outputs] and bias [1, outputs] in a memory of matrices. */
export interface DenseLayer {
  readonly kernel: Matrix;
  readonly bias: Matrix;
}

type Factor = Matrix | { readonly transposed: Matrix };

/** The address of no bias. */
const NO_BIAS = -1;

/** A memory of its own, which grows as it is needed and is freed when nothing refers to it. */
export function openMatrices(): Matrices {
  const kernels = loadKernels();
  const { memory } = kernels;
  const { allocate, putIntegers, ...matrices } = openMatrixMemory(memory);
  const { make } = matrices;
  const addRows = (
    kernel: Kernels['gather'],
    { rows, starts, ends }: RowLists,
    { table, items }: Readonly<Record<'table' | 'items', Matrix>>,
  ) => {
    const lists = [putIntegers(rows), putIntegers(starts), putIntegers(ends)] as const;
    const [tableStep, itemStep] = [4 * table.stride, 4 * items.stride];
    const from = [ends.length, table.address, tableStep] as const;
    kernel(...lists, ...from, items.address, itemStep, items.stride / 8);
  };
  return {
    ...matrices,
    multiply: (first, second, bias) => {
      const [a, b] = [factor(first), factor(second)];
      const product = make({ rows: a.rows, columns: b.columns });
      const terms = a.columns;
      kernels.multiply(
        ...[a.address, a.rowStep, a.columnStep],
        ...[b.address, b.rowStep, b.columnStep, allocate(terms * MICRO_TILE_COLUMNS)],
        ...[product.address, 4 * product.stride],
        ...[terms, Math.ceil(a.rows / MICRO_TILE_ROWS)],
        ...[product.stride / MICRO_TILE_COLUMNS, bias?.address ?? NO_BIAS],
      );
      return product;
    },
    gather: (table, lists, items) => addRows(kernels.gather, lists, { table, items }),
    scatter: (items, lists, table) => addRows(kernels.scatter, lists, { table, items }),
    elu: (matrix) => {
      kernels.elu(matrix.address, (matrix.rows * matrix.stride) / 4);
      return matrix;
    },
    eluBackward: (gradient, output) => {
      const before = make(output);
      const vectors = (output.rows * output.stride) / 4;
      kernels.eluBackward(gradient.address, output.address, before.address, vectors);
      return before;
    },
    sumSquares: ({ address, rows, columns, stride }) =>
      kernels.sumSquares(address, 4 * stride, rows, columns),
    adam: ({ values, gradient, mean, square }, { rate, clip }) => {
      const pairs = (values.rows * values.stride) / 2;
      const { address } = values;
      kernels.adam(address, gradient.address, mean.address, square.address, pairs, rate, clip);
    },
    scaleRows: (matrix, scales) => {
      const { address, rows, stride } = matrix;
      const scaled = make(matrix);
      const given = [address, scales.address, scaled.address] as const;
      kernels.scaleRows(...given, scales.rows, rows / scales.rows, stride / 4);
      return scaled;
    },
    softmax: (logits, { targets, ranges: { from, to }, weight }) => {
      const { address, rows, stride } = logits;
      const gradient = make(logits);
      const ranges = [putIntegers(from), putIntegers(to), from.length === 1 ? 0 : 4] as const;
      const given = [address, gradient.address, putIntegers(targets), ...ranges] as const;
      const sums = allocate(2 * rows);
      kernels.softmaxLoss(...given, sums, rows, stride / 4, weight);
      return { gradient, sums: new Float32Array(memory.buffer, sums, 2 * rows) };
    },
    columnSums: (matrix) => {
      const { address, rows, columns, stride } = matrix;
      const sums = make({ rows: 1, columns });
      kernels.columnSums(address, 4 * stride, rows, sums.address, stride / 4);
      return sums;
    },
    multiplyRow: (row, { kernel, bias }, to) => {
      const { address, columns } = row;
      const step = 4 * kernel.stride;
      const panels = to.stride / MICRO_TILE_COLUMNS;
      kernels.multiplyRow(address, columns, kernel.address, step, bias.address, to.address, panels);
    },
    addRow: ({ address, stride }, row, to) => {
      kernels.addRow(address + 4 * stride * row, to.address, stride / 4);
    },
  };
}

/** A factor as it is meant: steps from row to row and from column to column in bytes. */
function factor(given: Factor) {
  const isTransposed = 'transposed' in given;
  const { address, rows, columns, stride } = isTransposed ? given.transposed : given;
  return isTransposed
    ? { address, rows: columns, columns: rows, rowStep: 4, columnStep: 4 * stride }
    : { address, rows, columns, rowStep: 4 * stride, columnStep: 4 };
}
