import { type EventSymbols, nearest } from './eventSymbols.js';
import { STEP_TICKS } from './events.js';
import { type HeldKeys, heldAfter, lastStruck } from './heldKeys.js';
import { durationRatio, type Vocabulary } from './vocabulary.js';
import type { Windows } from './windows.js';

/** The keys that are down when each event comes, laid end to end; of an event the key struck last comes first. */
export interface HeldTable {
  /** Where each event's keys begin in the lists; one more says where the last event's end. */
  readonly starts: Uint32Array;
  /** Symbol of a key's pitch. */
  readonly pitch: Int16Array;
  /** Symbol of a key's release, as `releaseSymbols` gives it. */
  readonly release: Int16Array;
}

/**
 * Follows the keys of every recording, in the time and the durations that the symbols stand for: what is decoded is made of these.
 *
 * @param options.symbols of the recordings
 * @param options.windows over them
 */
export function tableHeld(options: {
  vocabulary: Vocabulary;
  symbols: EventSymbols;
  windows: Windows;
}): HeldTable {
  const { vocabulary, symbols, windows } = options;
  const releaseOf = releaseSymbols(vocabulary);
  const ratios = vocabulary.noteDuration.map(durationRatio);
  const starts = new Uint32Array(symbols.chord.length + 1);
  const [pitch, release]: [number[], number[]] = [[], []];
  for (const { first, windows: count } of windows.recordings) {
    let held: HeldKeys = new Map();
    for (let i = 0; i < count + windows.size - 1; i++) {
      const event = first + i;
      for (const [symbol, ticks] of lastStruck(held)) {
        pitch.push(symbol);
        release.push(releaseOf(ticks));
      }
      starts[event + 1] = pitch.length;
      held = heldAfter(held, strikeOf(event, { vocabulary, symbols, ratios }));
    }
  }
  return { starts, pitch: Int16Array.from(pitch), release: Int16Array.from(release) };
}

/** What an event does to the keys. */
function strikeOf(
  event: number,
  options: { vocabulary: Vocabulary; symbols: EventSymbols; ratios: readonly number[] },
): Parameters<typeof heldAfter>[1] {
  const { vocabulary, symbols, ratios } = options;
  const chord = symbols.chords[symbols.chord[event] as number] as Int16Array;
  const first = symbols.firstNote[event] as number;
  // A single note is as long as its event.
  const ofNotes =
    chord.length > 1 ? symbols.noteDuration.subarray(first, first + chord.length) : [];
  return {
    chord,
    event: {
      durationTicks: vocabulary.duration[symbols.duration[event] as number] as number,
      noteDuration: Array.from(ofNotes, (symbol) => ratios[symbol] as number),
    },
    ticks: (vocabulary.interOnset[symbols.interOnset[event] as number] ?? 0) * STEP_TICKS,
  };
}

/** Keys of a table as `heldAfter` gives them, as near as their symbols tell: one that is let go soon may have 0 ticks left. */
export function heldAt(
  { starts, pitch, release }: HeldTable,
  { event, vocabulary }: { event: number; vocabulary: Pick<Vocabulary, 'interOnset'> },
): HeldKeys {
  const keys: [number, number][] = [];
  for (let key = starts[event] as number; key < (starts[event + 1] as number); key++) {
    const steps = vocabulary.interOnset[release[key] as number] as number;
    keys.unshift([pitch[key] as number, steps * STEP_TICKS]);
  }
  return new Map(keys);
}

/** How soon a key is let go, as the symbol of the inter-onset interval that comes nearest: ticks → symbol. */
export function releaseSymbols({
  interOnset,
}: Pick<Vocabulary, 'interOnset'>): (ticks: number) => number {
  const known = new Map<number, number>();
  return (ticks) => {
    const steps = Math.round(ticks / STEP_TICKS);
    const symbol = known.get(steps) ?? nearest(steps, interOnset);
    known.set(steps, symbol);
    return symbol;
  };
}
