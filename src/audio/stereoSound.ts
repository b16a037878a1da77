import { checkArguments } from '../checks/checkOptions.js';
import { decodeAudio } from './decodeAudio.js';
import { resample } from './resample.js';
import { RENDER_RATE_HZ, type StereoBlock } from './stereoBlock.js';

/**
 * The sound of an audio file as it is written here, 44.1 kHz, its mono on both sides.
 *
 * @param bytes what `decodeAudio` takes
 * @throws MirrorError `input` as `decodeAudio` does
 */
export async function* stereoSound(
  bytes: AsyncIterable<Uint8Array>,
  name: string,
): AsyncGenerator<StereoBlock> {
  checkArguments({ bytes, name }, { bytes: 'stream', name: 'string' });
  for await (const samples of resample(decodeAudio(bytes, name), RENDER_RATE_HZ)) {
    yield { left: samples, right: samples };
  }
}
