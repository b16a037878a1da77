import { type HeldKeys, lastStruck } from '../../events/heldKeys.js';
import { releaseSymbols } from '../../events/heldTable.js';
import { symbolCounts, type Vocabulary } from '../../events/vocabulary.js';
import type { Matrix } from '../matrices.js';
import type { Parameters } from '../parameters.js';
import { type HeadLayer, openEventMemory, type Sum } from './eventMemory.js';
import {
  type EmbeddedField,
  HELD_SLOT,
  type Head,
  HISTORY_SLOTS,
  headsOf,
  LOOK_BACK,
  type PhraseSizes,
  rowsOfEmbedding,
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
  /** The same of an event that no latent plans, [hidden]: the events before it alone say what comes. */
  readonly unplanned: Float32Array;
  /**
   * An event that is to be drawn.
   *
   * @param planned what the latent plans for it
   * @param options.metricalPosition undefined where no recorded event stands
   * @param options.history the events before it, the last one last; no more than the last four count
   * @param options.held keys that are down
   */
  readonly event: (planned: Float32Array, options: AskedEvent) => EventLogits;
}

/** Where an event stands. */
interface AskedEvent {
  readonly metricalPosition: number | undefined;
  readonly history: readonly RememberedEvent[];
  /** Keys that are down; left out where they are not known. */
  readonly held?: HeldKeys;
}

/**
 * A head's logits for an event, [symbols]; of `pitch` one more: that the chord ends. They may be written over, and hold until
 * that head is asked again, for this event or another.
 */
export type EventLogits = (head: Head, context: Context) => Float32Array;

/** Opens the network in a memory of its own, which is freed when nothing refers to the network. */
export function openEventNetwork(
  weights: Parameters,
  {
    vocabulary,
    ...shape
  }: Omit<PhraseSizes, 'symbols' | 'window'> & { readonly vocabulary: Vocabulary },
): EventNetwork {
  const sizes = { ...shape, symbols: symbolCounts(vocabulary) };
  const rows = rowsOfEmbedding(sizes.symbols);
  const releaseOf = releaseSymbols(vocabulary);
  const { memory, layers, tables, results, sums, heads } = openEventMemory(weights, sizes);
  const { latent, plan, window, planned, units, own, start } = results;

  /** Of which event the hidden layer stands in the memory, and which of its sums. */
  let current: object | undefined;
  let known: boolean[] = [];
  const remember = (symbol: number, slot: number) =>
    memory.addRow(tables.history, symbol * HISTORY_SLOTS + slot, units.row);
  const begin = (from: Float32Array, { metricalPosition, history, held }: AskedEvent): void => {
    units.values.set(from);
    if (metricalPosition !== undefined) remember(rows.metricalPosition + metricalPosition, 0);
    for (let back = 1; back <= Math.min(LOOK_BACK, history.length); back++) {
      const event = history[history.length - back] as RememberedEvent;
      const { pitches, interOnset, metricalPosition: position = -1 } = event;
      for (let i = 0; i < pitches.length; i++) remember(rows.pitch + (pitches[i] as number), back);
      if (interOnset >= 0) remember(rows.interOnset + interOnset, back);
      if (position >= 0) remember(rows.metricalPosition + position, back);
    }
    if (held === undefined) {
      remember(rows.heldUnknown, HELD_SLOT);
    } else {
      for (const [pitch, ticks] of lastStruck(held)) {
        remember(rows.pitch + pitch, HELD_SLOT);
        remember(rows.interOnset + releaseOf(ticks), HELD_SLOT);
      }
    }
    memory.elu(units.row);
    known = [];
  };
  return {
    heads: headsOf(sizes.symbols),
    rowOf: (field, symbol) => rows[field] + symbol,
    start: (values) => {
      latent.values.set(values);
      memory.multiplyRow(latent.row, layers.start, start.row);
      return start.values.slice();
    },
    plan: (values) => {
      latent.values.set(values);
      memory.multiplyRow(latent.row, layers.plan, plan.row);
      memory.multiplyRow(memory.elu(plan.row), layers.window, window.row);
      memory.elu(window.row);
      for (const [event, part] of planned.parts.entries()) {
        memory.multiplyRow(window.parts[event] as Matrix, layers.state, part);
      }
      const all = planned.values.slice();
      const { stride, columns } = planned.row;
      return planned.parts.map((_, event) =>
        all.subarray(event * stride, event * stride + columns),
      );
    },
    unplanned: weights.stateBias as Float32Array,
    event: (from, asked) => {
      const event = {};
      return (head, context) => {
        if (current !== event) {
          begin(from, asked);
          current = event;
        }
        const { sum, layer, logits } = heads.get(head) as HeadLayer;
        // A chord asks the same head for each of its notes, and some events are asked for their chord only.
        const { layer: sumLayer, result } = sums[sum] as Sum;
        if (!known[sum]) memory.multiplyRow(units.row, sumLayer, result.row);
        known[sum] = true;
        own.values.set(result.values);
        for (const symbol of context) memory.addRow(tables.embedding, symbol, own.row);
        memory.multiplyRow(memory.elu(own.row), layer, logits.row);
        return logits.values;
      };
    },
  };
}
