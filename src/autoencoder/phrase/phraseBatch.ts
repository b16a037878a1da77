import { EVENT_FIELDS } from '../../events/vocabulary.js';
import { pitchesOf, type WindowTable } from '../../events/windowTable.js';
import type { Random } from '../../random.js';
import { openRowLists, type RowLists } from '../rowLists.js';
import { type HeadBatch, toHeadBatch } from './headBatch.js';
import { headsOf, LOOK_BACK, type PhraseSizes, rowsOfEmbedding } from './phraseShapes.js';

/** B windows of W events, as rows of the tables that the network looks them up in. */
export interface PhraseBatch {
  readonly windows: number;
  /** [B × W] rows of the embedding: what the encoder sees of an event. */
  readonly events: RowLists;
  /** [B × W] rows of the history table: where an event stands, and which events came before it. */
  readonly history: RowLists;
  /** [B] metrical position of the first event. */
  readonly starts: Int32Array;
  /** One for each of `headsOf`. */
  readonly heads: readonly HeadBatch[];
}

/** What of a history is forgotten, so that the latent has something to say. */
export interface Forgetting {
  readonly random: Random;
  /** Share of events that are not remembered by those after them (word dropout, Bowman et al. 2016). */
  readonly dropped: number;
  /** Share of windows that remember nothing from before their first event. */
  readonly cut: number;
  /** Share of questions that a head answers by what has been drawn of the event alone, so that its fields fit together. */
  readonly alone: number;
}

/** Windows in the layout that `PhraseBatch` describes. */
export function toBatch(
  table: WindowTable,
  options: {
    readonly windows: readonly number[];
    readonly sizes: PhraseSizes;
    readonly forgetting: Forgetting;
  },
): PhraseBatch {
  const { windows, sizes, forgetting } = options;
  const { random, alone } = forgetting;
  return {
    windows: windows.length,
    events: eventLists(table, options),
    history: historyLists(table, options),
    starts: Int32Array.from(windows, (window) => table.metricalPosition[window] as number),
    heads: headsOf(sizes.symbols).map((head) =>
      toHeadBatch(head, { table, windows, sizes, random, alone }),
    ),
  };
}

/** [B × W] rows of the embedding: what the encoder sees of an event. A value that was not learned is no row. */
export function eventLists(
  table: WindowTable,
  { windows, sizes }: { readonly windows: readonly number[]; readonly sizes: PhraseSizes },
): RowLists {
  const rowOf = rowsOfEmbedding(sizes.symbols);
  const fields = (['metricalPosition', ...EVENT_FIELDS] as const).map((field) => ({
    first: rowOf[field],
    symbols: table[field],
  }));
  const lists = openRowLists();
  for (const window of windows) {
    for (let event = window; event < window + sizes.window; event++) {
      const pitches = pitchesOf(table, event);
      for (let note = 0; note < pitches.length; note++) {
        lists.add(rowOf.pitch + (pitches[note] as number));
      }
      for (const { first, symbols } of fields) {
        const symbol = symbols[event] as number;
        if (symbol >= 0) lists.add(first + symbol);
      }
      lists.end();
    }
  }
  return lists.build();
}

/**
 * The history table has a row for each symbol and each number of events that lie between: symbol × (1 + look back) + how
 * far back. Of the event itself only its metrical position is known.
 */
function historyLists(
  table: WindowTable,
  {
    windows,
    sizes,
    forgetting: { random, dropped, cut },
  }: { windows: readonly number[]; sizes: PhraseSizes; forgetting: Forgetting },
): RowLists {
  const lists = openRowLists();
  const rowOf = rowsOfEmbedding(sizes.symbols);
  const { interOnset, metricalPosition } = table;
  const add = (first: number, symbol: number, back: number) => {
    if (symbol >= 0) lists.add((first + symbol) * (1 + LOOK_BACK) + back);
  };
  const remembered = new Uint8Array(LOOK_BACK + sizes.window);
  for (const window of windows) {
    const isCut = random() < cut;
    const before = isCut ? 0 : Math.min(LOOK_BACK, table.before[window] as number);
    for (let i = 0; i < remembered.length; i++) {
      remembered[i] = Number(i >= LOOK_BACK - before && random() >= dropped);
    }
    for (let i = 0; i < sizes.window; i++) {
      add(rowOf.metricalPosition, metricalPosition[window + i] as number, 0);
      for (let back = 1; back <= LOOK_BACK; back++) {
        if (remembered[LOOK_BACK + i - back] === 0) continue;
        const event = window + i - back;
        const pitches = pitchesOf(table, event);
        for (let note = 0; note < pitches.length; note++) {
          add(rowOf.pitch, pitches[note] as number, back);
        }
        add(rowOf.interOnset, interOnset[event] as number, back);
        add(rowOf.metricalPosition, metricalPosition[event] as number, back);
      }
      lists.end();
    }
  }
  return lists.build();
}
