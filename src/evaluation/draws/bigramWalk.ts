import type { MusicalEvent } from '../../events/events.js';
import {
  extendMatches,
  longestMatch,
  type NgramMatches,
  startMatches,
} from '../../events/ngramIndex.js';
import { indexRecordings, type RecordedRuns } from '../../events/traceRuns.js';
import type { Random } from '../../math/random.js';

/** The transitions of some recordings, ready to be walked. */
export interface Bigrams {
  /** The recorded events, laid end to end in the order of the index. */
  readonly events: readonly MusicalEvent[];
  readonly runs: RecordedRuns;
  /**
   * For each event the number of its transition, equal for an equal inter-onset interval and following chord; undefined
   * behind the last one.
   */
  readonly transitions: readonly (number | undefined)[];
  /** For each event 1 ÷ events of its recording: every recording counts the same. */
  readonly weights: readonly number[];
  /** Grid steps in a bar. */
  readonly barSteps: number;
  /** Events in a row, as in one recording, that a walk never exceeds; 1 or more. */
  readonly copyLimit: number;
}

/** @param recordings each as its events, at least one each */
export function countBigrams(
  recordings: readonly (readonly MusicalEvent[])[],
  { barSteps, copyLimit }: Pick<Bigrams, 'barSteps' | 'copyLimit'>,
): Bigrams {
  const runs = indexRecordings(recordings);
  const { events: steps } = runs.index;
  const numbers = new Map<string, number>();
  const transitions = steps.map(({ interOnset }, place) => {
    if (interOnset === undefined) return undefined;
    const transition = `${interOnset} ${steps[place + 1]?.chord}`;
    const number = numbers.get(transition) ?? numbers.size;
    numbers.set(transition, number);
    return number;
  });
  return {
    events: recordings.flat(),
    runs,
    transitions,
    weights: recordings.flatMap((events) => events.map(() => 1 / events.length)),
    barSteps,
    copyLimit,
  };
}

/**
 * An endless random walk through the bigrams of some recordings.
 *
 * The state is the last event's chord. A recorded event with that chord is drawn by its weight; the walk goes on with
 * the inter-onset interval and the event that follow it there, which brings its own duration, velocity, microtiming and voicing.
 * The walk begins with the first event of a recording, all of them equally likely, at its own place in the bar. It
 * does so again, at the next such place, where the copy limit or the end of the recordings leaves no transition.
 *
 * @returns without end; nothing where no recording has an event
 */
export function* walkBigrams(bigrams: Bigrams, random: Random): Generator<MusicalEvent, void> {
  const { events, runs, copyLimit } = bigrams;
  if (events.length === 0) return;
  let here = drawOpening(bigrams, { random });
  for (;;) {
    const event = events[here.place] as MusicalEvent;
    yield { ...event, step: here.step };
    const from = drawTransition(bigrams, { runs: here.runs, random });
    // Transitions that all keep to one step of the grid would never lead on.
    if (from === undefined || here.eventsOnStep > copyLimit) {
      here = drawOpening(bigrams, { before: here, random });
      continue;
    }
    const { interOnset = 0 } = runs.index.events[from] ?? {};
    here = standingAt(from + 1, { bigrams, before: here, interOnset });
  }
}

/** Where a walk stands. */
interface Standing {
  /** Of the event among those of the bigrams. */
  readonly place: number;
  /** On the grid, from the start of the walk. */
  readonly step: number;
  /** Events of the walk on this step up to this one, 1 or more. */
  readonly eventsOnStep: number;
  /** The recorded runs that end with this event. */
  readonly runs: NgramMatches;
}

/**
 * One of the recorded events that the walk may go on behind.
 *
 * @returns its place; undefined where no transition keeps to the copy limit
 */
function drawTransition(
  { transitions, weights, copyLimit }: Bigrams,
  { runs: { places, lengths }, random }: { runs: NgramMatches; random: Random },
): number | undefined {
  // A transition is a copy of the longest of the runs that hold it, whichever of them is drawn.
  const copied = new Map<number, number>();
  for (const [i, place] of places.entries()) {
    const transition = transitions[place];
    if (transition === undefined) continue;
    copied.set(transition, Math.max(copied.get(transition) ?? 0, (lengths[i] as number) + 1));
  }
  const candidates = places.filter(
    (place) => (copied.get(transitions[place] ?? -1) ?? Infinity) <= copyLimit,
  );
  return drawWeighted(candidates, { weights, random });
}

/**
 * The first event of a recording, at its own place in the bar: the first one, or the first behind another event at
 * which the copy limit is kept.
 */
function drawOpening(
  bigrams: Bigrams,
  { before, random }: { before?: Standing; random: Random },
): Standing {
  const { events, runs, barSteps, copyLimit } = bigrams;
  for (let bars = 0; ; bars++) {
    const openings = runs.starts
      .map((place) => {
        const inBar = (events[place] as MusicalEvent).step % barSteps;
        if (!before) return standingAt(place, { bigrams, interOnset: inBar });
        const nextBar = Math.floor((before.step - inBar) / barSteps) + 1;
        const interOnset = (nextBar + bars) * barSteps + inBar - before.step;
        return standingAt(place, { bigrams, before, interOnset });
      })
      .filter((opening) => (longestMatch(opening.runs)?.length ?? 0) <= copyLimit);
    const opening = openings[Math.floor(random() * openings.length)];
    // Bars enough lead to an interval that no recording has, where every run ends.
    if (opening) return opening;
  }
}

/**
 * A walk that has come to an event.
 *
 * @param options.interOnset steps from the event before it, or from the start of the walk
 */
function standingAt(
  place: number,
  options: { bigrams: Bigrams; before?: Standing; interOnset: number },
): Standing {
  const { bigrams, before, interOnset } = options;
  const { index } = bigrams.runs;
  const { chord } = index.events[place] as (typeof index.events)[number];
  if (!before)
    return { place, step: interOnset, eventsOnStep: 1, runs: startMatches(index, chord) };
  return {
    place,
    step: before.step + interOnset,
    eventsOnStep: interOnset === 0 ? before.eventsOnStep + 1 : 1,
    runs: extendMatches(index, { from: before.runs, interOnset, chord }),
  };
}

/** @returns one of the places, undefined of none */
function drawWeighted(
  places: readonly number[],
  { weights, random }: { weights: readonly number[]; random: Random },
): number | undefined {
  let left = random() * places.reduce((sum, place) => sum + (weights[place] as number), 0);
  const drawn = places.find((place) => {
    left -= weights[place] as number;
    return left < 0;
  });
  // Rounding may leave next to nothing of the sum.
  return drawn ?? places.at(-1);
}
