import {
  advance,
  count,
  f32x4,
  get,
  I32,
  i32,
  loadF32,
  loadFour,
  loadVector,
  repeat,
  set,
  storeF32,
  storeVector,
  times,
  V128,
  type WasmFunction,
} from './wasmCode.js';

/** Rows and columns of a product that are summed at a time: eight sums of four numbers stay in registers. */
export const TILE_ROWS = 4;
export const TILE_COLUMNS = 8;

const VECTORS = TILE_COLUMNS / 4;

// What each does, `Kernels` says.

export function pack(): WasmFunction {
  const [from, rowStep, columnStep, to, rows, number] = [0, 1, 2, 3, 4, 5];
  const code = repeat(rows, [
    [...get(from), ...set(number)],
    ...count(TILE_COLUMNS).flatMap((column) => [
      [...get(to), ...get(number), ...loadF32(), ...storeF32(4 * column)],
      advance(number, get(columnStep)),
    ]),
    advance(from, get(rowStep)),
    advance(to, i32(4 * TILE_COLUMNS)),
  ]);
  return { name: 'pack', parameters: times(5, I32), locals: [I32], code };
}

export function packRows(): WasmFunction {
  const [from, rowStep, to, rows] = [0, 1, 2, 3];
  const code = repeat(rows, [
    ...count(VECTORS).map((v) => [
      ...[...get(to), ...get(from), ...loadVector(16 * v)],
      ...storeVector(16 * v),
    ]),
    advance(from, get(rowStep)),
    advance(to, i32(4 * TILE_COLUMNS)),
  ]);
  return { name: 'packRows', parameters: times(4, I32), locals: [], code };
}

export function strip(name: 'strip' | 'stripWithBias'): WasmFunction {
  const [a, aRowStep, aTermStep, b, c, cRowStep, terms, tiles, bias] = [0, 1, 2, 3, 4, 5, 6, 7, 8];
  const parameters = name === 'strip' ? 8 : 9;
  const [term, inB, places] = [parameters, parameters + 1, parameters + 2];
  const placeIn = (row: number) => places + row;
  const sums = placeIn(TILE_ROWS);
  const sumOf = (row: number, vector: number) => sums + row * VECTORS + vector;
  const ofB = sums + TILE_ROWS * VECTORS;
  const ofA = ofB + VECTORS;
  const [rows, vectors] = [count(TILE_ROWS), count(VECTORS)];
  const finished = (row: number, v: number) =>
    name === 'strip'
      ? get(sumOf(row, v))
      : [...get(sumOf(row, v)), ...get(bias), ...loadVector(16 * v), ...f32x4.add];
  const code = repeat(tiles, [
    ...rows.flatMap((row) => [
      [...get(a), ...set(placeIn(row))],
      advance(a, get(aRowStep)),
      ...vectors.map((v) => [...f32x4.zero, ...set(sumOf(row, v))]),
    ]),
    [...get(terms), ...set(term), ...get(b), ...set(inB)],
    repeat(term, [
      ...vectors.map((v) => [...get(inB), ...loadVector(16 * v), ...set(ofB + v)]),
      ...rows.flatMap((row) => [
        [...get(placeIn(row)), ...loadFour(), ...set(ofA)],
        ...vectors.flatMap((v) => [
          [...get(sumOf(row, v)), ...get(ofA), ...get(ofB + v)],
          [...f32x4.mul, ...f32x4.add, ...set(sumOf(row, v))],
        ]),
        advance(placeIn(row), get(aTermStep)),
      ]),
      advance(inB, i32(4 * TILE_COLUMNS)),
    ]),
    ...rows.flatMap((row) => [
      ...vectors.flatMap((v) => [get(c), finished(row, v), storeVector(16 * v)]),
      advance(c, get(cRowStep)),
    ]),
  ]);
  const locals = [...times(2 + TILE_ROWS, I32), ...times(ofA - sums + 1, V128)];
  return { name, parameters: times(parameters, I32), locals, code };
}
