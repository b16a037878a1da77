import { join } from 'node:path';
import { DEFAULT_DECODER_KIND, type Decoder, type DecoderKind } from '../../autoencoder/decoder.js';
import { loadDecoder } from '../../autoencoder/decoderFile.js';
import { TRAIN_AGAIN } from '../../autoencoder/jsonFields.js';
import { MirrorError } from '../../errors.js';
import { assertInsideRoot } from '../../files/disk/assertInsideRoot.js';
import { exists } from '../../files/disk/pathChecks.js';
import { readRegularFile } from '../../files/disk/readRegularFile.js';
import type { SoundObject } from '../soundObject.js';

/** A decoder of ours has half a megabyte at most; anything far beyond it is none. */
const LIMITS = { what: 'a file of a decoder', mostBytes: 16e6 };

export const HEADER = 'decoder.json';
export const WEIGHTS = 'weights.bin';

/** Where new weights wait until decoder.json speaks of them; a process killed just then leaves them here. */
export const NEW_WEIGHTS = 'weights.new.bin';

/**
 * Where a decoder of an object stands: the default kind in the object's own folder among the models,
 * any other kind in a folder there that is named for it.
 */
export function decoderFolder(object: SoundObject, kind: DecoderKind): string {
  return kind === DEFAULT_DECODER_KIND ? object.modelsFolder : join(object.modelsFolder, kind);
}

/** Text of decoder.json; undefined if there is none, whatever else there is: then nothing was finished yet. */
export async function readHeader(folder: string): Promise<string | undefined> {
  const path = join(folder, HEADER);
  if (!(await exists(path))) return undefined;
  await assertInsideRoot(path, folder);
  return new TextDecoder().decode(await readRegularFile(path, LIMITS));
}

/**
 * The decoder of a decoder.json with the weights that belong to it.
 *
 * @throws MirrorError `input`, about weights.bin, if there are none
 */
export async function findWeights(
  folder: string,
  json: string,
): Promise<{ readonly decoder: Decoder; readonly file: string }> {
  let complaint: unknown;
  // Asked for twice, because new weights may have taken their place between the two looks.
  for (const file of [WEIGHTS, NEW_WEIGHTS, WEIGHTS]) {
    const path = join(folder, file);
    try {
      if (!(await exists(path))) continue;
      await assertInsideRoot(path, folder);
      return { decoder: loadDecoder({ json, weights: await readRegularFile(path, LIMITS) }), file };
    } catch (error) {
      complaint ??= error;
    }
  }
  throw (
    complaint ??
    new MirrorError('input', `Expected weights.bin beside it but there is none. ${TRAIN_AGAIN}`)
  );
}
