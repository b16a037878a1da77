import type { SoundLevels } from '../../audio/measureSound.js';
import type { StereoBlock } from '../../audio/stereoBlock.js';
import { checkArguments, checkOptions } from '../../checks/checkOptions.js';
import { SOUND_RULES, type SoundOptions, writeSoundAs } from './writeSoundFile.js';

const { title: _, ...WAV_RULES } = SOUND_RULES;

/**
 * Writes sound as a WAV file, whole or not at all, whatever the ending of its name: 24 bits, stereo, 44.1 kHz; beyond 4 GB, as
 * RF64.
 *
 * @throws MirrorError `usage` for what is no path or no blocks, for blocks without a frame, and for an option of
 *   another type or of no known name, as `writeFileAtomically` does, `aborted` when the signal fires, and whatever the
 *   blocks throw
 */
export async function writeWavFile(
  path: string,
  blocks: AsyncIterable<StereoBlock>,
  options: Omit<SoundOptions, 'title'> = {},
): Promise<SoundLevels> {
  checkOptions('writeWavFile', options, WAV_RULES);
  checkArguments({ path, blocks }, { path: 'string', blocks: 'stream' });
  return writeSoundAs([{ path, format: 'wav' }], blocks, options);
}
