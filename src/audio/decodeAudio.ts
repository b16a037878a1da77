import { checkArguments } from '../checks/checkOptions.js';
import { MirrorError } from '../errors.js';
import type { DecodableFormat, FileFormat } from '../files/fileFormat.js';
import type { AudioBlock } from './audioBlock.js';
import { type ByteReader, createByteReader } from './byteReader.js';
import { peakOf } from './levels.js';
import { recogniseAudio } from './recogniseAudio.js';

/** Rates of recorders; beyond them, a header is damaged or the file is no music. */
export const SAMPLE_RATES_HZ = { least: 8_000, most: 192_000 } as const;

/** A float may hold anything. What is a thousand times full scale was never heard. */
const LOUDEST_SAMPLE = 1e6;

/** Softer than this (−74 dB) throughout, nothing was recorded. */
const FAINTEST_PEAK = 2e-4;

/** The audio that is read, as a message names it. */
export const AUDIO_FORMATS = 'WAV, FLAC, MP3, Ogg Vorbis or Opus';

/**
 * Decodes audio as it streams by, a block of mono samples at a time; what it is, its container says.
 *
 * WAV of 8 to 32 bits or floats, RF64, FLAC of 4 to 32 bits, MP3, and Vorbis, Opus or FLAC in Ogg, chained or not.
 * Decoder and source are let go where the caller stops early, too.
 *
 * @param name the file's name, for messages
 * @throws MirrorError `input`, with the first block or later: no audio, a format that is not read here,
 *   damaged, cut short, a rate beyond 8,000–192,000 Hz, no samples, silence, samples that are no numbers
 * @example for await (const { sampleRateHz, samples } of decodeAudio(file.stream(), 'take.wav')) …
 */
export async function* decodeAudio(
  source: AsyncIterable<Uint8Array>,
  name: string,
): AsyncGenerator<AudioBlock> {
  checkArguments({ source, name }, { source: 'stream', name: 'string' });
  const reader = createByteReader(source);
  try {
    const format = await recogniseAudio(reader);
    if (format.is !== 'decodable') throw notDecodable(name, format);
    yield* checked(await open(format.name, { reader, name }), { name, format: format.name });
  } finally {
    await reader.close();
  }
}

/** Decoders are loaded when they are needed: each brings its WebAssembly along. */
async function open(
  format: DecodableFormat,
  { reader, name }: { reader: ByteReader; name: string },
): Promise<AsyncGenerator<AudioBlock>> {
  switch (format) {
    case 'WAV':
      return (await import('./wav/decodeWav.js')).decodeWav(reader, name);
    case 'FLAC':
      return (await import('./flac/decodeFlac.js')).decodeFlac(reader, name);
    case 'MP3':
      return (await import('./mp3/decodeMp3.js')).decodeMp3(reader);
    case 'Ogg Vorbis':
    case 'Ogg Opus':
    case 'Ogg FLAC':
      return (await import('./ogg/decodeOgg.js')).decodeOgg(reader, name);
  }
}

/** The same blocks, if they keep what `decodeAudio` promises. */
async function* checked(
  blocks: AsyncGenerator<AudioBlock>,
  { name, format }: { name: string; format: DecodableFormat },
): AsyncGenerator<AudioBlock> {
  const refuse = (complaint: string, cause?: unknown) =>
    new MirrorError('input', `Expected ${format} audio but ${name} ${complaint}`, { cause });
  let sampleRateHz: number | undefined;
  let peak = 0;
  let seconds = 0;
  try {
    for await (const block of blocks) {
      sampleRateHz ??= block.sampleRateHz;
      if (sampleRateHz !== block.sampleRateHz) {
        throw refuse(
          `changes from ${sampleRateHz} to ${block.sampleRateHz} samples a second. Split it there.`,
        );
      }
      if (!(sampleRateHz >= SAMPLE_RATES_HZ.least && sampleRateHz <= SAMPLE_RATES_HZ.most)) {
        throw refuse(
          `has ${sampleRateHz} samples a second, not ${SAMPLE_RATES_HZ.least} to ${SAMPLE_RATES_HZ.most}. Export it with 44100.`,
        );
      }
      const blockPeak = peakOf(block.samples);
      if (!(blockPeak <= LOUDEST_SAMPLE)) {
        throw refuse(
          `holds samples that are no numbers, within ${seconds.toFixed(1)} s. Export it again.`,
        );
      }
      peak = Math.max(peak, blockPeak);
      seconds += block.samples.length / sampleRateHz;
      yield block;
    }
  } catch (error) {
    // What a decoder throws, WebAssembly's traps among it, means that it could make nothing of the bytes.
    throw error instanceof MirrorError
      ? error
      : refuse('is damaged. Copy it again from where it came.', error);
  }
  if (sampleRateHz === undefined) {
    throw refuse('holds no sound at all. Copy it again from where it came.');
  }
  if (peak < FAINTEST_PEAK) {
    throw refuse('is silent from beginning to end. Name one in which something is played.');
  }
}

/** The refusal of a file that is not decoded here. */
export function notDecodable(
  name: string,
  format: Exclude<FileFormat, { is: 'decodable' }>,
): MirrorError {
  const remedy =
    format.is === 'foreign'
      ? 'Convert it with ffmpeg (ffmpeg.org), or export it as WAV of 16 bits.'
      : format.remedy;
  return new MirrorError(
    'input',
    `Expected audio (${AUDIO_FORMATS}) but ${name} is ${format.name}. ${remedy}`,
  );
}
