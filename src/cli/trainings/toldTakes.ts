import { type DecoderKind, type SoundObject, trainingState } from '../../index.js';

/**
 * The takes whose notes need not be told at a training: they are as the decoder that is there has learned them, so that they were told
 * when they were added, or at their first training.
 *
 * @returns file names
 */
export async function toldTakes(
  object: SoundObject,
  { kind }: { readonly kind: DecoderKind | undefined },
): Promise<string[]> {
  const training = await trainingState(object, { kind });
  const names = object.recordings.map(({ name }) => name);
  if (training.state === 'trained') return names;
  if (training.state !== 'stale' || training.error) return [];
  const changed = new Set([...training.added, ...training.changed]);
  return names.filter((name) => !changed.has(name.normalize('NFC')));
}
