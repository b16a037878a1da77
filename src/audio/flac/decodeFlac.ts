import type { AudioBlock } from '../audioBlock.js';
import type { ByteReader } from '../byteReader.js';
import { sampleCounter } from '../sampleCounter.js';
import { decodeFrame, mostFrameBytes } from './flacFrame.js';
import {
  type FlacStreamInfo,
  MOST_HEADER_BYTES,
  parseFrameHeader,
  parseStreamInfo,
} from './flacHeaders.js';

/**
 * A bare FLAC file's sound of 4 to 32 bits, all channels as one.
 *
 * Decoded here and not by libFLAC's build for npm: that finds frames by a parser which loses a short last one and knows no
 * 12, 20 or 32 bits.
 *
 * @throws MirrorError `input` for a file that is damaged, or holds fewer samples than its header says
 */
export async function* decodeFlac(reader: ByteReader, name: string): AsyncGenerator<AudioBlock> {
  const info = await readMetadata(reader);
  if (info === undefined) return;
  const count = sampleCounter(info, name);
  for (;;) {
    const header = parseFrameHeader(await reader.peek(MOST_HEADER_BYTES), info);
    if (header === undefined) break;
    const most = mostFrameBytes(header);
    const bytes = await reader.peek(most);
    const frame = decodeFrame(bytes, header);
    if (frame === undefined) {
      if (bytes.length < most) break;
      throw count.damaged();
    }
    await reader.skip(frame.frameBytes);
    count.add(frame.samples.length);
    yield { sampleRateHz: header.sampleRateHz, samples: frame.samples };
  }
  // Tags may follow the last frame.
  if (
    !count.isComplete() &&
    (await reader.peek(LONGEST_TAIL_BYTES)).length === LONGEST_TAIL_BYTES
  ) {
    throw count.damaged();
  }
  count.end();
}

/** What is not complete and goes on for so long was not cut, but damaged. */
const LONGEST_TAIL_BYTES = 64 * 1024;

/** Reads up to the first frame (RFC 9639, 8); undefined where there is nothing of the kind. */
async function readMetadata(reader: ByteReader): Promise<FlacStreamInfo | undefined> {
  await reader.skip('fLaC'.length);
  let info: FlacStreamInfo | undefined;
  for (let isLast = false; !isLast; ) {
    const header = Buffer.from(await reader.take(4));
    if (header.length < 4) return undefined;
    isLast = ((header[0] as number) & 0x80) !== 0;
    const contentBytes = header.readUIntBE(1, 3);
    if (info === undefined) info = parseStreamInfo(await reader.take(contentBytes));
    else await reader.skip(contentBytes);
    if (info === undefined) return undefined;
  }
  return info;
}
