import type { PhraseDecoder } from '../autoencoder/decoder.js';

/** Events that a phrase is to have at a place, taken from elsewhere; the decoder draws how they are touched, and goes on from them. */
export interface Motif {
  /** Grid position from which on nothing else is played until the first of its events, at that or before it. */
  readonly fromStep: number;
  /** At rising grid positions, at least one. */
  readonly events: readonly MotifEvent[];
}

export interface MotifEvent {
  /** Whole grid steps from the start of the phrase, 0 or more. */
  readonly step: number;
  /** MIDI key numbers, low to high, at least one. */
  readonly pitches: readonly number[];
}

/** An event of a motif as a decoder plays it. */
export interface PrescribedEvent {
  readonly step: number;
  /** Grid position from which on nothing else is played until this event. */
  readonly fromStep: number;
  /** Symbols of its pitches. */
  readonly chord: readonly number[];
  /** Symbol of the inter-onset interval to the next event of the motif; undefined for the last. */
  readonly interOnset: number | undefined;
  /** Grid position of the last event of the motif. */
  readonly lastStep: number;
}

/**
 * The events of motifs as symbols, in order. A motif ends where the decoder has not learned its pitches or its
 * inter-onset interval; one that begins before the end of another is left out.
 */
export function prescribe(
  motifs: readonly Motif[],
  { pitch, interOnset }: Pick<PhraseDecoder['vocabulary'], 'pitch' | 'interOnset'>,
): PrescribedEvent[] {
  const prescribed: PrescribedEvent[] = [];
  for (const { fromStep, events } of [...motifs].sort((a, b) => a.fromStep - b.fromStep)) {
    if (fromStep <= (prescribed.at(-1)?.step ?? -1)) continue;
    const chords = events.map(({ pitches }) => pitches.map((each) => pitch.indexOf(each)));
    const intervals = events.map(({ step }, i) =>
      interOnset.indexOf((events[i + 1]?.step ?? step) - step),
    );
    const isKnown = (_: unknown, i: number) =>
      !chords[i]?.includes(-1) && (i === 0 || (intervals[i - 1] as number) >= 0);
    const unknown = events.findIndex((event, i) => !isKnown(event, i));
    const count = unknown < 0 ? events.length : unknown;
    for (const [i, { step }] of events.slice(0, count).entries()) {
      prescribed.push({
        step,
        fromStep: i === 0 ? fromStep : step,
        chord: chords[i] as number[],
        interOnset: i < count - 1 ? intervals[i] : undefined,
        lastStep: (events[count - 1] as MotifEvent).step,
      });
    }
  }
  return prescribed;
}

/** The prescribed event that comes next from a grid position on; undefined after the last. */
export function nextPrescribed(
  prescribed: readonly PrescribedEvent[],
  fromStep: number,
): PrescribedEvent | undefined {
  return prescribed.find(({ step }) => step >= fromStep);
}
