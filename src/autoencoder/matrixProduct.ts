import { loadProductTile, type ProductTile, TILE_COLUMNS, TILE_ROWS } from './productTile.js';

/** A matrix, row by row, or the transpose of what stands there. */
export interface Matrix {
  readonly values: Float32Array;
  /** As it is meant, after transposing. */
  readonly rows: number;
  readonly columns: number;
  /** `values` hold it column by column. */
  readonly isTransposed?: boolean;
}

const PAGE_BYTES = 65_536;

/**
 * The product of two matrices, [a.rows, b.columns], row by row.
 *
 * Every sum goes through its terms in order, with 32-bit rounding after each product and each sum: to the bit what the
 * wasm backend's `matMul` gives. That one packs its second matrix anew for every product, and has to be given transposed
 * copies: of a training step of 64 windows the products took 3.8 ms, and here 2.0.
 */
export function multiply(a: Matrix, b: Matrix): Float32Array {
  tile ??= loadProductTile();
  const terms = a.columns;
  const rows = upTo(TILE_ROWS, a.rows);
  const columns = upTo(TILE_COLUMNS, b.columns);
  // What stands beyond the last row or column gives rows and columns of the product that nobody reads.
  const [aStart, bStart] = [0, rows * terms];
  const packedStart = bStart + terms * columns;
  const cStart = packedStart + terms * columns;
  const memory = roomFor(tile, cStart + rows * columns);
  memory.set(a.values, aStart);
  memory.set(b.values, bStart);
  const [aRow, aTerm] = stepsOf(a);
  const [bTerm, bColumn] = stepsOf(b);
  for (let column = 0; column < columns; column += TILE_COLUMNS) {
    const packed = 4 * (packedStart + column * terms);
    tile.pack(4 * (bStart + column * bColumn), 4 * bTerm, 4 * bColumn, packed, terms);
    for (let row = 0; row < rows; row += TILE_ROWS) {
      const to = 4 * (cStart + row * columns + column);
      tile.tile(4 * (aStart + row * aRow), 4 * aRow, 4 * aTerm, packed, to, 4 * columns, terms);
    }
  }
  if (columns === b.columns) return memory.slice(cStart, cStart + a.rows * columns);
  const product = new Float32Array(a.rows * b.columns);
  for (let row = 0; row < a.rows; row++) {
    const from = cStart + row * columns;
    product.set(memory.subarray(from, from + b.columns), row * b.columns);
  }
  return product;
}

// One for the thread: what stands in its memory is forgotten after each product.
let tile: ProductTile | undefined;

function roomFor({ memory }: ProductTile, numbers: number): Float32Array {
  const missing = 4 * numbers - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE_BYTES));
  return new Float32Array(memory.buffer);
}

/** From a row to the next, and from a column to the next, in numbers. */
function stepsOf({ rows, columns, isTransposed }: Matrix): readonly [row: number, column: number] {
  return isTransposed ? [1, rows] : [columns, 1];
}

function upTo(multiple: number, length: number): number {
  return Math.ceil(length / multiple) * multiple;
}
