import { assembled } from './assembled.js';

/** Rows and columns of a micro-tile of a product, MR and NR of BLIS: its eight sums of four numbers stay in registers. */
export const MICRO_TILE_ROWS = 4;
export const MICRO_TILE_COLUMNS = 8;

/** Adam's own constants, as its authors give them (Kingma and Ba 2015, algorithm 1); `adam.wat` has the same. */
export const BETA_1 = 0.9;
export const BETA_2 = 0.999;

/**
 * What a training spends its time with, over 32-bit floats in one memory. Addresses and steps are bytes; a vector is four
 * floats and a pair two; counts are 1 or more unless it says otherwise. Nothing is checked but the end of the memory.
 * Each operation rounds by itself, in the order of the loops: to the bit what plain loops in JavaScript give.
 */
export interface Kernels {
  /** Of one page, until `memory.grow`. */
  readonly memory: WebAssembly.Memory;
  /** Copies `MICRO_TILE_COLUMNS` columns of a product's second matrix into a panel, [rows, MICRO_TILE_COLUMNS]. */
  readonly packPanel: (
    from: number,
    rowStep: number,
    columnStep: number,
    panel: number,
    rows: number,
  ) => void;
  /** The same where the columns stand side by side. */
  readonly packAdjacentPanel: (from: number, rowStep: number, panel: number, rows: number) => void;
  /**
   * c[row][column] = Σ a[row][term] · panel[term][column] for the columns of the panel and `MICRO_TILE_ROWS` rows a tile.
   * A sum begins at 0 and goes through its terms in order.
   */
  readonly multiplyPanel: (...product: PanelProduct) => void;
  /** The same, then adds a bias to each row: `MICRO_TILE_COLUMNS` floats at the address `bias`. */
  readonly multiplyPanelWithBias: (...product: [...PanelProduct, bias: number]) => void;
  /** For each row of each event, in order: to[event] += table[row]. The caller clears `to`. */
  readonly gather: (...sum: [...EventRows, to: number, toStep: number, vectors: number]) => void;
  /** The gradient of that table. For each row of each event, in order: table[row] += from[event]. */
  readonly scatter: (
    ...sum: [...EventRows, from: number, fromStep: number, vectors: number]
  ) => void;
  /** In place: x > 0 ? x : exp(x) − 1, in 64 bits between load and store. Numbers below −700 count as −700. */
  readonly elu: (values: number, pairs: number) => void;
  /** to = gradient · (min(output, 0) + 1): the gradient before an ELU, from that after it and from the ELU's output. */
  readonly eluBackward: (gradient: number, output: number, to: number, vectors: number) => void;
  /** The sum of each column, from the first row to the last. */
  readonly columnSums: (
    from: number,
    rowStep: number,
    rows: number,
    to: number,
    vectors: number,
  ) => void;
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
  /** In place: e to the power of 64-bit floats of 0 or less. Numbers below −700 count as −700. */
  readonly exponentials: (values: number, pairs: number) => void;
}

type PanelProduct = [
  a: number,
  aRowStep: number,
  aTermStep: number,
  panel: number,
  c: number,
  cRowStep: number,
  terms: number,
  tiles: number,
];

/**
 * Which rows of a table belong to which event: `rows` are 32-bit row numbers laid end to end, `ends` the index in them
 * behind each event's last one. There may be no events, and an event may have no rows.
 */
type EventRows = [rows: number, ends: number, events: number, table: number, rowStep: number];

/** Loads the kernels, each time with a memory of its own. */
export function loadKernels(): Kernels {
  modules ??= assembled.map((base64) => new WebAssembly.Module(Buffer.from(base64, 'base64')));
  const memory = new WebAssembly.Memory({ initial: 1 });
  const imports = { kernels: { memory } };
  const kernels = modules.map((module) => new WebAssembly.Instance(module, imports).exports);
  return Object.assign({ memory }, ...kernels);
}

let modules: readonly WebAssembly.Module[] | undefined;
