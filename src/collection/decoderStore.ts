import { access, constants } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DEFAULT_DECODER_KIND, type Decoder, type DecoderKind } from '../autoencoder/decoder.js';
import { loadDecoder, saveDecoder } from '../autoencoder/decoderFile.js';
import { MirrorError } from '../errors.js';
import { aboutFile } from './aboutFile.js';
import { exists } from './pathChecks.js';
import { readRegularFile } from './readRegularFile.js';
import { refuseWayOut } from './refuseWayOut.js';
import type { SoundObject } from './soundObject.js';
import { lowestExisting, unwritable, writeFileAtomically } from './writeFileAtomically.js';

/** A decoder of ours has half a megabyte at most; anything far beyond it is none. */
const MOST_DECODER_BYTES = 16e6;

/**
 * The decoder of an object, or undefined if it was never trained.
 *
 * @throws MirrorError `input`, opened by the file's path, if the files are cut short, of another kind
 *   or another object, or if one of the two is missing
 */
export async function readDecoder(
  object: SoundObject,
  kind: DecoderKind = DEFAULT_DECODER_KIND,
): Promise<Decoder | undefined> {
  const folder = decoderFolder(object, kind);
  const jsonPath = join(folder, 'decoder.json');
  // It is written last, so weights without it are a training that was cut off: nothing is there yet.
  if (!(await exists(jsonPath))) return undefined;
  const limits = { what: 'half of a decoder', mostBytes: MOST_DECODER_BYTES };
  const json = new TextDecoder().decode(await readRegularFile(jsonPath, limits));
  const weightsPath = join(folder, 'weights.bin');
  if (!(await exists(weightsPath))) {
    throw aboutFile(
      jsonPath,
      new MirrorError(
        'input',
        'Expected weights.bin beside it but there is none. Train the object again.',
      ),
    );
  }
  const weights = await readRegularFile(weightsPath, limits);
  try {
    return checkOwner(loadDecoder({ json, weights }), { object, kind });
  } catch (error) {
    throw error instanceof MirrorError ? aboutFile(jsonPath, error) : error;
  }
}

/**
 * Puts a decoder where `readDecoder` finds it; whatever happens on the way, there is a whole decoder
 * afterwards or an error that says so when it is read.
 *
 * @throws MirrorError `input` if the folder cannot be written or is a link that leads out of the models,
 *   `environment` if the disk fails
 */
export async function writeDecoder(object: SoundObject, decoder: Decoder): Promise<void> {
  const folder = decoderFolder(object, decoder.kind);
  await refuseWayOut(folder, dirname(object.modelsFolder));
  const { json, weights } = saveDecoder(decoder);
  await writeFileAtomically(join(folder, 'weights.bin'), weights);
  await writeFileAtomically(join(folder, 'decoder.json'), new TextEncoder().encode(json));
}

/**
 * Makes sure, before a training, that its decoder can be written.
 *
 * @throws MirrorError `input` if it cannot
 */
export async function checkDecoderFolder(object: SoundObject): Promise<void> {
  const lowest = await lowestExisting(object.modelsFolder);
  await access(lowest, constants.W_OK).catch((error: unknown) => {
    throw unwritable(object.modelsFolder, error);
  });
}

/**
 * Where a decoder of an object stands: the default kind in the object's own folder among the models,
 * any other kind in a folder there that is named for it.
 */
function decoderFolder(object: SoundObject, kind: DecoderKind): string {
  return kind === DEFAULT_DECODER_KIND ? object.modelsFolder : join(object.modelsFolder, kind);
}

function checkOwner(
  decoder: Decoder,
  expected: { object: SoundObject; kind: DecoderKind },
): Decoder {
  if (decoder.kind !== expected.kind) {
    throw new MirrorError(
      'input',
      `Expected a decoder of kind ${expected.kind} but received one of kind ${decoder.kind}. Train the object again.`,
    );
  }
  if (decoder.object.normalize('NFC') !== expected.object.name) {
    throw new MirrorError(
      'input',
      `Expected the decoder of ${expected.object.name} but received that of ${JSON.stringify(decoder.object)}. Train the object again.`,
    );
  }
  return decoder;
}
