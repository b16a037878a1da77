import type { DecoderKind } from '../autoencoder/decoder.js';
import type { SoundObject } from '../collection/soundObject.js';
import { shellWord, trainCommand } from '../collection/training/trainCommand.js';

/**
 * Why an object without a decoder does not play, and what mends it, in one line: it may be taught before it is recorded.
 *
 * @example whyUnplayable(lamp) // 'lamp has no recordings yet: `mirror add lamp take.mid`.'
 */
export function whyUnplayable(
  { name, recordings, audioFiles }: Pick<SoundObject, 'name' | 'recordings' | 'audioFiles'>,
  kind?: DecoderKind,
): string {
  return recordings.length + audioFiles.length === 0
    ? `${name} has no recordings yet: \`mirror add ${shellWord(name)} take.mid\`.`
    : `${name} is not trained yet: run ${trainCommand(name, kind)}.`;
}
