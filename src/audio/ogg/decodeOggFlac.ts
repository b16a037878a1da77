import type { AudioBlock } from '../audioBlock.js';
import { decodeFrame } from '../flac/flacFrame.js';
import { type FlacStreamInfo, parseFrameHeader, parseStreamInfo } from '../flac/flacHeaders.js';
import { type SampleCounter, sampleCounter } from '../sampleCounter.js';
import type { OggPackets } from './oggLinks.js';

/** The mapping's own words, «fLaC» and the header of the block come before STREAMINFO (RFC 9639, 10.1). */
const STREAM_INFO_AT = 9 + 4 + 4;

/**
 * The sound of one stream of FLAC in Ogg, all channels as one.
 *
 * @throws MirrorError `input` for a stream that is damaged, or holds fewer samples than its header says
 */
export async function* decodeOggFlac(
  pages: AsyncIterable<OggPackets>,
  name: string,
): AsyncGenerator<AudioBlock> {
  let opened: { readonly info: FlacStreamInfo; readonly count: SampleCounter } | undefined;
  for await (const { packets } of pages) {
    for (const packet of packets) {
      if (opened === undefined) {
        const info = parseStreamInfo(packet.subarray(STREAM_INFO_AT));
        if (info === undefined) return;
        opened = { info, count: sampleCounter(info, name) };
        continue;
      }
      // Frames begin with eight ones, blocks of metadata never do.
      if (packet[0] !== 0xff) continue;
      const { info, count } = opened;
      const header = parseFrameHeader(packet, info);
      const frame = header && decodeFrame(packet, header);
      if (header === undefined || frame === undefined) throw count.damaged();
      count.add(frame.samples.length);
      yield { sampleRateHz: header.sampleRateHz, samples: frame.samples };
    }
  }
  opened?.count.end();
}
