/** An event as runs compare it. */
export interface RunStep<Chord> {
  /** Equal for equal chords: a symbol, or pitches as text. */
  readonly chord: Chord;
  /** Grid steps to the next event, or their symbol; undefined for the last event of a sequence. */
  readonly distance: number | undefined;
}

/** Recorded events, laid end to end, with the places of each chord. */
export interface RunIndex<Chord> {
  readonly steps: readonly RunStep<Chord>[];
  readonly placesOf: ReadonlyMap<Chord, readonly number[]>;
}

/** Where in the recordings a music could stand: place in the index → events in a row that match up to there. */
export type RunPlaces = ReadonlyMap<number, number>;

/** Indexes recordings for following runs through them; no run leads from one recording into the next. */
export function indexRuns<Chord>(
  sequences: readonly (readonly RunStep<Chord>[])[],
): RunIndex<Chord> {
  const steps = sequences.flatMap((sequence) =>
    sequence.map((step, i) => (i < sequence.length - 1 ? step : { ...step, distance: undefined })),
  );
  const placesOf = new Map<Chord, number[]>();
  for (const [place, { chord }] of steps.entries()) {
    const places = placesOf.get(chord);
    if (places) places.push(place);
    else placesOf.set(chord, [place]);
  }
  return { steps, placesOf };
}

/** Every place of a chord: runs of one event. */
export function beginRuns<Chord>({ placesOf }: RunIndex<Chord>, chord: Chord): RunPlaces {
  return new Map((placesOf.get(chord) ?? []).map((place) => [place, 1]));
}

/**
 * The runs that go on when a chord follows after a distance, and those that begin with it.
 *
 * @returns every place of the chord; none when no recording holds it
 */
export function continueRuns<Chord>(
  index: RunIndex<Chord>,
  options: { readonly from: RunPlaces; readonly distance: number; readonly chord: Chord },
): RunPlaces {
  const { from, distance, chord } = options;
  const places = index.placesOf.get(chord) ?? [];
  return new Map(
    places.map((place) => {
      const before = from.get(place - 1);
      const goesOn = before !== undefined && index.steps[place - 1]?.distance === distance;
      return [place, goesOn ? before + 1 : 1];
    }),
  );
}

/** The longest of the runs, the earliest of equally long ones; undefined without any. */
export function longestRun(
  places: RunPlaces,
): { readonly place: number; readonly length: number } | undefined {
  let best: { place: number; length: number } | undefined;
  for (const [place, length] of places) {
    if (best === undefined || length > best.length) best = { place, length };
  }
  return best;
}
