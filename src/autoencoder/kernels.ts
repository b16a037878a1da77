import { exponentials } from './exponentialKernel.js';
import { pack, packRows, strip } from './productKernels.js';
import {
  advance,
  assembleModule,
  type Code,
  F64,
  f32Add,
  f32x4,
  f64,
  f64x2,
  get,
  I32,
  i32,
  i32Add,
  i32Mul,
  loadF32,
  loadI32,
  loadPair,
  loadVector,
  repeat,
  set,
  storeF32,
  storePair,
  storeVector,
  times,
  V128,
  type WasmFunction,
} from './wasmCode.js';

/** Adam's own constants, as its authors give them (Kingma and Ba 2015, algorithm 1). */
export const BETA_1 = 0.9;
export const BETA_2 = 0.999;
const EPSILON = 1e-8;

type Kernel = (...parameters: number[]) => void;

/**
 * What a training spends its time with, over floats of 32 bits in a memory of its own. Addresses and steps are bytes;
 * counts are 1 or more. Each operation rounds by itself, in the order of the loops: to the bit what plain loops in
 * JavaScript give.
 */
export interface Kernels {
  readonly memory: WebAssembly.Memory;
  /** (from, rowStep, columnStep, to, rows): copies a strip of `TILE_COLUMNS` columns, row after row. */
  readonly pack: Kernel;
  /** (from, rowStep, to, rows): the same where the columns stand side by side. */
  readonly packRows: Kernel;
  /**
   * (a, aRowStep, aTermStep, b, c, cRowStep, terms, tiles): c[row][column] = Σ a[row][i] · b[i][column] for a strip of
   * columns, b being packed, and for `TILE_ROWS` rows a tile.
   */
  readonly strip: Kernel;
  /** The same with (…, bias): an address of what is added to each row in the end. */
  readonly stripWithBias: Kernel;
  /** (named, events, fields, table, rowStep, to, toStep, size): to[event] += Σ of the table's rows that the event's fields name. */
  readonly gather: Kernel;
  /** (named, events, fields, table, rowStep, from, fromStep, size): the table's rows that the event's fields name += from[event]. */
  readonly scatter: Kernel;
  /** (gradient, output, to, vectors): gradient · (min(output, 0) + 1), four numbers a vector. */
  readonly throughElu: Kernel;
  /** (from, rowStep, rows, to, vectors): the sum of each column. */
  readonly columnSums: Kernel;
  /** (values, gradient, mean, square, pairs, rate, shortening): a step of Adam, in 64 bits between load and store. */
  readonly adam: Kernel;
  /** (values, pairs): e to the power of numbers of 64 bits in place; those below −700 count as −700, above 0 is none. */
  readonly exponentials: Kernel;
}

/** Loads the kernels, with a memory that grows by `memory.grow`. */
export function loadKernels(): Kernels {
  module ??= assembleModule([
    pack(),
    packRows(),
    strip('strip'),
    strip('stripWithBias'),
    alongRows('gather'),
    alongRows('scatter'),
    throughElu(),
    columnSums(),
    adam(),
    exponentials(),
  ]);
  return new WebAssembly.Instance(module).exports as unknown as Kernels;
}

let module: WebAssembly.Module | undefined;

const NUMBER = i32(4);
const VECTOR = i32(16);

function alongRows(name: 'gather' | 'scatter'): WasmFunction {
  const [named, events, fields, table, rowStep, event, eventStep, size] = [0, 1, 2, 3, 4, 5, 6, 7];
  const [field, inRow, inEvent, number] = [8, 9, 10, 11];
  const [to, from] = name === 'gather' ? [inEvent, inRow] : [inRow, inEvent];
  const code = repeat(events, [
    [...get(fields), ...set(field)],
    repeat(field, [
      [...get(named), ...loadI32(), ...get(rowStep), ...i32Mul],
      [...get(table), ...i32Add, ...set(inRow)],
      [...get(event), ...set(inEvent), ...get(size), ...set(number)],
      repeat(number, [
        [...get(to), ...get(to), ...loadF32(), ...get(from), ...loadF32(), ...f32Add],
        storeF32(),
        advance(inRow, NUMBER),
        advance(inEvent, NUMBER),
      ]),
      advance(named, NUMBER),
    ]),
    advance(event, get(eventStep)),
  ]);
  return { name, parameters: times(8, I32), locals: times(4, I32), code };
}

function throughElu(): WasmFunction {
  const [gradient, output, to, vectors] = [0, 1, 2, 3];
  const code = repeat(vectors, [
    [...get(to), ...get(gradient), ...loadVector()],
    [...get(output), ...loadVector(), ...f32x4.zero, ...f32x4.min, ...f32x4.one, ...f32x4.add],
    [...f32x4.mul, ...storeVector()],
    ...[gradient, output, to].map((local) => advance(local, VECTOR)),
  ]);
  return { name: 'throughElu', parameters: times(4, I32), locals: [], code };
}

function columnSums(): WasmFunction {
  const [from, rowStep, rows, to, vectors] = [0, 1, 2, 3, 4];
  const [place, row, sum] = [5, 6, 7];
  const code = repeat(vectors, [
    [...get(from), ...set(place), ...get(rows), ...set(row), ...f32x4.zero, ...set(sum)],
    repeat(row, [
      [...get(sum), ...get(place), ...loadVector(), ...f32x4.add, ...set(sum)],
      advance(place, get(rowStep)),
    ]),
    [...get(to), ...get(sum), ...storeVector()],
    advance(from, VECTOR),
    advance(to, VECTOR),
  ]);
  return { name: 'columnSums', parameters: times(5, I32), locals: [I32, I32, V128], code };
}

function adam(): WasmFunction {
  const [values, gradient, mean, square, pairs, rate, shortening] = [0, 1, 2, 3, 4, 5, 6];
  const [g, m, v] = [7, 8, 9];
  const both = (number: Code) => [...number, ...f64x2.splat];
  const load = (address: number) => [...get(address), ...loadPair(), ...f64x2.promote];
  const code = repeat(pairs, [
    [...both(get(shortening)), ...load(gradient), ...f64x2.mul, ...set(g)],
    [...both(f64(BETA_1)), ...load(mean), ...f64x2.mul],
    [...both(f64(1 - BETA_1)), ...get(g), ...f64x2.mul, ...f64x2.add, ...set(m)],
    [...both(f64(BETA_2)), ...load(square), ...f64x2.mul],
    [...both(f64(1 - BETA_2)), ...get(g), ...f64x2.mul, ...get(g), ...f64x2.mul],
    [...f64x2.add, ...set(v)],
    [...get(mean), ...get(m), ...f64x2.demote, ...storePair()],
    [...get(square), ...get(v), ...f64x2.demote, ...storePair()],
    [...get(values), ...load(values), ...both(get(rate)), ...get(m), ...f64x2.mul],
    [...get(v), ...f64x2.sqrt, ...both(f64(EPSILON)), ...f64x2.add, ...f64x2.div],
    [...f64x2.sub, ...f64x2.demote, ...storePair()],
    ...[values, gradient, mean, square].map((local) => advance(local, i32(8))),
  ]);
  const parameters = [...times(5, I32), F64, F64];
  return { name: 'adam', parameters, locals: times(3, V128), code };
}
