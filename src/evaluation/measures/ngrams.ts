import { chordKey } from '../../events/chordKey.js';
import type { MusicalEvent } from '../../events/events.js';

/** Music has something in common, with other music or with itself, where so many events in a row are the same. */
const RUN = 4;

/** Every run of four events as text: chords by their pitches, and the three inter-onset intervals between them. */
export function ngramsOf(events: readonly MusicalEvent[]): string[] {
  return Array.from({ length: Math.max(0, events.length - RUN + 1) }, (_, first) =>
    events
      .slice(first, first + RUN)
      .map(({ pitches, step }) => `${chordKey(pitches)} +${step - (events[first]?.step ?? 0)}`)
      .join(' | '),
  );
}
