import { chordKey } from './chordKey.js';
import type { MusicalEvent } from './events.js';
import {
  extendMatches,
  type IndexedEvent,
  indexNgrams,
  longestMatch,
  type NgramIndex,
  type NgramMatches,
  startMatches,
} from './ngramIndex.js';

/** Recordings, ready to be searched for the runs of others. */
export interface RecordedRuns {
  readonly index: NgramIndex;
  /** Place in the index at which each recording begins. */
  readonly starts: readonly number[];
}

/** The longest run of recorded events that ends with an event. */
export interface TracedRun {
  /** Events in the run, 1 or more: chords by their pitches, and the inter-onset intervals between them, all exactly equal. */
  readonly length: number;
  /** Where the run's last event stands. */
  readonly place: RecordedPlace;
}

/** An event of the recordings. */
export interface RecordedPlace {
  /** Index of the recording. */
  readonly recording: number;
  /** Index of the event in it. */
  readonly event: number;
}

/** @param recordings each as its events */
export function indexRecordings(recordings: readonly (readonly MusicalEvent[])[]): RecordedRuns {
  let start = 0;
  const starts = recordings.map(({ length }) => {
    start += length;
    return start - length;
  });
  return { index: indexNgrams(recordings.map(toSteps)), starts };
}

/**
 * For each event the longest run that ends there and stands in a recording; the earliest of equally long ones.
 *
 * @returns one for each event, undefined where no recording holds its chord
 */
export function traceRuns(
  events: readonly MusicalEvent[],
  { index, starts }: RecordedRuns,
): (TracedRun | undefined)[] {
  let runs: NgramMatches | undefined;
  let interOnset = 0;
  return toSteps(events).map((step) => {
    const { chord } = step;
    runs = runs
      ? extendMatches(index, { from: runs, interOnset, chord })
      : startMatches(index, chord);
    interOnset = step.interOnset ?? 0;
    const longest = longestMatch(runs);
    return longest && { length: longest.length, place: placeOf(longest.place, starts) };
  });
}

function toSteps(events: readonly MusicalEvent[]): IndexedEvent[] {
  return events.map(({ pitches, step }, i) => {
    const next = events[i + 1];
    return { chord: chordKey(pitches), interOnset: next && next.step - step };
  });
}

function placeOf(place: number, starts: readonly number[]): RecordedPlace {
  // A recording without events shares its start with the one after it, which is the one that is meant.
  const recording = starts.findLastIndex((start) => start <= place);
  return { recording, event: place - (starts[recording] as number) };
}
