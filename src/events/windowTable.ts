import { type EventSymbols, toSymbols } from './eventSymbols.js';
import { type HeldTable, tableHeld } from './heldTable.js';
import type { RecordedEvents } from './recordedEvents.js';
import type { Vocabulary } from './vocabulary.js';
import { layWindows, type Windows } from './windows.js';

/** Recordings as symbols of a vocabulary that may not hold all of their values, with the windows over them. */
export interface ExactWindowTable extends Windows, EventSymbols {
  /** For each event how many events of its recording stand before it. */
  readonly before: Uint32Array;
  /** Of each metrical position, by symbol, the events that stand there. */
  readonly atPosition: readonly (readonly number[])[];
}

/** Recordings as the nearest symbols of a vocabulary, and which keys are down. */
export interface WindowTable extends ExactWindowTable {
  readonly held: HeldTable;
}

interface TableOptions {
  readonly vocabulary: Vocabulary;
  readonly size: number;
}

/**
 * @param options as for `toSymbols`
 * @returns without the keys that are down where it is `exact`: those of unknown pitches would be one key
 */
export function tableWindows(
  recorded: RecordedEvents,
  options: TableOptions & { readonly exact: true },
): ExactWindowTable;
export function tableWindows(
  recorded: RecordedEvents,
  options: TableOptions & { readonly exact?: false },
): WindowTable;
export function tableWindows(
  recorded: RecordedEvents,
  options: TableOptions & { readonly exact?: boolean },
): ExactWindowTable {
  const { size, exact = false } = options;
  const symbols = toSymbols(recorded, { ...options, fewest: size });
  const windows = layWindows(recorded, size);
  const before = new Uint32Array(symbols.chord.length);
  for (const { first, windows: count } of windows.recordings) {
    for (let i = 0; i < count + size - 1; i++) before[first + i] = i;
  }
  const atPosition = options.vocabulary.metricalPosition.map((): number[] => []);
  for (const [event, position] of symbols.metricalPosition.entries()) {
    atPosition[position]?.push(event);
  }
  const table = { ...symbols, ...windows, before, atPosition };
  return exact ? table : withHeld(table, options.vocabulary);
}

function withHeld(table: ExactWindowTable, vocabulary: Vocabulary): WindowTable {
  let held: HeldTable | undefined;
  return {
    ...table,
    // To follow the keys takes longer than all the rest, and an encoding alone does not ask for them.
    get held() {
      held ??= tableHeld({ vocabulary, symbols: table, windows: table });
      return held;
    },
  };
}

/** Symbols of an event's pitches, rising. */
export function pitchesOf(
  { chords, chord }: Pick<EventSymbols, 'chords' | 'chord'>,
  event: number,
): Int16Array {
  return chords[chord[event] as number] as Int16Array;
}
