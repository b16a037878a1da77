import type { AudioBlock } from '../audioBlock.js';
import type { ByteReader } from '../byteReader.js';
import { type OggLink, oggLinks } from './oggLinks.js';

/**
 * The sound of an Ogg file, all channels as one: Vorbis, Opus or FLAC, one link of a chained file after the other.
 *
 * @throws MirrorError `input` for FLAC that is damaged
 */
export async function* decodeOgg(reader: ByteReader, name: string): AsyncGenerator<AudioBlock> {
  for await (const link of oggLinks(reader)) yield* await open(link, name);
}

/** Decoders are loaded when they are needed: each brings its WebAssembly along. */
async function open({ codec, pages }: OggLink, name: string): Promise<AsyncGenerator<AudioBlock>> {
  switch (codec) {
    case 'Ogg Vorbis':
      return (await import('./decodeVorbis.js')).decodeVorbis(pages);
    case 'Ogg Opus':
      return (await import('./decodeOpus.js')).decodeOpus(pages);
    default:
      return (await import('./decodeOggFlac.js')).decodeOggFlac(pages, name);
  }
}
