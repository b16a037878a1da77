import { type EventDictionary, MOST_STEPS, MOST_SYMBOLS, MOST_TICKS } from './eventDictionary.js';
import type { Voicing } from './events.js';
import type { PackedRecording, RecordedEvents } from './recordedEvents.js';

/** A lone event has no next one: it is given a whole note of four quarters. */
const SINGLE_EVENT_DISTANCE = 48;

/**
 * Gathers the dictionary of an object's recordings.
 *
 * What there is no room for are the rarest values, counted by the recordings' shares: of a hundred each has a
 * say, however short it is beside the others.
 *
 * @param recorded at least one recording, each with at least one event
 */
export function buildDictionary(recorded: RecordedEvents): EventDictionary {
  const { chords, voicings, recordings, barSteps } = recorded;
  const count = (valuesOf: (recording: PackedRecording) => ArrayLike<number>) =>
    countValues(recordings, valuesOf);
  const distances = count(distancesOf);
  const kept = mostPlayed(count(({ chord }) => chord)).slice(0, MOST_SYMBOLS.chord);
  return {
    chord: kept.map((place) => chords[place] as readonly number[]),
    voicing: kept.map((place) => voicings[place] as Voicing),
    distance: mostPlayed(distances.size > 0 ? distances : new Map([[SINGLE_EVENT_DISTANCE, 1]]))
      .slice(0, MOST_SYMBOLS.distance)
      .sort((a, b) => a - b),
    duration: binCentres(
      count(({ durationTicks }) => durationTicks.map((ticks) => Math.min(MOST_TICKS, ticks))),
      {
        // A quarter of an octave: neighbouring bins differ by 19 %, about what an ear tells apart.
        binOf: (ticks) => Math.round(Math.log2(ticks) * 4),
        most: MOST_SYMBOLS.duration,
      },
    ),
    velocity: binCentres(
      count(({ velocity }) => velocity),
      {
        binOf: (velocity) => Math.round(velocity / 6),
        most: MOST_SYMBOLS.velocity,
      },
    ),
    nudge: binCentres(
      count(({ nudgeTicks }) => nudgeTicks),
      {
        binOf: (ticks) => Math.round(ticks / 5),
        most: MOST_SYMBOLS.nudge,
      },
    ),
    place: mostPlayed(count(({ step }) => step.map((at) => at % barSteps)))
      .slice(0, MOST_SYMBOLS.place)
      .sort((a, b) => a - b),
  };
}

/**
 * What the dictionary had no room for, a line each; none for most objects.
 *
 * @example roomNotes(recorded, dictionary) // ['212 rare chords of 468 are played as their nearest']
 */
export function roomNotes(recorded: RecordedEvents, dictionary: EventDictionary): string[] {
  const distances = new Set(recorded.recordings.flatMap((each) => [...new Set(distancesOf(each))]));
  return [
    { what: 'chords', all: recorded.chords.length, kept: dictionary.chord.length },
    { what: 'distances between onsets', all: distances.size, kept: dictionary.distance.length },
  ]
    .filter(({ all, kept }) => all > kept)
    .map(
      ({ what, all, kept }) => `${all - kept} rare ${what} of ${all} are played as their nearest`,
    );
}

/** Grid steps from each event to the next, one fewer than there are events. */
function distancesOf({ step }: PackedRecording): Uint32Array {
  return step.subarray(1).map((next, i) => Math.min(MOST_STEPS, next - (step[i] as number)));
}

/** How much each value counts: every recording shares its say evenly among its values. */
function countValues(
  recordings: readonly PackedRecording[],
  valuesOf: (recording: PackedRecording) => ArrayLike<number>,
): Map<number, number> {
  const counts = new Map<number, number>();
  for (const recording of recordings) {
    const values = valuesOf(recording);
    const each = recording.share / values.length;
    for (let at = 0; at < values.length; at++) {
      const value = values[at] as number;
      counts.set(value, (counts.get(value) ?? 0) + each);
    }
  }
  return counts;
}

/** The values by how much they count, most first; those that count the same in order of first appearance. */
function mostPlayed(counts: ReadonlyMap<number, number>): number[] {
  return [...counts].sort((a, b) => b[1] - a[1]).map(([value]) => value);
}

/** Median of each bin that holds a value, for the fullest bins, in rising order. */
function binCentres(
  counts: ReadonlyMap<number, number>,
  { binOf, most }: { binOf: (value: number) => number; most: number },
): number[] {
  const bins = new Map<number, [value: number, count: number][]>();
  for (const [value, count] of counts) {
    const bin = bins.get(binOf(value));
    if (bin) bin.push([value, count]);
    else bins.set(binOf(value), [[value, count]]);
  }
  return [...bins.values()]
    .map((bin) => ({ bin, count: bin.reduce((sum, [, count]) => sum + count, 0) }))
    .sort((a, b) => b.count - a.count)
    .slice(0, most)
    .map(({ bin, count }) => median(bin, count))
    .sort((a, b) => a - b);
}

/** The value below and above which lie half of the counts. */
function median(counted: readonly (readonly [number, number])[], total: number): number {
  const rising = [...counted].sort((a, b) => a[0] - b[0]);
  let below = 0;
  const middle = rising.find(([, count]) => {
    below += count;
    return below > total / 2;
  });
  return (middle ?? (rising.at(-1) as readonly [number, number]))[0];
}
