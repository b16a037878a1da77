import { MICRO_TILE_COLUMNS } from './kernels/kernels.js';

/** A matrix in a memory of matrices. */
export interface Matrix {
  /** Of its first number, in bytes. */
  readonly address: number;
  readonly rows: number;
  readonly columns: number;
  /** Numbers from the beginning of a row to that of the next. What stands between two rows means nothing. */
  readonly stride: number;
}

export interface MatrixShape {
  readonly rows: number;
  readonly columns: number;
}

/** Where matrices stand: a memory that is filled from its beginning and cleared at once. */
export interface MatrixMemory {
  /** What stands here now stays when it is cleared. */
  readonly keep: () => void;
  /** Forgets all that came later. */
  readonly clear: () => void;
  /** Keeps a copy of row numbers, for lists of the same array, with all that stands here now. */
  readonly share: (rows: Int32Array) => void;
  /** A copy of numbers, row by row. */
  readonly put: (values: Float32Array, shape: MatrixShape) => Matrix;
  /** A copy of the numbers, row by row. */
  readonly read: (matrix: Matrix) => Float32Array;
  /** The numbers themselves, [rows, stride], until the next matrix is made. */
  readonly view: (matrix: Matrix) => Float32Array;
  /** A matrix of any numbers. */
  readonly make: (shape: MatrixShape) => Matrix;
  /** The same numbers in rows of another length. */
  readonly reshape: (matrix: Matrix, columns: number) => Matrix;
  /** A matrix of zeros. */
  readonly zeros: (shape: MatrixShape) => Matrix;
}

/** What kernels need of it besides. */
export interface KernelMemory extends MatrixMemory {
  /** The address of so many new numbers of 32 bits. */
  readonly allocate: (numbers: number) => number;
  /** The address of a copy of whole numbers; that of the same array until it is cleared. */
  readonly putIntegers: (values: Int32Array) => number;
}

const PAGE_BYTES = 65_536;

/** Lays matrices into a memory of a module, which grows as it is needed. */
export function openMatrixMemory(memory: WebAssembly.Memory): KernelMemory {
  let kept = 0;
  let end = 0;

  const keep = () => {
    kept = end;
  };
  const reserve = (bytes: number): void => {
    const missing = bytes - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / PAGE_BYTES));
  };
  const allocate = (numbers: number): number => {
    const address = end;
    end += 4 * upTo(4, numbers);
    reserve(end);
    return address;
  };
  // Tiles reach beyond the last row and column: what they find there gives numbers that are never read.
  const make = ({ rows, columns }: MatrixShape): Matrix => {
    const stride = upTo(MICRO_TILE_COLUMNS, columns);
    return { address: allocate(upTo(MICRO_TILE_COLUMNS, rows) * stride), rows, columns, stride };
  };
  const view = ({ address, rows, stride }: Matrix) =>
    new Float32Array(memory.buffer, address, rows * stride);
  const put = (values: Float32Array, shape: MatrixShape): Matrix => {
    const matrix = make(shape);
    const { rows, columns, stride } = matrix;
    const numbers = view(matrix);
    if (columns === stride) numbers.set(values);
    else {
      for (let row = 0; row < rows; row++) {
        for (let i = 0; i < columns; i++) {
          numbers[row * stride + i] = values[row * columns + i] as number;
        }
      }
    }
    return matrix;
  };
  const read = (matrix: Matrix): Float32Array => {
    const { rows, columns, stride } = matrix;
    const numbers = view(matrix);
    if (columns === stride) return numbers.slice();
    const values = new Float32Array(rows * columns);
    for (let row = 0; row < rows; row++) {
      for (let i = 0; i < columns; i++) {
        values[row * columns + i] = numbers[row * stride + i] as number;
      }
    }
    return values;
  };
  const addresses = new Map<Int32Array, number>();
  const putIntegers = (values: Int32Array): number => {
    const known = addresses.get(values);
    if (known !== undefined) return known;
    const address = allocate(values.length);
    new Int32Array(memory.buffer, address, values.length).set(values);
    addresses.set(values, address);
    return address;
  };
  return {
    keep,
    clear: () => {
      end = kept;
      for (const [values, address] of addresses) if (address >= end) addresses.delete(values);
    },
    share: (rows) => {
      putIntegers(rows);
      keep();
    },
    put,
    read,
    view,
    make,
    reshape: (matrix, columns) => {
      const rows = (matrix.rows * matrix.columns) / columns;
      const isPacked = matrix.columns === matrix.stride && columns % MICRO_TILE_COLUMNS === 0;
      if (!isPacked) return put(read(matrix), { rows, columns });
      // Longer rows reach farther beyond the last one, for reading.
      reserve(matrix.address + 4 * upTo(MICRO_TILE_COLUMNS, rows) * columns);
      return { ...matrix, rows, columns, stride: columns };
    },
    zeros: (shape) => {
      const matrix = make(shape);
      view(matrix).fill(0);
      return matrix;
    },
    allocate,
    putIntegers,
  };
}

function upTo(multiple: number, length: number): number {
  return Math.ceil(length / multiple) * multiple;
}
