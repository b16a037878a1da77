import CodecParser, { type OggPage, type OpusHeader } from 'codec-parser';
import { OpusDecoder } from 'opus-decoder';
import { type AudioBlock, mixToMono } from './audioBlock.js';
import type { ByteReader } from './byteReader.js';
import { quietly } from './quietly.js';

/** Whatever was encoded, Opus decodes to this rate (RFC 6716). */
const OPUS_RATE_HZ = 48_000;

/** An Ogg Opus file's sound, such as a voice message's, all channels as one (RFC 7845). */
export async function* decodeOpus(reader: ByteReader): AsyncGenerator<AudioBlock> {
  const parser = new CodecParser<OggPage>('audio/ogg', { enableFrameCRC32: false });
  let opened: OpenedOpus | undefined;
  try {
    for await (const pages of pagesOf(parser, reader.rest())) {
      for (const page of pages) {
        if (page.codecFrames.length === 0) continue;
        opened ??= await openOpus(page.codecFrames[0]?.header as OpusHeader);
        const samples = decodePage(opened, page);
        if (samples.length > 0) yield { sampleRateHz: OPUS_RATE_HZ, samples };
      }
    }
  } finally {
    opened?.decoder.free();
  }
}

async function* pagesOf(
  parser: CodecParser<OggPage>,
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<OggPage[]> {
  // The package's types promise an iterator where it gives a generator.
  for await (const chunk of bytes) yield [...(parser.parseChunk(chunk) as Generator<OggPage>)];
  yield [...(parser.flush() as Generator<OggPage>)];
}

interface OpenedOpus {
  readonly decoder: OpusDecoder;
  readonly preSkip: number;
  /** By how much the header asks for every sample to be multiplied. */
  readonly gain: number;
  decodedSamples: number;
}

async function openOpus(header: OpusHeader): Promise<OpenedOpus> {
  const { channels, streamCount, coupledStreamCount, channelMappingTable, preSkip } = header;
  const decoder = new OpusDecoder({
    channels,
    streamCount,
    coupledStreamCount,
    channelMappingTable,
    preSkip,
  });
  await decoder.ready;
  // Q7.8 decibels.
  return { decoder, preSkip, gain: 10 ** (header.outputGain / 256 / 20), decodedSamples: 0 };
}

/** The samples of a page; the last one's position says where the music ends within it. */
function decodePage(opened: OpenedOpus, page: OggPage): Float32Array {
  const { decoder, preSkip, gain } = opened;
  const frames = page.codecFrames.map((frame) => frame.data);
  const { channelData } = quietly(() => decoder.decodeFrames(frames));
  const mono = mixToMono(channelData);
  const before = opened.decodedSamples;
  opened.decodedSamples += mono.length;
  const endSamples = Number(page.absoluteGranulePosition) - preSkip;
  const isTrimmed = page.isLastPage && endSamples >= before && endSamples < opened.decodedSamples;
  const kept = isTrimmed ? mono.subarray(0, endSamples - before) : mono;
  return gain === 1 ? kept : kept.map((sample) => sample * gain);
}
