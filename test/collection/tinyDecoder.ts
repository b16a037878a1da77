import {
  type Decoder,
  PHRASE_WEIGHTS,
  type PhraseWeight,
  type RecordingChecksum,
} from '../../src/autoencoder/decoder.js';
import { symbolCounts } from '../../src/events/vocabulary.js';
import { phraseShapes } from '../../src/autoencoder/phraseShapes.js';
import { seedShapes } from '../../src/autoencoder/seedShapes.js';
import { drawNormals, seededRandom } from '../../src/random.js';

const TIME_SIGNATURE = { beats: 3, beatUnit: 4 };

/** A whole decoder of a few numbers, untaught: it plays, but nobody's music. */
export function tinyDecoder(
  kind: Decoder['kind'],
  options: {
    object: string;
    recordings: readonly RecordingChecksum[];
    /** Of the recordings, in turn; null for a free one. */
    tempi?: readonly (number | null)[];
  },
): Decoder {
  const { object, recordings, tempi = [83] } = options;
  const base = {
    object,
    recordings: recordings.map((recording, i) => ({
      ...recording,
      share: 1 / recordings.length,
      tempoBpm: tempi[i % tempi.length] as number | null,
    })),
    timeSignature: TIME_SIGNATURE,
    training: {
      seed: 5,
      epochs: 3,
      examples: 7,
      loss: 1.25,
      reconstruction: { chord: 0.5 },
      backend: 'wasm',
    },
  };
  if (kind === 'seed') {
    const dictionary = { chords: [[50], [53, 57], [62]] };
    const { kernel, bias } = seedShapes(dictionary.chords.length * 4, 2);
    const weights = { kernel: array('kernel', kernel), bias: array('bias', bias) };
    return { kind, ...base, sizes: { latent: 2, sequence: 4 }, dictionary, weights };
  }
  const dictionary = {
    chord: [[50, 57], [53], [62, 65, 69]],
    voicing: [
      { velocity: [-4, 5], duration: [1.5, 0.8] },
      { velocity: [0], duration: [1] },
      { velocity: [-2, -1, 3], duration: [1, 1, 0.5] },
    ],
    distance: [1, 2, 4],
    duration: [110, 230],
    velocity: [41, 67, 90],
    nudge: [-3, 0, 5],
    place: [0, 12, 24],
  };
  const sizes = { latent: 3, hidden: 5, embedding: 4, window: 4 };
  const shapes = phraseShapes({
    ...sizes,
    symbols: symbolCounts(dictionary),
  });
  const weights = Object.fromEntries(
    PHRASE_WEIGHTS.map((name) => [name, array(name, shapes[name])]),
  );
  return {
    kind,
    ...base,
    sizes,
    dictionary,
    sequences: [
      [
        [0, 1, 0],
        [1, 0, 2],
        [2, 2, 1],
      ],
      [[1, 2, 0]],
    ],
    weights: weights as Record<PhraseWeight, Float32Array>,
  };
}

function array(name: string, shape: readonly number[]): Float32Array {
  const size = shape.reduce((product, length) => product * length, 1);
  return Float32Array.from(drawNormals(size, seededRandom(name)));
}
