import { OggVorbisDecoder } from '@wasm-audio-decoders/ogg-vorbis';
import type { AudioBlock } from './audioBlock.js';
import type { ByteReader } from './byteReader.js';
import { decodeStream } from './decodeStream.js';

/** An Ogg Vorbis file's sound, all channels as one. */
export async function* decodeVorbis(reader: ByteReader): AsyncGenerator<AudioBlock> {
  const decoder = new OggVorbisDecoder();
  await decoder.ready;
  yield* decodeStream(reader.rest(), decoder);
}
