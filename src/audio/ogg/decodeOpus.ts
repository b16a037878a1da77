import { OpusDecoder } from 'opus-decoder';
import { startsLike } from '../../files/bytePattern.js';
import { type AudioBlock, mixToMono } from '../audioBlock.js';
import { withoutConsole } from '../withoutConsole.js';
import { granuleTrim } from './granuleTrim.js';
import type { OggPackets } from './oggLinks.js';

/** Whatever was encoded, Opus decodes to this rate (RFC 6716). */
const OPUS_RATE_HZ = 48_000;

/** The sound of one stream of Opus, such as a voice message's, all channels as one (RFC 7845). */
export async function* decodeOpus(pages: AsyncIterable<OggPackets>): AsyncGenerator<AudioBlock> {
  let opened: OpenedOpus | undefined;
  try {
    for await (const { packets, granule, isLast } of pages) {
      const head = packets[0];
      if (opened === undefined && head !== undefined) {
        opened = await openOpus(head);
        continue;
      }
      const frames = packets.filter((packet) => !startsLike(packet, 'OpusTags'));
      if (opened === undefined || frames.length === 0) continue;
      const { decoder, trim, gain } = opened;
      const { channelData } = withoutConsole(() => decoder.decodeFrames([...frames]));
      const samples = trim({ samples: mixToMono(channelData), granule, isLast });
      if (samples.length === 0) continue;
      yield {
        sampleRateHz: OPUS_RATE_HZ,
        samples: gain === 1 ? samples : samples.map((sample) => sample * gain),
      };
    }
  } finally {
    opened?.decoder.free();
  }
}

interface OpenedOpus {
  readonly decoder: OpusDecoder;
  readonly trim: ReturnType<typeof granuleTrim>;
  /** By how much the header asks for every sample to be multiplied. */
  readonly gain: number;
}

/** The streams of mono and stereo are one; more channels say in a table how they lie in several (RFC 7845, 5.1). */
async function openOpus(head: Uint8Array): Promise<OpenedOpus> {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const channels = view.getUint8(9);
  const hasTable = view.getUint8(18) !== 0;
  if (channels === 0) throw new RangeError('an Opus header of no channels');
  const decoder = new OpusDecoder({
    channels,
    streamCount: hasTable ? view.getUint8(19) : 1,
    coupledStreamCount: hasTable ? view.getUint8(20) : channels - 1,
    channelMappingTable: hasTable
      ? [...head.subarray(21, 21 + channels)]
      : [0, 1].slice(0, channels),
    preSkip: 0,
  });
  await decoder.ready;
  return {
    decoder,
    trim: granuleTrim(view.getUint16(10, true)),
    // Q7.8 decibels.
    gain: 10 ** (view.getInt16(16, true) / 256 / 20),
  };
}
