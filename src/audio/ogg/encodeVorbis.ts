import { createOggEncoder } from 'wasm-media-encoders';
import type { SoundEncoder, SoundEncoderOptions } from '../soundEncoder.js';
import { RENDER_RATE_HZ } from '../stereoBlock.js';
import { withGain } from '../withGain.js';
import { writeVorbisComments } from './vorbisComments.js';

/** What libvorbis calls quality 6, nominally 192 kbit/s. */
const VBR_QUALITY = 6;

/** It distinguishes the streams of one file, and a file has one here; drawn by chance, equal sound would give other bytes. */
const SERIAL_NUMBER = 1;

/** Encodes Ogg Vorbis with libvorbis, compiled to WebAssembly; its comments say title and program. */
export async function createVorbisEncoder({
  gain,
  title,
}: SoundEncoderOptions): Promise<SoundEncoder> {
  const vorbis = await createOggEncoder();
  vorbis.configure({
    sampleRate: RENDER_RATE_HZ,
    channels: 2,
    vbrQuality: VBR_QUALITY,
    oggSerialNo: SERIAL_NUMBER,
  });
  let areHeadersWritten = false;
  const take = (bytes: Uint8Array) => {
    if (areHeadersWritten || bytes.length === 0) return Uint8Array.from(bytes);
    areHeadersWritten = true;
    // All three headers come with the first bytes.
    return writeVorbisComments(bytes, title);
  };
  return {
    headBytes: 0,
    encode: (block) => take(vorbis.encode(withGain(block, gain))),
    finish: () => ({ head: new Uint8Array(), tail: take(vorbis.finalize()) }),
  };
}
