/** An event as runs compare it. */
export interface RunStep {
  /** Equal for equal chords: its pitches as text. */
  readonly chord: string;
  /** Grid steps to the next event; undefined for the last event of a sequence. */
  readonly interOnset: number | undefined;
}

/** Recorded events, laid end to end, with the places of each chord. */
export interface RunIndex {
  readonly steps: readonly RunStep[];
  readonly placesOf: ReadonlyMap<string, readonly number[]>;
}

/** Where in the recordings a music could stand. */
export interface RunPlaces {
  /** Places in the index, rising. */
  readonly places: readonly number[];
  /** For each of them, events in a row that match up to there, 1 or more. */
  readonly lengths: Uint32Array;
}

/** Indexes recordings for following runs through them; no run leads from one recording into the next. */
export function indexRuns(sequences: readonly (readonly RunStep[])[]): RunIndex {
  const steps = sequences.flatMap((sequence) =>
    sequence.map((step, i) =>
      i < sequence.length - 1 ? step : { ...step, interOnset: undefined },
    ),
  );
  const placesOf = new Map<string, number[]>();
  for (const [place, { chord }] of steps.entries()) {
    const places = placesOf.get(chord);
    if (places) places.push(place);
    else placesOf.set(chord, [place]);
  }
  return { steps, placesOf };
}

/** Every place of a chord: runs of one event. */
export function beginRuns({ placesOf }: RunIndex, chord: string): RunPlaces {
  const places = placesOf.get(chord) ?? [];
  return { places, lengths: new Uint32Array(places.length).fill(1) };
}

/**
 * The runs that go on when a chord follows after an inter-onset interval, and those that begin with it. A clock may be
 * one chord ten thousand times over: both lists of places are gone through side by side, once.
 *
 * @returns every place of the chord; none when no recording holds it
 */
export function continueRuns(
  index: RunIndex,
  options: { readonly from: RunPlaces; readonly interOnset: number; readonly chord: string },
): RunPlaces {
  const { from, interOnset, chord } = options;
  const { places, lengths } = beginRuns(index, chord);
  let before = 0;
  for (const [i, place] of places.entries()) {
    while ((from.places[before] ?? place) < place - 1) before++;
    const goesOn =
      from.places[before] === place - 1 && index.steps[place - 1]?.interOnset === interOnset;
    if (goesOn) lengths[i] = (from.lengths[before] as number) + 1;
  }
  return { places, lengths };
}

/** The longest of the runs, the earliest of equally long ones; undefined without any. */
export function longestRun({
  places,
  lengths,
}: RunPlaces): { readonly place: number; readonly length: number } | undefined {
  if (places.length === 0) return undefined;
  let best = 0;
  for (const [i, length] of lengths.entries()) {
    if (length > (lengths[best] as number)) best = i;
  }
  return { place: places[best] as number, length: lengths[best] as number };
}
