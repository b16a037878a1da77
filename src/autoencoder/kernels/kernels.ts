import { assembled } from './assembled.js';

/** Rows and columns of a micro-tile of a product, MR and NR of BLIS: its eight sums of four numbers stay in registers. */
export const MICRO_TILE_ROWS = 4;
export const MICRO_TILE_COLUMNS = 8;

/** Adam's own constants, as its authors give them (Kingma and Ba 2015, algorithm 1); `adam.wat` has the same. */
export const BETA_1 = 0.9;
export const BETA_2 = 0.999;

/**
 * What a training spends its time with, over 32-bit floats in one memory. Addresses and steps are bytes; a vector is four
 * floats, and a pair is two vectors, but of `adam` two floats; counts are 1 or more unless it says otherwise. Nothing is
 * checked but the end of the memory. Each operation rounds by itself, and the order of sums is fixed: to the bit what
 * plain loops in JavaScript give.
 */
export interface Kernels {
  /** Of one page, until `memory.grow`. */
  readonly memory: WebAssembly.Memory;
  /**
   * c[row][column] = Σ a[row][term] · b[term][column], then plus bias[column], for `MICRO_TILE_ROWS` rows a tile and
   * `MICRO_TILE_COLUMNS` columns a panel. A sum begins at 0 and goes through its terms in order. `panel` has room for
   * that many columns of b; `bias` −1 is none.
   */
  readonly multiply: (
    ...product: [
      a: number,
      aRowStep: number,
      aTermStep: number,
      b: number,
      bRowStep: number,
      bColumnStep: number,
      panel: number,
      c: number,
      cRowStep: number,
      terms: number,
      tiles: number,
      panels: number,
      bias: number,
    ]
  ) => void;
  /** For each row of each event, in order: to[event] += table[row]. The caller clears `to`. */
  readonly gather: (...sum: [...EventRows, to: number, toStep: number, pairs: number]) => void;
  /** The gradient of that table. For each row of each event, in order: table[row] += from[event]. */
  readonly scatter: (...sum: [...EventRows, from: number, fromStep: number, pairs: number]) => void;
  /** In place: x > 0 ? x : exp(x) − 1, within 2 units of the last place. */
  readonly elu: (values: number, vectors: number) => void;
  /** to = gradient · (min(output, 0) + 1): the gradient before an ELU, from that after it and from the ELU's output. */
  readonly eluBackward: (gradient: number, output: number, to: number, vectors: number) => void;
  /** to = values · scales, where each row of scales serves `groupRows` rows of values; `vectors` a row. */
  readonly scaleRows: (
    values: number,
    scales: number,
    to: number,
    groups: number,
    groupRows: number,
    vectors: number,
  ) => void;
  /**
   * The gradient of the cross-entropy of a softmax over a row's columns `from` up to `to`, times `weight`. The 32-bit
   * integers at `targets` are one a row; those at `from` and `to` as well where `rangeStep` is 4, and where it is 0 there
   * is one of each for all rows. `sums` gets two floats a row: Σ exp(logit − the largest), by four lanes, and the largest
   * logit less the target's.
   */
  readonly softmaxLoss: (
    logits: number,
    gradient: number,
    targets: number,
    from: number,
    to: number,
    rangeStep: number,
    sums: number,
    rows: number,
    vectors: number,
    weight: number,
  ) => void;
  /** The sum of each column, from the first row to the last. */
  readonly columnSums: (
    from: number,
    rowStep: number,
    rows: number,
    to: number,
    vectors: number,
  ) => void;
  /** The sum of the squares of so many columns of each row, in 64 bits and in order. */
  readonly sumSquares: (from: number, rowStep: number, rows: number, columns: number) => number;
  /**
   * A step of Adam, in place, in 64 bits between load and store; `mean` and `square` are the running means of the gradient
   * and of its square. `rate` includes their bias correction; the gradient is multiplied by `clip` first.
   */
  readonly adam: (
    values: number,
    gradient: number,
    mean: number,
    square: number,
    pairs: number,
    rate: number,
    clip: number,
  ) => void;
  /** One row of a dense layer: to = row · kernel + bias, for `MICRO_TILE_COLUMNS` columns a panel; `kernelStep` from row to row. */
  readonly multiplyRow: (
    row: number,
    inputs: number,
    kernel: number,
    kernelStep: number,
    bias: number,
    to: number,
    panels: number,
  ) => void;
  /** to += row. */
  readonly addRow: (row: number, to: number, vectors: number) => void;
}

/**
 * Which rows of a table belong to which event: `rows` are 32-bit row numbers, `starts` and `ends` the indices in them of
 * each event's first one and behind its last one. There may be no events, and an event may have no rows.
 */
type EventRows = [
  rows: number,
  starts: number,
  ends: number,
  events: number,
  table: number,
  rowStep: number,
];

/** Loads the kernels, each time with a memory of its own. */
export function loadKernels(): Kernels {
  modules ??= assembled.map((base64) => new WebAssembly.Module(Buffer.from(base64, 'base64')));
  const memory = new WebAssembly.Memory({ initial: 1 });
  const imports = { kernels: { memory } };
  const kernels = modules.map((module) => new WebAssembly.Instance(module, imports).exports);
  return Object.assign({ memory }, ...kernels);
}

let modules: readonly WebAssembly.Module[] | undefined;
