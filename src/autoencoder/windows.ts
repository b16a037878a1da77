import { type TimeSignature, ticksPerBar } from '../music/time.js';
import { type EventDictionary, type EventSymbols, eventsToSymbols } from './eventDictionary.js';
import { type MusicalEvent, STEP_TICKS } from './events.js';

/** A training example: consecutive events as symbols. */
export type EventWindow = readonly EventSymbols[];

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
  return slideOver(eventsToSymbols(events, { dictionary, barSteps }), size);
}

/** Every run of `size` items, one starting at each that has enough after it; fewer items are repeated to fill one. */
export function slideOver<Item>(items: readonly Item[], size: number): Item[][] {
  const count = Math.max(1, items.length - size + 1);
  return Array.from({ length: count }, (_, first) =>
    Array.from({ length: size }, (_, i) => items[(first + i) % items.length] as Item),
  );
}
