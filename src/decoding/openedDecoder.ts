import type { PhraseDecoder } from '../autoencoder/decoder.js';
import { type EventNetwork, openEventNetwork } from '../autoencoder/phrase/eventNetwork.js';
import { type EventHistograms, recordedHistograms } from './histogramSimilarity.js';
import { openRecordedChords, type RecordedChords } from './recordedChords.js';

/** What is the same for every phrase of a decoder. */
export interface OpenedDecoder extends Pick<PhraseDecoder, 'vocabulary' | 'sequences'> {
  readonly network: EventNetwork;
  readonly recorded: RecordedChords;
  readonly histograms: EventHistograms;
  /** Metrical position → its symbol. */
  readonly positions: ReadonlyMap<number, number>;
}

/** Opening a network costs as much as a bar of music, and a piece asks a decoder for several phrases. */
const opened = new WeakMap<PhraseDecoder['weights'], OpenedDecoder>();

/** A decoder, opened once for its parts, which nothing changes. */
export function openedOf(decoder: PhraseDecoder): OpenedDecoder {
  const { weights, vocabulary, sequences } = decoder;
  const known = opened.get(weights);
  if (known?.vocabulary === vocabulary && known.sequences === sequences) return known;
  const fresh = openDecoder(decoder);
  opened.set(weights, fresh);
  return fresh;
}

function openDecoder({ weights, sizes, vocabulary, sequences }: PhraseDecoder): OpenedDecoder {
  const pitches = new Map(vocabulary.pitch.map((pitch, symbol) => [pitch, symbol]));
  const chords = sequences.chords.map((chord) =>
    chord.map((pitch) => pitches.get(pitch)).filter((symbol) => symbol !== undefined),
  );
  return {
    vocabulary,
    sequences,
    network: openEventNetwork(weights, { ...sizes, vocabulary }),
    recorded: openRecordedChords(chords.filter(({ length }) => length > 0)),
    histograms: recordedHistograms(sequences),
    positions: new Map(vocabulary.metricalPosition.map((at, symbol) => [at, symbol])),
  };
}
