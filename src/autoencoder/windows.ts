import type { Random } from '../random.js';
import { EVENT_FIELDS, type EventDictionary } from './eventDictionary.js';
import { toSymbols } from './eventSymbols.js';
import type { RecordedEvents } from './recordedEvents.js';

/**
 * Recordings as rows of symbols, laid end to end, and the windows of consecutive events over them. A window is
 * the number of its first event: none is ever copied out before it is needed. 12 bytes an event.
 */
export interface WindowTable {
  /** Events in a window. */
  readonly size: number;
  /** [events, fields], in the order of `EVENT_FIELDS`. */
  readonly symbols: Int16Array;
  /** For each recording its first window, how many there are from there on, 1 or more, and its share. */
  readonly recordings: readonly {
    readonly first: number;
    readonly windows: number;
    readonly share: number;
  }[];
}

/**
 * Every window of `size` consecutive events of every recording; one that has fewer events is repeated to fill a
 * window.
 *
 * @param options.exact as for `toSymbols`
 */
export function tableWindows(
  recorded: RecordedEvents,
  options: {
    readonly dictionary: EventDictionary;
    readonly size: number;
    readonly exact?: boolean;
  },
): WindowTable {
  const { size } = options;
  const fields = EVENT_FIELDS.length;
  const rows = toSymbols(recorded, options);
  const lengths = recorded.recordings.map(({ step }) => Math.max(size, step.length));
  const events = lengths.reduce((sum, length) => sum + length, 0);
  const symbols = new Int16Array(events * fields);
  let first = 0;
  const recordings = recorded.recordings.map(({ step, share }, r) => {
    const length = lengths[r] as number;
    for (let from = 0; from < length; from += step.length) {
      const part = (rows[r] as Int16Array).subarray(0, (length - from) * fields);
      symbols.set(part, (first + from) * fields);
    }
    const own = { first, windows: length - size + 1, share };
    first += length;
    return own;
  });
  return { size, symbols, recordings };
}

/** How many windows there are. */
export function countWindows({ recordings }: WindowTable): number {
  return recordings.reduce((sum, { windows }) => sum + windows, 0);
}

/** Symbol of a field, an event of a window and a window. */
export function symbolAt(
  { symbols }: WindowTable,
  { window, position, field }: { window: number; position: number; field: number },
): number {
  return symbols[(window + position) * EVENT_FIELDS.length + field] as number;
}

/**
 * Windows drawn by their recordings' shares, evenly spread over each recording (systematic sampling): where
 * shares are as the numbers of windows and `count` is their sum, every window comes once.
 *
 * @returns in order of recordings and events
 */
export function drawWindows(
  { recordings }: Pick<WindowTable, 'recordings'>,
  { count, random }: { count: number; random: Random },
): number[] {
  const drawn: number[] = [];
  const offset = random();
  let before = 0;
  for (const { first, windows, share } of recordings) {
    const width = share * count;
    // The draws that fall on this recording are the whole numbers k with before ≤ k + offset < before + width.
    for (let k = Math.ceil(before - offset); k + offset < before + width && k < count; k++) {
      const within = Math.floor(((k + offset - before) / width) * windows);
      drawn.push(first + Math.min(windows - 1, within));
    }
    before += width;
  }
  return drawn;
}

/** Windows evenly spread over all there are: all of them where they are not more than `most`. */
export function spreadWindows(table: WindowTable, most: number): number[] {
  const all = countWindows(table);
  const recordings = table.recordings.map((each) => ({ ...each, share: each.windows / all }));
  return drawWindows({ recordings }, { count: Math.min(most, all), random: () => 0.5 });
}
