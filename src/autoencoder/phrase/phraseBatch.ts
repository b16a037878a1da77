import { pitchesOf, type WindowTable } from '../../events/windowTable.js';
import type { Random } from '../../math/random.js';
import type { RowLists } from '../rowLists.js';
import { type EventRows, eventLists } from './eventRows.js';
import { type HeadBatch, toHeadBatch } from './headBatch.js';
import {
  HELD_SLOT,
  HISTORY_FIELDS,
  HISTORY_SLOTS,
  headsOf,
  LOOK_BACK,
  type PhraseSizes,
} from './phraseShapes.js';

/** B windows of W events, as rows of the tables that the network looks them up in. */
export interface PhraseBatch {
  readonly windows: number;
  /** [B × W] rows of the embedding: what the encoder sees of an event. */
  readonly events: RowLists;
  /**
   * For each slot of the history [B × W] rows of the embedding: the metrical position, what is remembered of the event that lies one to
   * `LOOK_BACK` events back, and the keys that are down, or that they are not known.
   */
  readonly history: readonly RowLists[];
  /** [B × W] 1 where an event is not told what the latent plans for it. */
  readonly unplanned: Uint8Array;
  /** [B] metrical position of the first event. */
  readonly starts: Int32Array;
  /** One for each of `headsOf`. */
  readonly heads: readonly HeadBatch[];
}

/** What is forgotten of a history, so that the latent has something to say, and of what the latent says, so that the history has. */
export interface Forgetting {
  readonly random: Random;
  /** Share of events that are not remembered by those after them (word dropout, Bowman et al. 2016). */
  readonly dropped: number;
  /**
   * Share of the remembered events in whose place the history holds one that stands at the same metrical position
   * somewhere in the recordings (unigram noising, Xie et al. 2017): what has been drawn is not always as it was
   * recorded. The keys that are down stay as they were recorded.
   */
  readonly replaced: number;
  /** Share of windows that remember nothing from before their first event, and do not know which keys are down. */
  readonly cut: number;
  /**
   * Share of events that the latent does not plan, and of whose history the last event, the last two or all are left (back-off):
   * what may follow an event in any recording.
   */
  readonly unplanned: number;
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
  const depths = drawDepths(windows.length * sizes.window, forgetting);
  return {
    windows: windows.length,
    events: eventLists(rows, { windows, size: sizes.window }),
    history: historyLists(table, { ...options, depths }),
    unplanned: depths.map((depth) => Number(depth !== PLANNED)),
    starts: Int32Array.from(windows, (window) => table.metricalPosition[window] as number),
    heads: headsOf(sizes.symbols).map((head) =>
      toHeadBatch(head, { table, rows, windows, sizes, random, alone }),
    ),
  };
}

/** Of an event that the latent plans; it looks back on no more than the others. */
const PLANNED = 255;

/** How many events back the history of one reaches that the latent does not plan. */
const BACK_OFF = [1, 2, LOOK_BACK] as const;

/** For each event how many others its history may hold. */
function drawDepths(events: number, { random, unplanned }: Forgetting): Uint8Array {
  const depths = new Uint8Array(events).fill(PLANNED);
  if (unplanned === 0) return depths;
  for (let event = 0; event < events; event++) {
    if (random() >= unplanned) continue;
    depths[event] = BACK_OFF[Math.floor(random() * BACK_OFF.length)] as number;
  }
  return depths;
}

/** Fields that a history holds beside the pitches: metrical position and inter-onset interval. */
const OTHER_FIELDS = HISTORY_FIELDS.length - 1;

function historyLists(
  table: WindowTable,
  {
    rows: { rows, starts, held },
    windows,
    sizes,
    forgetting,
    depths,
  }: {
    rows: EventRows;
    windows: readonly number[];
    sizes: PhraseSizes;
    forgetting: Forgetting;
    depths: Uint8Array;
  },
): RowLists[] {
  const { random, cut } = forgetting;
  const lists = Array.from({ length: HISTORY_SLOTS }, (_, slot) => ({
    rows: slot === HELD_SLOT ? held : rows,
    starts: new Int32Array(windows.length * sizes.window),
    ends: new Int32Array(windows.length * sizes.window),
  }));
  const [own, ...backs] = lists.slice(0, HELD_SLOT) as [RowLists, ...RowLists[]];
  const keys = lists[HELD_SLOT] as RowLists;
  for (const [w, window] of windows.entries()) {
    const isCut = random() < cut;
    const before = isCut ? 0 : Math.min(LOOK_BACK, table.before[window] as number);
    const remembered = Array.from({ length: LOOK_BACK + sizes.window }, (_, i) =>
      i < LOOK_BACK - before ? undefined : noisedEvent(table, window - LOOK_BACK + i, forgetting),
    );
    for (let i = 0; i < sizes.window; i++) {
      const at = w * sizes.window + i;
      const event = window + i;
      own.starts[at] = starts[event] as number;
      own.ends[at] = (starts[event] as number) + 1;
      for (const [b, list] of backs.entries()) {
        const past = remembered[LOOK_BACK + i - (b + 1)];
        if (past === undefined || b >= (depths[at] as number)) continue;
        list.starts[at] = starts[past] as number;
        list.ends[at] = (starts[past] as number) + OTHER_FIELDS + pitchesOf(table, past).length;
      }
      keys.starts[at] = isCut ? held.length - 1 : 2 * (table.held.starts[event] as number);
      keys.ends[at] = isCut ? held.length : 2 * (table.held.starts[event + 1] as number);
    }
  }
  return lists;
}

/** The event that the history holds in place of this one; undefined where it is dropped. */
function noisedEvent(
  { metricalPosition, atPosition }: WindowTable,
  event: number,
  { random, dropped, replaced }: Forgetting,
): number | undefined {
  if (random() < dropped) return undefined;
  if (replaced === 0 || random() >= replaced) return event;
  const alike = atPosition[metricalPosition[event] as number] as readonly number[];
  return alike[Math.floor(random() * alike.length)];
}
