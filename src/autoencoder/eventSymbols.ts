import { EVENT_FIELDS, type EventDictionary } from './eventDictionary.js';
import { nearestChord } from './nearestChord.js';
import type { PackedRecording, RecordedEvents } from './recordedEvents.js';

/** What stands for a chord, distance or place that the dictionary does not hold, where it is asked for. */
export const UNKNOWN = -1;

/**
 * The symbols of every recording's events, 12 bytes an event.
 *
 * A chord that the dictionary does not hold is taken for the one that shares most pitches, any other value
 * for the nearest. The last event's distance is that of the event before it.
 *
 * @param options.exact takes no chord, distance or place for another: they are `UNKNOWN`. Durations,
 *   velocities and nudges are bins, so that the nearest is the right one
 * @returns for each recording [events, fields], fields in the order of `EVENT_FIELDS`
 */
export function toSymbols(
  { chords, recordings, barSteps }: RecordedEvents,
  { dictionary, exact = false }: { readonly dictionary: EventDictionary; readonly exact?: boolean },
): Int16Array[] {
  const chordSymbol = Int16Array.from(chordSymbols(chords, { dictionary, exact }));
  const stepsSymbol = (steps: number, field: 'distance' | 'place') => {
    const nearest = nearestValue(steps, dictionary[field]);
    return exact && dictionary[field][nearest] !== steps ? UNKNOWN : nearest;
  };
  return recordings.map((recording) => {
    const events = recording.chord.length;
    const rows = new Int16Array(events * EVENT_FIELDS.length);
    let distance = dictionary.distance.length - 1;
    for (let i = 0; i < events; i++) {
      if (i + 1 < events) distance = stepsSymbol(distanceAfter(recording, i), 'distance');
      const symbols = [
        chordSymbol[recording.chord[i] as number] as number,
        distance,
        nearestValue(recording.durationTicks[i] as number, dictionary.duration),
        nearestValue(recording.velocity[i] as number, dictionary.velocity),
        nearestValue(recording.nudgeTicks[i] as number, dictionary.nudge),
        stepsSymbol((recording.step[i] as number) % barSteps, 'place'),
      ];
      rows.set(symbols, i * EVENT_FIELDS.length);
    }
    return rows;
  });
}

function distanceAfter({ step }: PackedRecording, i: number): number {
  return (step[i + 1] as number) - (step[i] as number);
}

/** The symbol of each chord that was played. */
function chordSymbols(
  chords: RecordedEvents['chords'],
  { dictionary, exact }: { dictionary: EventDictionary; exact: boolean },
): number[] {
  const known = new Map(dictionary.chord.map((pitches, i) => [pitches.join(' '), i]));
  return chords.map((pitches) => {
    const symbol = known.get(pitches.join(' '));
    return symbol ?? (exact ? UNKNOWN : nearestChord(pitches, dictionary.chord));
  });
}

function nearestValue(value: number, values: readonly number[]): number {
  let nearest = 0;
  for (let i = 1; i < values.length; i++) {
    const closer = Math.abs((values[i] as number) - value);
    if (closer < Math.abs((values[nearest] as number) - value)) nearest = i;
  }
  return nearest;
}
