import { createMp3Encoder as loadLame } from 'wasm-media-encoders';
import type { SoundEncoder, SoundEncoderOptions } from '../soundEncoder.js';
import { RENDER_RATE_HZ } from '../stereoBlock.js';
import { withGain } from '../withGain.js';
import { createMp3InfoFrame, MP3_INFO_FRAME_BYTES } from './mp3InfoFrame.js';
import { writeId3Tag } from './writeId3Tag.js';

/** LAME's -V 2: about 190 kbit/s of dense music, less of sparse (LAME 3.100, usage notes). */
const VBR_QUALITY = 2;

/**
 * Encodes MP3 with LAME, compiled to WebAssembly: an ID3 tag, a frame that says how many samples there are, and the sound.
 *
 * LAME puts 576 samples of silence before the sound and fills its last frame. Its package writes no frame of information, by
 * which players leave both out and find their way in a file of variable bit rate: it is written here.
 */
export async function createMp3Encoder({
  frames,
  gain,
  title,
}: SoundEncoderOptions): Promise<SoundEncoder> {
  const lame = await loadLame();
  lame.configure({ sampleRate: RENDER_RATE_HZ, channels: 2, vbrQuality: VBR_QUALITY });
  const tag = writeId3Tag(title);
  const info = createMp3InfoFrame(frames);
  const take = (bytes: Uint8Array) => {
    // The encoder keeps its bytes, and writes over them the next time.
    const taken = Uint8Array.from(bytes);
    info.add(taken);
    return taken;
  };
  return {
    headBytes: tag.length + MP3_INFO_FRAME_BYTES,
    encode: (block) => take(lame.encode(withGain(block, gain))),
    finish: () => {
      const tail = take(lame.finalize());
      const head = new Uint8Array(tag.length + MP3_INFO_FRAME_BYTES);
      head.set(tag);
      head.set(info.bytes(), tag.length);
      return { head, tail };
    },
  };
}
