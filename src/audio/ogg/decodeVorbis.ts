import { OggVorbisDecoder } from '@wasm-audio-decoders/ogg-vorbis';
import { type AudioBlock, mixToMono } from '../audioBlock.js';
import { withoutConsole } from '../withoutConsole.js';
import { granuleTrim } from './granuleTrim.js';
import type { OggPackets } from './oggLinks.js';

/** The first byte of each of the three packets before the sound: odd, where those of sound are even. */
const IDENTIFICATION = 1;
const SETUP = 5;

type Pages = Parameters<OggVorbisDecoder['decodeOggPages']>[0];

/** The sound of one stream of Vorbis, all channels as one (Vorbis I specification). */
export async function* decodeVorbis(pages: AsyncIterable<OggPackets>): AsyncGenerator<AudioBlock> {
  const decoder = new OggVorbisDecoder();
  await decoder.ready;
  const trim = granuleTrim();
  let identification: Uint8Array = new Uint8Array();
  let setup: Uint8Array | undefined;
  try {
    for await (const { packets, granule, isLast } of pages) {
      const sound: Uint8Array[] = [];
      for (const packet of packets) {
        const kind = packet[0] ?? 1;
        if (setup === undefined && kind === IDENTIFICATION) identification = packet;
        else if (setup === undefined && kind === SETUP) setup = packet;
        else if (kind % 2 === 0) sound.push(packet);
      }
      if (setup === undefined || sound.length === 0) continue;
      const vorbisSetup = setup;
      const codecFrames = sound.map((data) => ({ data, header: { vorbisSetup } }));
      // What it reads of a page is this and no more; its own parser does not trim to the sample.
      const page = { data: identification, codecFrames, isLastPage: false };
      const decoded = await withoutConsole(() =>
        decoder.decodeOggPages([page] as unknown as Pages),
      );
      if (decoded.samplesDecoded === 0) continue;
      const samples = trim({ samples: mixToMono(decoded.channelData), granule, isLast });
      if (samples.length > 0) yield { sampleRateHz: decoded.sampleRate, samples };
    }
  } finally {
    decoder.free();
  }
}
