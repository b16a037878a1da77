import { groupBy } from '../math/groupBy.js';

/** An event as n-grams compare it. */
export interface IndexedEvent {
  /** As `chordKey` gives it. */
  readonly chord: string;
  /** Grid steps to the next event; undefined for the last event of a sequence. */
  readonly interOnset: number | undefined;
}

/** Recorded events, laid end to end, with the places of each chord. */
export interface NgramIndex {
  readonly events: readonly IndexedEvent[];
  readonly placesOf: ReadonlyMap<string, readonly number[]>;
}

/** Where in the recordings the last events of some music stand. */
export interface NgramMatches {
  /** Places of the last event in the index, rising. */
  readonly places: readonly number[];
  /** For each of them the length of the longest n-gram that ends there and in the music alike, events, 1 or more. */
  readonly lengths: Uint32Array;
}

/** Indexes recordings for looking up n-grams of any length; none leads from one recording into the next. */
export function indexNgrams(sequences: readonly (readonly IndexedEvent[])[]): NgramIndex {
  const events = sequences.flatMap((sequence) =>
    sequence.map((event, i) =>
      i < sequence.length - 1 ? event : { ...event, interOnset: undefined },
    ),
  );
  const placesOf = groupBy(events.keys(), (place) => (events[place] as IndexedEvent).chord);
  return { events, placesOf };
}

/** Every place of a chord: n-grams of one event. */
export function startMatches({ placesOf }: NgramIndex, chord: string): NgramMatches {
  const places = placesOf.get(chord) ?? [];
  return { places, lengths: new Uint32Array(places.length).fill(1) };
}

/**
 * The n-grams that grow when a chord follows after an inter-onset interval, and those that begin with it. A clock may be
 * one chord ten thousand times over: both lists of places are gone through side by side, once.
 *
 * @returns every place of the chord; none when no recording holds it
 */
export function extendMatches(
  index: NgramIndex,
  options: { readonly from: NgramMatches; readonly interOnset: number; readonly chord: string },
): NgramMatches {
  const { from, interOnset, chord } = options;
  const { places, lengths } = startMatches(index, chord);
  let before = 0;
  for (let i = 0; i < places.length; i++) {
    const place = places[i] as number;
    while ((from.places[before] ?? place) < place - 1) before++;
    const grows =
      from.places[before] === place - 1 && index.events[place - 1]?.interOnset === interOnset;
    if (grows) lengths[i] = (from.lengths[before] as number) + 1;
  }
  return { places, lengths };
}

/** The longest of the n-grams, the earliest of equally long ones; undefined without any. */
export function longestMatch({
  places,
  lengths,
}: NgramMatches): { readonly place: number; readonly length: number } | undefined {
  if (places.length === 0) return undefined;
  let best = 0;
  for (let i = 1; i < lengths.length; i++) {
    if ((lengths[i] as number) > (lengths[best] as number)) best = i;
  }
  return { place: places[best] as number, length: lengths[best] as number };
}
