import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  DECODER_KINDS,
  DEFAULT_DECODER_KIND,
  type Decoder,
  type DecoderKind,
} from '../../autoencoder/decoder.js';
import { TRAIN_AGAIN } from '../../autoencoder/jsonFields.js';
import { MODELS_RULE } from '../../checks/argumentRules.js';
import { checkArguments } from '../../checks/checkOptions.js';
import { MirrorError } from '../../errors.js';
import { aboutFile } from '../../files/disk/aboutFile.js';
import { openLruCache } from '../../math/lruCache.js';
import type { SoundObject } from '../soundObject.js';
import { trainCommand } from '../training/trainCommand.js';
import { decoderFolder, findWeights, HEADER, readHeader, WEIGHTS } from './decoderFiles.js';

/**
 * Decoders that were read, about a megabyte each with an opened network: a piece has fifteen at most, and reading them takes
 * 5–10 ms each.
 */
const MOST_KEPT = 32;
const kept = openLruCache<{ readonly stamp: string; readonly decoder: Decoder }>(MOST_KEPT);

/**
 * The decoder of an object, or undefined if it was never trained. One whose files have not changed since they were read last
 * is not read again.
 *
 * @throws MirrorError `stale`, with the command that renews it, if another version of this program made the files in
 *   another format; `input`, opened by the file's path, if they are cut short, of another kind or another object, or if
 *   one of the two is missing
 */
export async function readDecoder(
  object: SoundObject,
  kind: DecoderKind = DEFAULT_DECODER_KIND,
): Promise<Decoder | undefined> {
  checkArguments({ object, kind }, { object: MODELS_RULE, kind: DECODER_KINDS });
  const folder = decoderFolder(object, kind);
  const jsonPath = join(folder, HEADER);
  // Taken before the files are read: what is written meanwhile is noticed the next time.
  const stamp = await stampOf(folder);
  const known = stamp === undefined ? undefined : kept.get(folder);
  if (known && known.stamp === stamp) return owned(known.decoder, { object, kind });
  const json = await readHeader(folder);
  if (json === undefined) return undefined;
  try {
    const { decoder } = await findWeights(folder, json);
    const own = owned(decoder, { object, kind });
    if (stamp !== undefined) kept.set(folder, { stamp, decoder });
    return own;
  } catch (error) {
    // A training has just finished: what belonged together was read half before, half after.
    if ((await readHeader(folder)) !== json) return readDecoder(object, kind);
    if (!(error instanceof MirrorError)) throw error;
    throw error.code === 'stale'
      ? staleDecoder(error, { object, kind })
      : aboutFile(jsonPath, error);
  }
}

/** What is said of a decoder that another version of this program made: whose it is, and the command instead of the remedy. */
function staleDecoder(
  error: MirrorError,
  { object: { name }, kind }: { object: SoundObject; kind: DecoderKind },
): MirrorError {
  const what = error.message.replace(` ${TRAIN_AGAIN}`, '');
  const remedy = `Run ${trainCommand(name, kind)}.`;
  return new MirrorError('stale', `${name} is stale: ${what} ${remedy}`, { cause: error });
}

/** What changes when one of a decoder's two files is written or replaced; undefined where one is missing. */
async function stampOf(folder: string): Promise<string | undefined> {
  try {
    const files = [HEADER, WEIGHTS].map((file) => stat(join(folder, file), { bigint: true }));
    return (await Promise.all(files))
      .map(({ dev, ino, size, mtimeNs, ctimeNs }) => [dev, ino, size, mtimeNs, ctimeNs].join(' '))
      .join(' ');
  } catch {
    // Whatever is wrong is said when the file is read.
    return undefined;
  }
}

/** The decoder of an object, called by the name that the home gave the object. */
function owned(decoder: Decoder, expected: { object: SoundObject; kind: DecoderKind }): Decoder {
  return { ...checkOwner(decoder, expected), object: expected.object.name };
}

function checkOwner(
  decoder: Decoder,
  expected: { object: SoundObject; kind: DecoderKind },
): Decoder {
  if (decoder.kind !== expected.kind) {
    throw new MirrorError(
      'input',
      `Expected a decoder of kind ${expected.kind} but received one of kind ${decoder.kind}. ${TRAIN_AGAIN}`,
    );
  }
  const { name, starterName = name } = expected.object;
  if (decoder.object.normalize('NFC') !== starterName) {
    throw new MirrorError(
      'input',
      `Expected the decoder of ${starterName} but received that of ${JSON.stringify(decoder.object)}. ${TRAIN_AGAIN}`,
    );
  }
  return decoder;
}
