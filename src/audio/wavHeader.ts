import { MirrorError } from '../errors.js';
import type { ByteReader } from './byteReader.js';

/** How the samples of a WAV file are laid out. */
export interface WavLayout {
  readonly sampleRateHz: number;
  readonly channels: number;
  /** 1, 2, 3, 4 or 8. */
  readonly bytesPerSample: number;
  readonly encoding: 'integer' | 'float';
  /** Undefined where the header was written before anybody knew. */
  readonly dataBytes: number | undefined;
}

const PCM = 1;
const FLOAT = 3;
/** The real code stands at the beginning of a GUID further on. */
const EXTENSIBLE = 0xfffe;

/** What else recorders write, by its code (RFC 2361). */
const CODECS: Readonly<Record<number, string>> = {
  2: 'ADPCM',
  6: 'A-law',
  7: 'µ-law',
  17: 'IMA ADPCM',
  49: 'GSM 6.10',
  80: 'MPEG',
  85: 'MP3',
};

/** Sizes that stand where nobody knew: ffmpeg's into a pipe, and that of a recorder whose battery died. */
const UNKNOWN_SIZES = new Set([0xffffffff, 0]);

/** sox, into a pipe, writes a little less than 2 GiB: 0x7ffff000 in version 14.4.2. */
const SOX_PIPE_BYTES = { least: 0x7fffe000, most: 0x7fffffff } as const;

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
  await reader.skip(12);
  let format: Omit<WavLayout, 'dataBytes'> | undefined;
  let longDataBytes: number | undefined;
  for (;;) {
    const header = await reader.take(8);
    if (header.length < 8) throw damaged(name, 'it ends before its samples begin');
    const id = Buffer.from(header.subarray(0, 4)).toString('latin1');
    const size = viewOf(header).getUint32(4, true);
    if (id === 'data') {
      if (format === undefined) throw damaged(name, 'its samples come before their format');
      return { ...format, dataBytes: dataBytesOf(size, longDataBytes) };
    }
    if (id === 'fmt ') {
      if (size > MOST_FORMAT_BYTES) throw damaged(name, 'its format has no sensible length');
      format = parseFormat(await reader.take(size), name);
    } else if (id === 'ds64' && size >= 24 && size <= MOST_FORMAT_BYTES) {
      const sizes = viewOf(await reader.take(size));
      if (sizes.byteLength < 24) throw damaged(name, 'it ends before its samples begin');
      longDataBytes = Number(sizes.getBigUint64(8, true));
    } else {
      await reader.skip(size);
    }
    // A chunk of odd length is followed by a zero, which some writers forget; no name begins with one.
    if (size % 2 === 1 && (await reader.peek(1))[0] === 0) await reader.skip(1);
  }
}

/** The 64-bit size of RF64 stands for the 32-bit one where that is all ones. */
function dataBytesOf(size: number, longDataBytes: number | undefined): number | undefined {
  const bytes = size === 0xffffffff ? (longDataBytes ?? size) : size;
  const isSoxPipe = bytes >= SOX_PIPE_BYTES.least && bytes <= SOX_PIPE_BYTES.most;
  return UNKNOWN_SIZES.has(bytes) || isSoxPipe ? undefined : bytes;
}

function parseFormat(bytes: Uint8Array, name: string): Omit<WavLayout, 'dataBytes'> {
  if (bytes.length < 16) throw damaged(name, 'its format is cut short');
  const view = viewOf(bytes);
  const code = view.getUint16(0, true);
  const codec = code === EXTENSIBLE && bytes.length >= 26 ? view.getUint16(24, true) : code;
  if (codec !== PCM && codec !== FLOAT) {
    throw unusable(
      name,
      `its samples are ${CODECS[codec] ?? `of codec ${codec}`}, compressed. Export it as WAV of 16 bits`,
    );
  }
  const channels = view.getUint16(2, true);
  const sampleRateHz = view.getUint32(4, true);
  if (channels === 0) throw damaged(name, 'it says that it has 0 channels');
  if (sampleRateHz === 0) throw damaged(name, 'it says that it has 0 samples a second');
  const bytesPerSample = view.getUint16(12, true) / channels;
  const bits = view.getUint16(14, true);
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
