import { MirrorError } from '../../errors.js';
import { codecName, FLOAT, PCM, wavCodec } from '../../files/wavFormat.js';
import type { ByteReader } from '../byteReader.js';

/** How the samples of a WAV file are laid out. */
export interface WavLayout {
  readonly sampleRateHz: number;
  readonly channels: number;
  /** 1, 2, 3, 4 or 8. */
  readonly bytesPerSample: number;
  readonly encoding: 'integer' | 'float';
  /** As the file says; undefined where its writer never came back to fill it in. */
  readonly dataBytes: number | undefined;
  /** By how much a writer that counts wrongly may exceed what is there: it counted the header, or a frame, too. */
  readonly miscountBytes: number;
  /** What the file's own size leaves for the samples and what follows them; undefined where it says nothing. */
  readonly fileDataBytes: number | undefined;
}

/** More than the length of any header: into a pipe, sox 14.4.2 writes 0x7ffff000, which is 4,096 below 2³¹. */
const EDGE_BYTES = 8192;

/** Surround sound and microphone arrays have fewer; a damaged header may say 65,535, and memory is taken for each. */
const MOST_CHANNELS = 64;

type WavFormat = Pick<WavLayout, 'sampleRateHz' | 'channels' | 'bytesPerSample' | 'encoding'>;

/** No description of a format is longer; a damaged length may say anything. */
const MOST_FORMAT_BYTES = 1024;

/**
 * Reads a WAV file (RIFF, RF64 or BW64) up to its first sample; chunks that say other things are passed over.
 *
 * Sources: Multimedia Programming Interface and Data Specifications 1.0; EBU Tech 3306 (RF64).
 *
 * @throws MirrorError `input` for a file that is damaged, cut short, or compressed
 */
export async function readWavHeader(reader: ByteReader, name: string): Promise<WavLayout> {
  const riff = viewOf(await reader.take(12));
  let format: WavFormat | undefined;
  let long: { fileBytes: number; dataBytes: number } | undefined;
  for (let at = 12; ; ) {
    const header = await reader.take(8);
    if (header.length < 8) throw damaged(name, 'it ends before its samples begin');
    const id = Buffer.from(header.subarray(0, 4)).toString('latin1');
    const size = viewOf(header).getUint32(4, true);
    at += 8;
    if (id === 'data') {
      if (format === undefined) throw damaged(name, 'its samples come before their format');
      const fileBytes = longSize(riff.getUint32(4, true), long?.fileBytes) + 8;
      return {
        ...format,
        dataBytes: size === 0xffffffff ? long?.dataBytes || undefined : knownSize(size),
        miscountBytes: at + format.channels * format.bytesPerSample,
        fileDataBytes: fileBytes > at ? fileBytes - at : undefined,
      };
    }
    if (id === 'fmt ') {
      if (size > MOST_FORMAT_BYTES) throw damaged(name, 'its format has no sensible length');
      format = parseFormat(await reader.take(size), name);
    } else if (id === 'ds64' && size >= 24 && size <= MOST_FORMAT_BYTES) {
      const sizes = viewOf(await reader.take(size));
      if (sizes.byteLength < 24) throw damaged(name, 'it ends before its samples begin');
      long = {
        fileBytes: Number(sizes.getBigUint64(0, true)),
        dataBytes: Number(sizes.getBigUint64(8, true)),
      };
    } else {
      await reader.skip(size);
    }
    at += size;
    // A chunk of odd length is followed by a zero, which some writers forget; no name begins with one.
    if (size % 2 === 1 && (await reader.peek(1))[0] === 0) at += await reader.skip(1);
  }
}

/** The 64-bit size of RF64 stands for the 32-bit one where that is all ones. */
function longSize(size: number, longBytes: number | undefined): number {
  return size === 0xffffffff ? (longBytes ?? size) : size;
}

/**
 * A size of 32 bits; undefined where the writer did not know it and left 0, or a number near 2³¹ or 2³², from which some
 * subtract the length of the header.
 */
function knownSize(bytes: number): number | undefined {
  const isPlaceholder = [2 ** 31, 2 ** 32].some((edge) => Math.abs(bytes - edge) <= EDGE_BYTES);
  return bytes === 0 || isPlaceholder ? undefined : bytes;
}

function parseFormat(bytes: Uint8Array, name: string): WavFormat {
  if (bytes.length < 16) throw damaged(name, 'its format is cut short');
  const view = viewOf(bytes);
  const codec = wavCodec(view);
  if (codec !== PCM && codec !== FLOAT) {
    throw unusable(
      name,
      `its samples are ${codecName(codec)}, compressed. Export it as WAV of 16 bits`,
    );
  }
  const channels = view.getUint16(2, true);
  const sampleRateHz = view.getUint32(4, true);
  if (channels === 0) throw damaged(name, 'it says that it has 0 channels');
  if (channels > MOST_CHANNELS) {
    throw unusable(
      name,
      `it says that it has ${channels} channels, more than ${MOST_CHANNELS}. Export it in stereo`,
    );
  }
  if (sampleRateHz === 0) throw damaged(name, 'it says that it has 0 samples a second');
  const bits = view.getUint16(14, true);
  // Some writers leave the length of a frame at 0; it follows from the rest.
  const frameBytes = view.getUint16(12, true) || channels * Math.ceil(bits / 8);
  const bytesPerSample = frameBytes / channels;
  const sizes = codec === FLOAT ? [4, 8] : [1, 2, 3, 4];
  if (!sizes.includes(bytesPerSample) || bits === 0 || Math.ceil(bits / 8) > bytesPerSample) {
    throw damaged(name, `its samples of ${bits} bits do not fit their places`);
  }
  return {
    sampleRateHz,
    channels,
    bytesPerSample,
    encoding: codec === FLOAT ? 'float' : 'integer',
  };
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function damaged(name: string, complaint: string): MirrorError {
  return unusable(name, `${complaint}. Copy it again from where it came`);
}

function unusable(name: string, complaint: string): MirrorError {
  return new MirrorError('input', `Expected WAV audio but of ${name} ${complaint}.`);
}
