import { type DecoderKind, readDecoder, type SoundObject, trainingState } from '../../index.js';

/**
 * Whether an object's decoder is missing, damaged, of another format, or made from other recordings than lie beside it now;
 * where a seed is asked for, also whether it was trained with another one.
 *
 * @param options.seed whole, 0 to 2³² − 1; without it every seed will do
 */
export async function needsTraining(
  object: SoundObject,
  { kind, seed }: { readonly kind?: DecoderKind; readonly seed?: number },
): Promise<boolean> {
  const { state } = await trainingState(object, { kind });
  if (state !== 'trained') return true;
  if (seed === undefined) return false;
  const decoder = await readDecoder(object, kind);
  return decoder?.training.seed !== seed;
}
