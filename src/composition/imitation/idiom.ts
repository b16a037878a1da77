import type { PhraseDecoder } from '../../autoencoder/decoder.js';
import type { KeptSequences } from '../../events/sequences.js';

/** What is usual in an object's recordings, as far as a motif of another voice may change it. */
export interface Idiom {
  /** Chords of which the decoder knows every pitch, low to high. */
  readonly chords: readonly IdiomChord[];
  /** Whether one chord, by its index in the kept sequences, followed another. */
  readonly follows: (from: number, to: number) => boolean;
  /** Whether these inter-onset intervals, grid steps, are usual one after another. */
  readonly hasRhythm: (interOnsets: readonly number[]) => boolean;
}

export interface IdiomChord {
  /** Its index in the kept sequences. */
  readonly index: number;
  readonly pitches: readonly number[];
  /** How rare it is: the negative logarithm of its share of the events, nats. */
  readonly rarity: number;
}

/** The share of an object's events, at which a rhythm begins that is usual for it. */
const USUAL = 0.02;

const idioms = new WeakMap<KeptSequences, Idiom>();

/** A decoder's idiom, counted once. */
export function idiomOf({
  sequences,
  vocabulary,
}: Pick<PhraseDecoder, 'sequences' | 'vocabulary'>): Idiom {
  const known = idioms.get(sequences);
  if (known) return known;
  const fresh = countIdiom(sequences, new Set(vocabulary.pitch));
  idioms.set(sequences, fresh);
  return fresh;
}

function countIdiom({ chords, events }: KeptSequences, pitches: ReadonlySet<number>): Idiom {
  const counts = new Array<number>(chords.length).fill(0);
  const pairs = new Set<number>();
  let total = 0;
  for (const sequence of events) {
    for (const [i, [chord]] of sequence.entries()) {
      counts[chord] = (counts[chord] as number) + 1;
      total++;
      const next = sequence[i + 1];
      if (next) pairs.add(chord * chords.length + next[0]);
    }
  }
  return {
    chords: chords.flatMap((chord, index) =>
      chord.length > 0 && chord.every((pitch) => pitches.has(pitch))
        ? [
            {
              index,
              pitches: chord,
              rarity: Math.log((total + 1) / ((counts[index] as number) + 1)),
            },
          ]
        : [],
    ),
    follows: (from, to) => pairs.has(from * chords.length + to),
    hasRhythm: (interOnsets) => {
      const places = events.flatMap((sequence) =>
        sequence.filter((_, from) =>
          interOnsets.every((interOnset, i) => sequence[from + i]?.[1] === interOnset),
        ),
      );
      return places.length >= Math.max(1, USUAL * total);
    },
  };
}
