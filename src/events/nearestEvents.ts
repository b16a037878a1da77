import { chordKey } from './chordKey.js';
import type { MusicalEvent } from './events.js';
import { type MeasuredPerformance, onsetTicks } from './measuredPerformance.js';
import { nearestChord } from './nearestChord.js';
import { indexRecordings, type RecordedPlace, type TracedRun, traceRuns } from './traceRuns.js';

/** Where the recordings hold what is nearest to an event that was played. */
export interface NearestEvent {
  /** Name of the recording. */
  readonly recording: string;
  /** Index of the event in it, from 0. */
  readonly event: number;
  readonly startTicks: number;
  /** From the start of the recording's first bar, by its own tempo map. */
  readonly seconds: number;
  /**
   * Events of the longest run around this one that stand there to the note, in a row; 0 where no recording holds its
   * chord and the one that shares most pitches is given.
   */
  readonly runLength: number;
}

/**
 * For every played event the nearest one of the recordings: its place in the longest run that both have in common.
 *
 * @param recordings at least one, each with at least one event
 * @returns one for each event
 */
export function nearestEvents(
  played: readonly MusicalEvent[],
  recordings: readonly MeasuredPerformance[],
): NearestEvent[] {
  const recorded = recordings.map(({ events }) => events);
  const runs = wholeRuns(traceRuns(played, indexRecordings(recorded)));
  const { chords, places } = firstPlaces(recorded);
  return played.map(({ pitches }, i) => {
    const run = runs[i];
    const place = run?.place ?? (places[nearestChord(pitches, chords)] as RecordedPlace);
    return describe(place, { recordings, runLength: run?.length ?? 0 });
  });
}

/**
 * The same runs noted at each of their events, not only at the last: where a run goes on, the event before belongs to
 * it too.
 */
function wholeRuns(traced: readonly (TracedRun | undefined)[]): (TracedRun | undefined)[] {
  const runs = [...traced];
  // How many events before this one the run of `runs[i]` reaches back.
  let reach = 0;
  for (let i = traced.length - 1; i >= 0; i--) {
    const own = traced[i];
    const after = runs[i + 1];
    if (after !== undefined && reach > 0 && after.length >= (own?.length ?? 0)) {
      const { recording, event } = after.place;
      runs[i] = { length: after.length, place: { recording, event: event - 1 } };
      reach--;
    } else {
      reach = (own?.length ?? 1) - 1;
    }
  }
  return runs;
}

/** Every chord of the recordings once, and where it was first played. */
function firstPlaces(recorded: readonly (readonly MusicalEvent[])[]) {
  const chords: (readonly number[])[] = [];
  const places: RecordedPlace[] = [];
  const known = new Set<string>();
  for (const [recording, events] of recorded.entries()) {
    for (const [event, { pitches }] of events.entries()) {
      const key = chordKey(pitches);
      if (known.has(key)) continue;
      known.add(key);
      chords.push(pitches);
      places.push({ recording, event });
    }
  }
  return { chords, places };
}

function describe(
  { recording, event }: RecordedPlace,
  { recordings, runLength }: { recordings: readonly MeasuredPerformance[]; runLength: number },
): NearestEvent {
  const { performance, events, secondsAt } = recordings[recording] as MeasuredPerformance;
  const startTicks = onsetTicks(events[event] as MusicalEvent);
  return {
    recording: performance.name,
    event,
    startTicks,
    seconds: secondsAt(startTicks),
    runLength,
  };
}
