import { DECODER_RULE } from '../checks/argumentRules.js';
import { checkArguments } from '../checks/checkOptions.js';
import { MirrorError } from '../errors.js';
import { symbolCounts } from '../events/vocabulary.js';
import { sha256Of } from '../files/checksum.js';
import { type Decoder, SEED_WEIGHTS } from './decoder.js';
import {
  checkDecoderHeader,
  DECODER_VERSIONS,
  type DecoderHeader,
  FORMAT,
} from './decoderHeader.js';
import { TRAIN_AGAIN } from './jsonFields.js';
import { type Shape, sizeOf } from './parameters.js';
import { phraseDecoderShapes } from './phrase/phraseShapes.js';
import { seedShapes } from './seed/seedShapes.js';

/** A decoder as it lies on disk. */
export interface DecoderFiles {
  /** Text of decoder.json. */
  readonly json: string;
  /** Bytes of weights.bin: the arrays that decoder.json lists, one after the other, 32-bit little-endian floats. */
  readonly weights: Uint8Array;
}

/** A decoder as files; `loadDecoder` gives the same decoder back. */
export function saveDecoder(decoder: Decoder): DecoderFiles {
  checkArguments({ decoder }, { decoder: DECODER_RULE });
  const { weights: arrays, ...header } = decoder;
  const shapes = weightShapes(decoder);
  const weights = packFloats(shapes.map(({ name }) => arrays[name as keyof typeof arrays]));
  const json = {
    format: FORMAT,
    version: DECODER_VERSIONS[decoder.kind],
    ...header,
    weights: { file: 'weights.bin', sha256: sha256Of(weights), arrays: shapes },
  };
  return { json: `${JSON.stringify(json)}\n`, weights };
}

/**
 * The decoder that two files hold, checked through before any of it is used.
 *
 * @throws MirrorError `stale` when another version of this program made them in another format, `input` when they are
 *   cut short, of another kind, do not belong together, or hold anything that is not a number where numbers belong
 */
export function loadDecoder(files: DecoderFiles): Decoder {
  checkArguments({ files }, { files: 'record' });
  const { json, weights } = files;
  checkArguments({ json, weights }, { json: 'string', weights: 'bytes' });
  const { header, weightsSha256 } = checkDecoderHeader(json);
  const shapes = weightShapes(header);
  const expected = 4 * shapes.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  if (weights.length !== expected) {
    throw new MirrorError(
      'input',
      `Expected weights.bin of ${expected} bytes, as decoder.json describes it, but received ${weights.length} bytes. ${TRAIN_AGAIN}`,
    );
  }
  if (sha256Of(weights) !== weightsSha256) {
    throw new MirrorError(
      'input',
      `Expected weights.bin with the checksum that decoder.json names, but received other bytes. ${TRAIN_AGAIN}`,
    );
  }
  const arrays = unpackFloats(weights, shapes);
  return { ...header, weights: arrays } as Decoder;
}

/** The arrays of weights.bin in their order, with their shapes. */
function weightShapes(header: DecoderHeader): { name: string; shape: Shape }[] {
  switch (header.kind) {
    case 'phrase': {
      const symbols = symbolCounts(header.vocabulary);
      const shapes = phraseDecoderShapes({ ...header.sizes, symbols });
      return Object.entries(shapes).map(([name, shape]) => ({ name, shape }));
    }
    case 'seed': {
      const { latent, sequence } = header.sizes;
      const shapes = seedShapes(header.dictionary.chords.length * sequence, latent);
      return SEED_WEIGHTS.map((name) => ({ name, shape: shapes[name] }));
    }
  }
}

function packFloats(arrays: readonly Float32Array[]): Uint8Array {
  const bytes = new Uint8Array(4 * arrays.reduce((sum, array) => sum + array.length, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const array of arrays) {
    for (const value of array) {
      view.setFloat32(at, value, true);
      at += 4;
    }
  }
  return bytes;
}

function unpackFloats(
  bytes: Uint8Array,
  shapes: readonly { name: string; shape: Shape }[],
): Record<string, Float32Array> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const arrays = shapes.map(({ name, shape }) => {
    const array = new Float32Array(sizeOf(shape));
    for (let i = 0; i < array.length; i++, at += 4) array[i] = view.getFloat32(at, true);
    if (!array.every(Number.isFinite)) {
      throw new MirrorError(
        'input',
        `Expected finite numbers in weights.bin but «${name}» holds NaN or infinity. ${TRAIN_AGAIN}`,
      );
    }
    return [name, array] as const;
  });
  return Object.fromEntries(arrays);
}
