import { type EventSymbols, toSymbols } from './eventSymbols.js';
import { type HeldTable, tableHeld } from './heldTable.js';
import type { RecordedEvents } from './recordedEvents.js';
import type { Vocabulary } from './vocabulary.js';
import { layWindows, type Windows } from './windows.js';

/** Recordings as symbols of a vocabulary, with the windows over them. */
export interface WindowTable extends Windows, EventSymbols {
  /** For each event how many events of its recording stand before it. */
  readonly before: Uint32Array;
  /** Of each metrical position, by symbol, the events that stand there. */
  readonly atPosition: readonly (readonly number[])[];
  /** Means nothing where a table is `exact`: keys of unknown pitches would be one key. */
  readonly held: HeldTable;
}

/** @param options as for `toSymbols` */
export function tableWindows(
  recorded: RecordedEvents,
  options: { readonly vocabulary: Vocabulary; readonly size: number; readonly exact?: boolean },
): WindowTable {
  const { size } = options;
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
  let held: HeldTable | undefined;
  return {
    ...symbols,
    ...windows,
    before,
    atPosition,
    // To follow the keys takes longer than all the rest, and an encoding alone does not ask for them.
    get held() {
      held ??= tableHeld({ vocabulary: options.vocabulary, symbols, windows });
      return held;
    },
  };
}

/** Symbols of an event's pitches, rising. */
export function pitchesOf(
  { chords, chord }: Pick<WindowTable, 'chords' | 'chord'>,
  event: number,
): Int16Array {
  return chords[chord[event] as number] as Int16Array;
}
