import { type TimeSignature, ticksPerBar } from '../music/time.js';
import { type EventDictionary, type EventSymbols, eventsToSymbols } from './eventDictionary.js';
import { type MusicalEvent, STEP_TICKS } from './events.js';

/** A training example: consecutive events as symbols, and where in the bar the first one stands. */
export interface EventWindow {
  readonly symbols: readonly EventSymbols[];
  /** Grid steps from the bar line to the first event, 0 to steps a bar − 1. */
  readonly phase: number;
}

/** Grid steps in a bar; 48 in 4/4. */
export function stepsPerBar(timeSignature: TimeSignature): number {
  return Math.max(1, Math.round(ticksPerBar(timeSignature) / STEP_TICKS));
}

/**
 * Every window of `size` consecutive events of a recording, one starting at each event that has
 * enough after it. A recording shorter than one window is repeated until it fills one.
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
  const count = Math.max(1, events.length - size + 1);
  return Array.from({ length: count }, (_, first) => ({
    symbols: Array.from(
      { length: size },
      (_, i) => symbols[(first + i) % symbols.length] as EventSymbols,
    ),
    phase: (events[first] as MusicalEvent).step % barSteps,
  }));
}
