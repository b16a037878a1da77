import { type MusicalEvent, performanceToEvents, STEP_TICKS } from '../autoencoder/events.js';
import type { Performance } from '../music/phrase.js';

/** Music as it is measured, whoever played it: its notes, and the same as events on the grid. */
export interface Piece {
  readonly performance: Performance;
  readonly events: readonly MusicalEvent[];
}

/** A recording or a drawn phrase, made ready to be measured. */
export function toPiece(performance: Performance): Piece {
  return { performance, events: performanceToEvents(performance) };
}

/** When an event was played, ticks: its place on the grid and what the hand did around it. */
export function onsetTicks({ step, nudgeTicks }: MusicalEvent): number {
  return step * STEP_TICKS + nudgeTicks;
}

/** From each event to the next, in whatever `place` counts; one fewer than there are events. */
export function distancesBetween(
  events: readonly MusicalEvent[],
  place: (event: MusicalEvent) => number,
): number[] {
  return events.slice(1).map((event, i) => place(event) - place(events[i] as MusicalEvent));
}
