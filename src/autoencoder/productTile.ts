/** Rows and columns of a product that are summed at a time: eight sums of four numbers stay in registers. */
export const TILE_ROWS = 4;
export const TILE_COLUMNS = 8;

/** A memory and what works in it. Addresses and steps are bytes, numbers are floats of 32 bits. */
export interface ProductTile {
  readonly memory: WebAssembly.Memory;
  /** Copies a strip of `TILE_COLUMNS` columns of a matrix, row after row. */
  readonly pack: (
    /** Its first number. */
    from: number,
    rowStep: number,
    columnStep: number,
    /** [rows, TILE_COLUMNS] */
    to: number,
    /** 1 or more. */
    rows: number,
  ) => void;
  /** c[row][column] = Σ a[row][i] · b[i][column], in the order of i, rounded to 32 bits after each product and each sum. */
  readonly tile: (
    /** The first number of its first row. */
    a: number,
    aRowStep: number,
    aTermStep: number,
    /** [terms, TILE_COLUMNS] */
    b: number,
    /** The first number of its first row. */
    c: number,
    cRowStep: number,
    /** 1 or more. */
    terms: number,
  ) => void;
}

/** Loads both into a memory of their own, which grows by `memory.grow`. */
export function loadProductTile(): ProductTile {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(assemble()));
  return exports as unknown as ProductTile;
}

// The module is written byte by byte: it is two loops, for whose sake no compiler has to be there. Instructions are those
// of the WebAssembly specification, core 2.0, section 5.4.

const VECTORS = TILE_COLUMNS / 4;
const NUMBER_BYTES = 4;
const VECTOR_BYTES = 16;
const I32 = 0x7f;
const V128 = 0x7b;
const ADD = 0x6a;
const F32X4_ADD = [0xfd, 0xe4, 0x01];
const F32X4_MUL = [0xfd, 0xe6, 0x01];
const LOOP = [0x03, 0x40];
const END = 0x0b;

function assemble(): Uint8Array<ArrayBuffer> {
  const functions = [pack(), tile()];
  const sections = [
    [1, many(functions.map(({ parameters }) => [0x60, ...list(Array(parameters).fill(I32)), 0]))],
    [3, many(functions.map((_, type) => [type]))],
    [5, many([[0, 1]])],
    [7, many([named('pack', [0, 0]), named('tile', [0, 1]), named('memory', [2, 0])])],
    [10, many(functions.map(({ locals, code }) => list([...many(locals), ...code, END])))],
  ] as const;
  return Uint8Array.from([
    ...[0x00, ...ascii('asm'), 1, 0, 0, 0],
    ...sections.flatMap(([id, bytes]) => [id, ...list(bytes)]),
  ]);
}

function pack() {
  const [from, rowStep, columnStep, to, rows, parameters] = [0, 1, 2, 3, 4, 5];
  const number = parameters;
  const code = [
    ...LOOP,
    ...[...get(from), ...set(number)],
    ...count(TILE_COLUMNS).flatMap((column) => [
      ...[...get(to), ...get(number), ...loadNumber(), ...storeNumber(column * NUMBER_BYTES)],
      ...advance(number, get(columnStep)),
    ]),
    ...advance(from, get(rowStep)),
    ...advance(to, constant(TILE_COLUMNS * NUMBER_BYTES)),
    ...repeatTimes(rows),
    END,
  ];
  return { parameters, locals: [[1, I32]], code };
}

function tile() {
  const [a, aRowStep, aTermStep, b, c, cRowStep, terms, parameters] = [0, 1, 2, 3, 4, 5, 6, 7];
  const placeIn = (row: number) => (row === 0 ? a : parameters + row - 1);
  const sums = parameters + TILE_ROWS - 1;
  const sumOf = (row: number, vector: number) => sums + row * VECTORS + vector;
  const ofB = sums + TILE_ROWS * VECTORS;
  const ofA = ofB + VECTORS;
  const [rows, vectors] = [count(TILE_ROWS), count(VECTORS)];
  const locals = [
    [TILE_ROWS - 1, I32],
    [ofA - sums + 1, V128],
  ];
  const code = [
    ...rows
      .slice(1)
      .flatMap((row) => [...get(placeIn(row - 1)), ...get(aRowStep), ADD, ...set(placeIn(row))]),
    ...LOOP,
    ...vectors.flatMap((v) => [...get(b), ...loadVector(v * VECTOR_BYTES), ...set(ofB + v)]),
    ...rows.flatMap((row) => [
      ...[...get(placeIn(row)), ...loadNumberFourTimes(), ...set(ofA)],
      ...vectors.flatMap((v) => [
        ...[...get(sumOf(row, v)), ...get(ofA), ...get(ofB + v), ...F32X4_MUL, ...F32X4_ADD],
        ...set(sumOf(row, v)),
      ]),
      ...advance(placeIn(row), get(aTermStep)),
    ]),
    ...advance(b, constant(TILE_COLUMNS * NUMBER_BYTES)),
    ...repeatTimes(terms),
    END,
    ...rows.flatMap((row) => [
      ...vectors.flatMap((v) => [
        ...[...get(c), ...get(sumOf(row, v)), ...storeVector(v * VECTOR_BYTES)],
      ]),
      ...advance(c, get(cRowStep)),
    ]),
  ];
  return { parameters, locals, code };
}

const get = (local: number) => [0x20, local];
const set = (local: number) => [0x21, local];
const advance = (local: number, step: readonly number[]) => [
  ...get(local),
  ...step,
  ADD,
  ...set(local),
];
/** Ends what a loop does: once more, unless it was the last time. */
const repeatTimes = (times: number) => [...get(times), ...constant(-1), ADD, 0x22, times, 0x0d, 0];
/** −64 to 63, which is a single byte. */
const constant = (value: number) => [0x41, value & 0x7f];
// The 2 says that addresses are multiples of 2² bytes.
const loadNumber = () => [0x28, 2, 0];
const storeNumber = (offset: number) => [0x36, 2, offset];
const loadNumberFourTimes = () => [0xfd, 0x09, 2, 0];
const loadVector = (offset: number) => [0xfd, 0x00, 2, offset];
const storeVector = (offset: number) => [0xfd, 0x0b, 2, offset];

const count = (length: number) => Array.from({ length }, (_, i) => i);
const ascii = (text: string) => Array.from(text, (character) => character.charCodeAt(0));
const named = (name: string, what: readonly number[]) => [...list(ascii(name)), ...what];
/** Up to 127 things, behind their number. */
const many = (things: readonly (readonly number[])[]) => [things.length, ...things.flat()];

/** Bytes behind their number, which is in LEB128. */
function list(bytes: readonly number[]): number[] {
  const length: number[] = [];
  for (let rest = bytes.length; ; rest >>= 7) {
    length.push(rest > 0x7f ? (rest & 0x7f) | 0x80 : rest);
    if (rest <= 0x7f) return [...length, ...bytes];
  }
}
