import { type EventSymbols, toSymbols } from './eventSymbols.js';
import type { RecordedEvents } from './recordedEvents.js';
import type { Vocabulary } from './vocabulary.js';
import { layWindows, type Windows } from './windows.js';

/** Recordings as symbols of a vocabulary, with the windows over them. */
export interface WindowTable extends Windows, EventSymbols {
  /** For each event how many events of its recording stand before it. */
  readonly before: Uint32Array;
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
  return { ...symbols, ...windows, before };
}

/** Symbols of an event's pitches, rising. */
export function pitchesOf(
  { chords, chord }: Pick<WindowTable, 'chords' | 'chord'>,
  event: number,
): Int16Array {
  return chords[chord[event] as number] as Int16Array;
}
