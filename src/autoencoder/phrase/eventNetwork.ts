import { type Field, symbolCounts, type Vocabulary } from '../../events/vocabulary.js';
import { type DenseLayer, type Matrices, type Matrix, openMatrices } from '../matrices.js';
import type { Parameters } from '../parameters.js';
import {
  type EmbeddedField,
  type Head,
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
 * The decoder's half of the network, event by event: what training does for a batch at once. Needs no TensorFlow, and gives
 * the same bits on every machine.
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

/** Opens the network in a memory of its own, which is freed when nothing refers to the network. */
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
  const memory = openMatrices();
  const put = (name: string, columns: number): Matrix => {
    const values = weights[name] as Float32Array;
    return memory.put(values, { rows: values.length / columns, columns });
  };
  const layer = (name: string): DenseLayer => {
    const outputs = (weights[`${name}Bias`] as Float32Array).length;
    return { kernel: put(`${name}Kernel`, outputs), bias: put(`${name}Bias`, outputs) };
  };
  const layers = { start: layer('start'), plan: layer('plan'), window: layer('window') };
  const [state, head] = [layer('state'), layer('head')];
  const embedding = put('embedding', width);
  const history = historyTable(memory, {
    embedding: weights.embedding as Float32Array,
    kernel: put('historyKernel', (1 + LOOK_BACK) * hidden),
    rows: historyRows(symbols),
    width,
  });
  const sums = SUMS.map((_, sum) => columnsOf(head, { from: sum * width, columns: width }));
  const outputs = new Map(heads.map((each) => [each, { sum: sumOf(each), layer: layer(each) }]));

  // What is computed takes the place of what was computed before. When all rows are made, the memory grows no more.
  const row = (columns: number): Matrix => memory.make({ rows: 1, columns });
  const latentRow = row(sizes.latent);
  const planRow = row(layers.plan.bias.columns);
  const windowRow = row(layers.window.bias.columns);
  const [unitsRow, ownRow] = [row(hidden), row(width)];
  const all = [layers.start, ...[...outputs.values()].map((output) => output.layer)];
  const logitsRow = row(Math.max(...all.map(({ bias }) => bias.columns)));
  const [latents, units] = [memory.view(latentRow), memory.view(unitsRow)];
  const [own, logits] = [memory.view(ownRow), memory.view(logitsRow)];
  const logitsOf = (from: Matrix, each: DenseLayer): Float32Array => {
    const { columns, stride } = each.bias;
    memory.multiplyRow(from, each, { ...logitsRow, stride });
    return logits.slice(0, columns);
  };
  return {
    heads,
    rowOf: (field, symbol) => rows[field] + symbol,
    start: (latent) => {
      latents.set(latent);
      return logitsOf(latentRow, layers.start);
    },
    plan: (latent) => {
      latents.set(latent);
      memory.multiplyRow(latentRow, layers.plan, planRow);
      memory.multiplyRow(memory.elu(planRow), layers.window, windowRow);
      memory.elu(windowRow);
      return Array.from({ length: windowRow.columns / sizes.plan }, (_, event) => {
        const from = { from: event * sizes.plan, columns: sizes.plan };
        memory.multiplyRow(partOf(windowRow, from), state, unitsRow);
        return units.slice(0, hidden);
      });
    },
    event: (planned, { metricalPosition, history: events }) => {
      units.set(planned);
      const remember = (symbol: number, back: number) =>
        memory.addRow(history, symbol * (1 + LOOK_BACK) + back, unitsRow);
      if (metricalPosition !== undefined) remember(rows.metricalPosition + metricalPosition, 0);
      for (let back = 1; back <= Math.min(LOOK_BACK, events.length); back++) {
        const event = events[events.length - back] as RememberedEvent;
        const { pitches, interOnset, metricalPosition: position } = event;
        for (let i = 0; i < pitches.length; i++)
          remember(rows.pitch + (pitches[i] as number), back);
        if (interOnset >= 0) remember(rows.interOnset + interOnset, back);
        if (position !== undefined && position >= 0)
          remember(rows.metricalPosition + position, back);
      }
      memory.elu(unitsRow);
      // Another event may be begun before this one is done.
      const kept = units.slice();
      const known: Float32Array[] = [];
      // A chord asks the same head for each of its notes, and some events are asked for their chord only.
      const sumAt = (sum: number): Float32Array => {
        units.set(kept);
        memory.multiplyRow(unitsRow, sums[sum] as DenseLayer, ownRow);
        return own.slice();
      };
      return (asked, context) => {
        const { sum, layer: output } = outputs.get(asked) as Output;
        known[sum] ??= sumAt(sum);
        own.set(known[sum] as Float32Array);
        for (const symbol of context) memory.addRow(embedding, symbol, ownRow);
        return logitsOf(memory.elu(ownRow), output);
      };
    },
  };
}

/** What a head takes of the hidden layer, and its own layer. */
interface Output {
  readonly sum: number;
  readonly layer: DenseLayer;
}

/** Every symbol that a history may hold, so many events back: [rows × (1 + look back), hidden]. */
function historyTable(
  memory: Matrices,
  options: { embedding: Float32Array; kernel: Matrix; rows: number; width: number },
): Matrix {
  const { embedding, kernel, rows, width } = options;
  const symbols = memory.put(embedding.subarray(0, rows * width), { rows, columns: width });
  return memory.reshape(memory.multiply(symbols, kernel), kernel.columns / (1 + LOOK_BACK));
}

/** Some columns of a dense layer. What is computed beyond them, up to a whole panel, means nothing. */
function columnsOf(
  { kernel, bias }: DenseLayer,
  columns: { readonly from: number; readonly columns: number },
): DenseLayer {
  return { kernel: partOf(kernel, columns), bias: partOf(bias, columns) };
}

function partOf(
  matrix: Matrix,
  { from, columns }: { readonly from: number; readonly columns: number },
): Matrix {
  return { ...matrix, address: matrix.address + 4 * from, columns };
}
