import { type TimeSignature, ticksPerBar } from '../music/time.js';
import { type EventDictionary, type EventSymbols, eventsToSymbols } from './eventDictionary.js';
import { type MusicalEvent, STEP_TICKS } from './events.js';

/** A training example: consecutive events as symbols, and where in the bar the first one stands. */
export interface EventWindow {
  readonly symbols: readonly EventSymbols[];
  /** Grid steps from the bar line to the first event, 0 to steps a bar − 1. */
  readonly phase: number;
}

/** Grid steps in a bar that fits the grid, as `commonTiming` gives it; 48 in 4/4. */
export function stepsPerBar(timeSignature: TimeSignature): number {
  return ticksPerBar(timeSignature) / STEP_TICKS;
}

/**
 * Every window of `size` consecutive events of a recording.
 *
 * @param events at least one, as `performanceToEvents` gives them
 */
export function eventsToWindows(
  events: readonly MusicalEvent[],
  options: { dictionary: EventDictionary; size: number; timeSignature: TimeSignature },
): EventWindow[] {
  const { dictionary, size, timeSignature } = options;
  const barSteps = stepsPerBar(timeSignature);
  const symbols = eventsToSymbols(events, dictionary);
  return slideOver(symbols, size).map((window, first) => ({
    symbols: window,
    phase: (events[first] as MusicalEvent).step % barSteps,
  }));
}

/** Every run of `size` items, one starting at each that has enough after it; fewer items are repeated to fill one. */
export function slideOver<Item>(items: readonly Item[], size: number): Item[][] {
  const count = Math.max(1, items.length - size + 1);
  return Array.from({ length: count }, (_, first) =>
    Array.from({ length: size }, (_, i) => items[(first + i) % items.length] as Item),
  );
}
