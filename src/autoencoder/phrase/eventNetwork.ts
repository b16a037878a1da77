import { type Field, symbolCounts, type Vocabulary } from '../../events/vocabulary.js';
import { dense, elu, type Layer } from '../dense.js';
import type { Parameters } from '../parameters.js';
import {
  type EmbeddedField,
  type Head,
  HISTORY_FIELDS,
  headsOf,
  historyRows,
  LOOK_BACK,
  type PhraseSizes,
  rowsOfEmbedding,
  SUMS,
  sumOf,
} from './phraseShapes.js';

/** What of an event those after it remember, as symbols. */
export interface RememberedEvent {
  readonly pitches: ArrayLike<number>;
  readonly interOnset: number;
  /** Undefined where it stands as no recorded event does. */
  readonly metricalPosition: number | undefined;
}

/** Rows of the embedding: what has been drawn of an event. */
export type Context = readonly number[];

/**
 * The decoder's half of the network, event by event in plain arithmetic: what training does for a batch at once. Needs no
 * TensorFlow.
 */
export interface EventNetwork {
  readonly heads: readonly Head[];
  /** The embedding's row of a symbol. */
  readonly rowOf: (field: EmbeddedField | 'rank', symbol: number) => number;
  /** Logits of the metrical position of a window's first event, [symbols]. */
  readonly start: (latent: ArrayLike<number>) => Float32Array;
  /** What the latent plans for each event of a window: what it adds to the hidden layer, [hidden] each. */
  readonly plan: (latent: ArrayLike<number>) => Float32Array[];
  /**
   * An event that is to be drawn.
   *
   * @param planned what the latent plans for it
   * @param options.metricalPosition undefined where no recorded event stands
   * @param options.history the events before it, the last one last; no more than the last four count
   */
  readonly event: (
    planned: Float32Array,
    options: {
      readonly metricalPosition: number | undefined;
      readonly history: readonly RememberedEvent[];
    },
  ) => EventLogits;
}

/** A head's logits for an event, [symbols]; of `pitch` one more: that the chord ends. */
export type EventLogits = (head: Head, context: Context) => Float32Array;

export function openEventNetwork(
  weights: Parameters,
  {
    vocabulary,
    ...sizes
  }: Omit<PhraseSizes, 'symbols' | 'window'> & { readonly vocabulary: Vocabulary },
): EventNetwork {
  const { hidden, embedding: width } = sizes;
  const symbols: Record<Field, number> = symbolCounts(vocabulary);
  const heads = headsOf(symbols);
  const rows = rowsOfEmbedding(symbols);
  const array = (name: string) => weights[name] as Float32Array;
  const embedding = array('embedding');
  const history = historyTable(embedding, {
    kernel: array('historyKernel'),
    rows: historyRows(symbols),
    width,
  });
  const layer = (name: string) => ({ kernel: array(`${name}Kernel`), bias: array(`${name}Bias`) });
  const sumLayers = new Map(
    SUMS.map((_, sum) => [sum, columnsOf(layer('head'), { from: sum * width, width })]),
  );
  return {
    heads,
    rowOf: (field, symbol) => rows[field] + symbol,
    start: (latent) => dense(latent, layer('start')),
    plan: (latent) => {
      const window = elu(dense(elu(dense(latent, layer('plan'))), layer('window')));
      return Array.from({ length: window.length / sizes.plan }, (_, event) =>
        dense(window.subarray(event * sizes.plan, (event + 1) * sizes.plan), layer('state')),
      );
    },
    event: (planned, { metricalPosition, history: events }) => {
      const units = planned.slice();
      const remember = (row: number, back: number) =>
        addRow(units, history, (row * (1 + LOOK_BACK) + back) * hidden);
      if (metricalPosition !== undefined) remember(rows.metricalPosition + metricalPosition, 0);
      for (let back = 1; back <= Math.min(LOOK_BACK, events.length); back++) {
        const event = events[events.length - back] as RememberedEvent;
        for (let i = 0; i < event.pitches.length; i++) {
          remember(rows.pitch + (event.pitches[i] as number), back);
        }
        for (const field of HISTORY_FIELDS.slice(1) as ('interOnset' | 'metricalPosition')[]) {
          const symbol = event[field];
          if (symbol !== undefined && symbol >= 0) remember(rows[field] + symbol, back);
        }
      }
      elu(units);
      // A chord asks the same head for each of its notes, and some events are asked for their chord only.
      const sums = new Map<number, Float32Array>();
      return (head, context) => {
        const which = sumOf(head);
        const sum = sums.get(which) ?? dense(units, sumLayers.get(which) as Layer);
        sums.set(which, sum);
        const own = sum.slice();
        for (const row of context) addRow(own, embedding, row * width);
        return dense(elu(own), layer(head));
      };
    },
  };
}

/** Every symbol that a history may hold, so many events back: [rows × (1 + look back), hidden]. */
function historyTable(
  embedding: Float32Array,
  { kernel, rows, width }: { kernel: Float32Array; rows: number; width: number },
): Float32Array {
  const columns = kernel.length / width;
  const table = new Float32Array(rows * columns);
  const bias = new Float32Array(columns);
  for (let row = 0; row < rows; row++) {
    const symbol = embedding.subarray(row * width, (row + 1) * width);
    table.set(dense(symbol, { kernel, bias }), row * columns);
  }
  return table;
}

/** Some columns of a dense layer. */
function columnsOf(
  { kernel, bias }: Layer,
  { from, width }: { from: number; width: number },
): Layer {
  const columns = bias.length;
  const rows = kernel.length / columns;
  const part = new Float32Array(rows * width);
  for (let row = 0; row < rows; row++) {
    const start = row * columns + from;
    part.set(kernel.subarray(start, start + width), row * width);
  }
  return { kernel: part, bias: bias.subarray(from, from + width) };
}

function addRow(sum: Float32Array, table: Float32Array, from: number): void {
  for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) + (table[from + i] as number);
}
