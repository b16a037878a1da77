import { pitchesOf, type WindowTable } from '../../events/windowTable.js';
import type { Random } from '../../math/random.js';
import type { RowLists } from '../rowLists.js';
import { type EventRows, eventLists } from './eventRows.js';
import { type HeadBatch, toHeadBatch } from './headBatch.js';
import { HISTORY_FIELDS, headsOf, LOOK_BACK, type PhraseSizes } from './phraseShapes.js';

/** B windows of W events, as rows of the tables that the network looks them up in. */
export interface PhraseBatch {
  readonly windows: number;
  /** [B × W] rows of the embedding: what the encoder sees of an event. */
  readonly events: RowLists;
  /**
   * For each number of events back, 0 to `LOOK_BACK`, [B × W] rows of the embedding: what is remembered of the event
   * that lies so far back. Of the event itself that is its metrical position.
   */
  readonly history: readonly RowLists[];
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

/**
 * Windows in the layout that `PhraseBatch` describes.
 *
 * @param options.rows of the table, which holds no values that were not learned
 */
export function toBatch(
  table: WindowTable,
  options: {
    readonly rows: EventRows;
    readonly windows: readonly number[];
    readonly sizes: PhraseSizes;
    readonly forgetting: Forgetting;
  },
): PhraseBatch {
  const { rows, windows, sizes, forgetting } = options;
  const { random, alone } = forgetting;
  return {
    windows: windows.length,
    events: eventLists(rows, { windows, size: sizes.window }),
    history: historyLists(table, options),
    starts: Int32Array.from(windows, (window) => table.metricalPosition[window] as number),
    heads: headsOf(sizes.symbols).map((head) =>
      toHeadBatch(head, { table, rows, windows, sizes, random, alone }),
    ),
  };
}

/** Fields that a history holds beside the pitches: metrical position and inter-onset interval. */
const OTHER_FIELDS = HISTORY_FIELDS.length - 1;

function historyLists(
  table: WindowTable,
  {
    rows: { rows, starts },
    windows,
    sizes,
    forgetting: { random, dropped, cut },
  }: { rows: EventRows; windows: readonly number[]; sizes: PhraseSizes; forgetting: Forgetting },
): RowLists[] {
  const lists = Array.from({ length: 1 + LOOK_BACK }, () => ({
    rows,
    starts: new Int32Array(windows.length * sizes.window),
    ends: new Int32Array(windows.length * sizes.window),
  }));
  const remembered = new Uint8Array(LOOK_BACK + sizes.window);
  for (const [w, window] of windows.entries()) {
    const isCut = random() < cut;
    const before = isCut ? 0 : Math.min(LOOK_BACK, table.before[window] as number);
    for (let i = 0; i < remembered.length; i++) {
      remembered[i] = Number(i >= LOOK_BACK - before && random() >= dropped);
    }
    for (const [back, list] of lists.entries()) {
      for (let i = 0; i < sizes.window; i++) {
        if (back > 0 && remembered[LOOK_BACK + i - back] === 0) continue;
        const event = window + i - back;
        const known = back === 0 ? 1 : OTHER_FIELDS + pitchesOf(table, event).length;
        const at = w * sizes.window + i;
        list.starts[at] = starts[event] as number;
        list.ends[at] = (starts[event] as number) + known;
      }
    }
  }
  return lists;
}
