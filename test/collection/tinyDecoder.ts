import type { Decoder, PhraseDecoder, RecordingChecksum } from '../../src/autoencoder/decoder.js';
import { mapShapes, type Shape, sizeOf } from '../../src/autoencoder/parameters.js';
import { phraseDecoderShapes } from '../../src/autoencoder/phrase/phraseShapes.js';
import { seedShapes } from '../../src/autoencoder/seed/seedShapes.js';
import { symbolCounts, type Vocabulary } from '../../src/events/vocabulary.js';
import { drawNormals, seededRandom } from '../../src/math/random.js';

const TIME_SIGNATURE = { beats: 3, beatUnit: 4 };

/** A whole decoder of a few numbers, untaught: it plays, but nobody's music. */
export function tinyDecoder(
  kind: Decoder['kind'],
  options: {
    object: string;
    recordings: readonly RecordingChecksum[];
    /** Of the recordings, in turn; null for a free one. */
    tempi?: readonly (number | null)[];
    /** Of kind `phrase`, in place of its own. */
    vocabulary?: Partial<Vocabulary>;
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
  const vocabulary = {
    pitch: [50, 53, 57, 62, 65, 69],
    interOnset: [6, 12, 18],
    metricalPosition: [0, 6, 12, 18, 24, 30],
    duration: [110, 230],
    velocity: [41, 67, 90],
    microtiming: [-3, 0, 5],
    noteVelocity: [-4, 0, 3],
    noteDuration: [-2, 0],
    ...options.vocabulary,
  };
  const sizes = { latent: 3, hidden: 8, embedding: 4, window: 4, plan: 2 };
  const shapes = phraseDecoderShapes({ ...sizes, symbols: symbolCounts(vocabulary) });
  return {
    kind,
    ...base,
    sizes,
    vocabulary,
    sequences: {
      chords: [[50, 57], [53], [62, 65, 69]],
      events: [
        [
          [0, 12],
          [1, 6],
          [2, 0],
        ],
        [[1, 0]],
      ],
    },
    weights: mapShapes(shapes, (shape, name) => array(name, shape)),
  };
}

/** The same decoder with every chord of its pitches recorded, in no order: none is held back as one that no recording holds. */
export function withEveryChord(decoder: PhraseDecoder): PhraseDecoder {
  const { pitch } = decoder.vocabulary;
  const chords = Array.from({ length: 2 ** pitch.length - 1 }, (_, i) =>
    pitch.filter((_, bit) => ((i + 1) >> bit) % 2 === 1),
  );
  return { ...decoder, sequences: { chords, events: [] } };
}

/** Variances are kept from layer to layer, so that no softmax is sure of itself. */
function array(name: string, shape: Shape): Float32Array {
  const [inputs, outputs] = shape;
  const scale = outputs === undefined ? 0.1 : 1 / Math.sqrt(inputs);
  const normals = drawNormals(sizeOf(shape), seededRandom(name));
  return Float32Array.from(normals, (value) => scale * value);
}
