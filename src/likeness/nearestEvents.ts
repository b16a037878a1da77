import type { MusicalEvent } from '../autoencoder/events.js';
import { ticksToSeconds } from '../music/time.js';
import { onsetTicks, type Piece } from './piece.js';
import { indexRecordings, type RecordedPlace, type TracedRun, traceRuns } from './traceRuns.js';

/** Where the recordings hold what is nearest to an event that was played. */
export interface NearestEvent {
  /** Name of the recording. */
  readonly recording: string;
  /** Index of the event in it, from 0. */
  readonly event: number;
  readonly startTicks: number;
  /** From the recording's start, at its mean tempo. */
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
  recordings: readonly Piece[],
): NearestEvent[] {
  const recorded = recordings.map(({ events }) => events);
  const runs = wholeRuns(traceRuns(played, indexRecordings(recorded)));
  const chords = firstPlaces(recorded);
  return played.map(({ pitches }, i) => {
    const run = runs[i];
    const place = run?.place ?? placeOfNearestChord(pitches, chords);
    return describe(place, { recordings, runLength: run?.length ?? 0 });
  });
}

/**
 * The same runs told of each of their events, not only of the last: where a run goes on, the event before belongs to
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

interface RecordedChord {
  readonly pitches: readonly number[];
  readonly place: RecordedPlace;
}

/** Every chord of the recordings once, where it was first played. */
function firstPlaces(recorded: readonly (readonly MusicalEvent[])[]): RecordedChord[] {
  const chords = new Map<string, RecordedChord>();
  for (const [recording, events] of recorded.entries()) {
    for (const [event, { pitches }] of events.entries()) {
      const key = pitches.join(' ');
      if (!chords.has(key)) chords.set(key, { pitches, place: { recording, event } });
    }
  }
  return [...chords.values()];
}

/** The chord with the highest Jaccard similarity of pitches; the lowest mean gap of pitches tells ties apart. */
function placeOfNearestChord(
  pitches: readonly number[],
  chords: readonly RecordedChord[],
): RecordedPlace {
  const closeness = chords.map((chord) => closenessOf(pitches, chord.pitches));
  const nearest = chords[closeness.indexOf(Math.max(...closeness))] as RecordedChord;
  return nearest.place;
}

function closenessOf(a: readonly number[], b: readonly number[]): number {
  const shared = a.filter((pitch) => b.includes(pitch)).length;
  const similarity = shared / (a.length + b.length - shared);
  // A gap of the whole keyboard weighs less than any shared pitch.
  return similarity - Math.abs(meanPitch(a) - meanPitch(b)) / 100_000;
}

function meanPitch(pitches: readonly number[]): number {
  return pitches.reduce((sum, pitch) => sum + pitch, 0) / pitches.length;
}

function describe(
  { recording, event }: RecordedPlace,
  { recordings, runLength }: { recordings: readonly Piece[]; runLength: number },
): NearestEvent {
  const { performance, events } = recordings[recording] as Piece;
  const startTicks = onsetTicks(events[event] as MusicalEvent);
  return {
    recording: performance.name,
    event,
    startTicks,
    seconds: ticksToSeconds(startTicks, performance.tempoBpm),
    runLength,
  };
}
