import { type MeasuredPerformance, onsetTicks } from '../../events/measuredPerformance.js';
import type { Note } from '../../music/note.js';

/**
 * Keys that sound at each onset, the struck ones among them: 1 for a bare melody. A key that ends where
 * the next begins does not count.
 *
 * @returns one number an event, 1 or more
 */
export function polyphonyAtOnsets({ performance, events }: MeasuredPerformance): number[] {
  let held: Note[] = [];
  let next = 0;
  return events.map((event) => {
    const onset = onsetTicks(event);
    const { notes } = performance;
    for (; next < notes.length && (notes[next] as Note).startTicks < onset; next++) {
      held.push(notes[next] as Note);
    }
    held = held.filter(({ startTicks, durationTicks }) => startTicks + durationTicks > onset);
    return new Set([...event.pitches, ...held.map(({ pitch }) => pitch)]).size;
  });
}
