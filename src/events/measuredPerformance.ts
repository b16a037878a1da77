import type { Note } from '../music/note.js';
import type { Performance } from '../music/phrase.js';
import { tempoClock } from '../music/tempo.js';
import { type MusicalEvent, performanceToEvents, STEP_TICKS } from './events.js';

/** A performance as it is measured: its notes, the same as events on the grid, and what its own tempo map makes of both. */
export interface MeasuredPerformance {
  readonly performance: Performance;
  readonly events: readonly MusicalEvent[];
  /** Seconds from its start, for ticks from its start. */
  readonly secondsAt: (ticks: number) => number;
}

/** A recording or a drawn phrase, made ready to be measured. */
export function toMeasuredPerformance(performance: Performance): MeasuredPerformance {
  const { secondsAt } = tempoClock(performance.tempoChanges);
  return { performance, events: performanceToEvents(performance), secondsAt };
}

/** When an event was played, ticks: its place on the grid and what the hand did around it. */
export function onsetTicks({ step, microtimingTicks }: MusicalEvent): number {
  return step * STEP_TICKS + microtimingTicks;
}

/** From each event's onset to the next one's, in whatever `place` counts; one fewer than there are events. */
export function interOnsetIntervals(
  events: readonly MusicalEvent[],
  place: (event: MusicalEvent) => number,
): number[] {
  return events.slice(1).map((event, i) => place(event) - place(events[i] as MusicalEvent));
}

/**
 * Inter-onset intervals as they were played, in seconds of the performance's own tempo map; above
 * `CHORD_SPREAD_SECONDS`, for nearer onsets are one event.
 */
export function intervalSeconds({ events, secondsAt }: MeasuredPerformance): number[] {
  return interOnsetIntervals(events, (event) => secondsAt(onsetTicks(event)));
}

/** How long a note is held, in seconds of the performance's own tempo map; above 0. */
export function durationSeconds(
  { startTicks, durationTicks }: Note,
  { secondsAt }: Pick<MeasuredPerformance, 'secondsAt'>,
): number {
  return secondsAt(startTicks + durationTicks) - secondsAt(startTicks);
}
