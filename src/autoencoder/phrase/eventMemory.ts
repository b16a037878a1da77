import { type DenseLayer, type Matrices, type Matrix, openMatrices } from '../matrices.js';
import type { Parameters } from '../parameters.js';
import {
  type Head,
  HISTORY_SLOTS,
  headsOf,
  historyRows,
  type PhraseSizes,
  SUMS,
  sumOf,
} from './phraseShapes.js';

/** A row that a layer writes to, and its numbers where they stand. What is computed takes the place of what was before. */
export interface Result {
  readonly row: Matrix;
  readonly values: Float32Array;
}

/** What a head takes of the hidden layer: some columns of one layer. */
export interface Sum {
  readonly layer: DenseLayer;
  readonly result: Result;
}

/** A head's own layer, and which of the sums it takes. */
export interface HeadLayer {
  readonly sum: number;
  readonly layer: DenseLayer;
  readonly logits: Result;
}

/** The layers of a decoder, and room for what they give of one event: nothing is made while it plays. */
export interface EventMemory {
  readonly memory: Matrices;
  readonly layers: Readonly<Record<'start' | 'plan' | 'window' | 'state', DenseLayer>>;
  readonly tables: {
    readonly embedding: Matrix;
    /** What a symbol in each slot of the history adds to the hidden layer, [rows × slots, hidden]. */
    readonly history: Matrix;
  };
  readonly results: Readonly<Record<'latent' | 'plan' | 'units' | 'own' | 'start', Result>> & {
    /** All of a window's plan, a part an event. */
    readonly window: Result & { readonly parts: readonly Matrix[] };
    /** What that adds to the hidden layer, a row an event. */
    readonly planned: Result & { readonly parts: readonly Matrix[] };
  };
  readonly sums: readonly Sum[];
  readonly heads: ReadonlyMap<Head, HeadLayer>;
}

/** Puts a decoder's parameters into a memory of their own. */
export function openEventMemory(
  weights: Parameters,
  sizes: Omit<PhraseSizes, 'window'>,
): EventMemory {
  const { latent, hidden, embedding: width, symbols } = sizes;
  const memory = openMatrices();
  const put = (name: string, columns: number): Matrix => {
    const values = weights[name] as Float32Array;
    return memory.put(values, { rows: values.length / columns, columns });
  };
  const layerOf = (name: string): DenseLayer => {
    const outputs = (weights[`${name}Bias`] as Float32Array).length;
    return { kernel: put(`${name}Kernel`, outputs), bias: put(`${name}Bias`, outputs) };
  };
  const layers = {
    start: layerOf('start'),
    plan: layerOf('plan'),
    window: layerOf('window'),
    state: layerOf('state'),
  };
  const head = layerOf('head');
  const own = headsOf(symbols).map((each) => ({ head: each, layer: layerOf(each) }));
  const tables = {
    embedding: put('embedding', width),
    history: putHistory(memory, weights, sizes),
  };

  const rowOf = (columns: number, rows = 1): Matrix => memory.make({ rows, columns });
  const rows = {
    latent: rowOf(latent),
    plan: rowOf(layers.plan.bias.columns),
    window: rowOf(layers.window.bias.columns),
    units: rowOf(hidden),
    own: rowOf(width),
    start: rowOf(layers.start.bias.columns),
  };
  const events = rows.window.columns / sizes.plan;
  const planned = rowOf(hidden, events);
  const sumRows = SUMS.map(() => rowOf(width));
  const logits = own.map(({ layer }) => rowOf(layer.bias.columns));

  // All rows are made: the memory grows no more, and views of it stay.
  const resultOf = (row: Matrix): Result => ({
    row,
    values: memory.view(row).subarray(0, row.rows > 1 ? undefined : row.columns),
  });
  const everyEvent = Array.from({ length: events }, (_, event) => event);
  return {
    memory,
    layers,
    tables,
    results: {
      latent: resultOf(rows.latent),
      plan: resultOf(rows.plan),
      units: resultOf(rows.units),
      own: resultOf(rows.own),
      start: resultOf(rows.start),
      window: {
        ...resultOf(rows.window),
        parts: everyEvent.map((event) => columnsOf(rows.window, event, sizes.plan)),
      },
      planned: {
        ...resultOf(planned),
        parts: everyEvent.map((event) => rowAt(planned, event)),
      },
    },
    sums: sumRows.map((row, sum) => ({
      layer: { kernel: columnsOf(head.kernel, sum, width), bias: columnsOf(head.bias, sum, width) },
      result: resultOf(row),
    })),
    heads: new Map(
      own.map(({ head: each, layer }, i) => [
        each,
        { sum: sumOf(each), layer, logits: resultOf(logits[i] as Matrix) },
      ]),
    ),
  };
}

/** The product of every symbol that a history may hold with the kernel of each slot. */
function putHistory(
  memory: Matrices,
  weights: Parameters,
  { hidden, embedding: width, symbols }: Omit<PhraseSizes, 'window'>,
): Matrix {
  const rows = historyRows(symbols);
  const embedding = weights.embedding as Float32Array;
  const kernel = weights.historyKernel as Float32Array;
  const product = memory.multiply(
    memory.put(embedding.subarray(0, rows * width), { rows, columns: width }),
    memory.put(kernel, { rows: width, columns: HISTORY_SLOTS * hidden }),
  );
  return memory.reshape(product, hidden);
}

/** One of the groups of so many columns. What is computed beyond them, up to a whole panel, means nothing. */
function columnsOf(matrix: Matrix, group: number, columns: number): Matrix {
  return { ...matrix, address: matrix.address + 4 * group * columns, columns };
}

function rowAt(matrix: Matrix, row: number): Matrix {
  return { ...matrix, address: matrix.address + 4 * row * matrix.stride, rows: 1 };
}
