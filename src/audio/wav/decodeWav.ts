import { MirrorError } from '../../errors.js';
import type { AudioBlock } from '../audioBlock.js';
import type { ByteReader } from '../byteReader.js';
import { readWavHeader, type WavLayout } from './wavHeader.js';

/** Frames to a block: large enough to be quick, small enough to be nothing. */
const BLOCK_FRAMES = 16_384;

/**
 * A WAV file's sound, all channels as one: integers of 8, 16, 24 or 32 bits, or floats of 32 or 64.
 *
 * @throws MirrorError `input` for a file that is damaged or compressed, and at its end for one that is
 *   shorter than its header says
 */
export async function* decodeWav(reader: ByteReader, name: string): AsyncGenerator<AudioBlock> {
  const layout = await readWavHeader(reader, name);
  const { sampleRateHz, channels, bytesPerSample, dataBytes = Infinity } = layout;
  const frameBytes = channels * bytesPerSample;
  let leftBytes = dataBytes;
  while (leftBytes >= frameBytes) {
    const bytes = await reader.take(Math.min(leftBytes, BLOCK_FRAMES * frameBytes));
    leftBytes -= bytes.length;
    if (bytes.length < frameBytes) break;
    yield { sampleRateHz, samples: toMono(bytes, layout) };
  }
  if (isCutShort(layout, leftBytes)) throw cutShort(name, leftBytes / frameBytes / sampleRateHz);
}

/** Whether samples are missing, rather than that the writer counted wrongly. */
function isCutShort(
  { dataBytes, miscountBytes, fileDataBytes }: WavLayout,
  missingBytes: number,
): boolean {
  if (dataBytes === undefined || missingBytes <= miscountBytes) return false;
  // The file as a whole is as long as it says.
  return fileDataBytes === undefined || fileDataBytes > dataBytes - missingBytes;
}

/** The mean of each frame's channels; a frame that is not whole is left out. */
function toMono(bytes: Uint8Array, layout: WavLayout): Float32Array {
  const { channels, bytesPerSample } = layout;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const read = sampleReader(view, layout);
  const mono = new Float32Array(Math.floor(bytes.length / (channels * bytesPerSample)));
  let at = 0;
  for (let frame = 0; frame < mono.length; frame++) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel++, at += bytesPerSample) sum += read(at);
    mono[frame] = sum / channels;
  }
  return mono;
}

/** One sample, −1 to 1, by the place of its first byte. */
function sampleReader(
  view: DataView,
  { bytesPerSample, encoding }: WavLayout,
): (at: number) => number {
  if (encoding === 'float') {
    return bytesPerSample === 4
      ? (at) => view.getFloat32(at, true)
      : (at) => view.getFloat64(at, true);
  }
  switch (bytesPerSample) {
    // Only samples of one byte have no sign: 128 is their middle.
    case 1:
      return (at) => (view.getUint8(at) - 128) / 2 ** 7;
    case 2:
      return (at) => view.getInt16(at, true) / 2 ** 15;
    case 3:
      return (at) => (view.getInt8(at + 2) * 2 ** 16 + view.getUint16(at, true)) / 2 ** 23;
    default:
      return (at) => view.getInt32(at, true) / 2 ** 31;
  }
}

function cutShort(name: string, missingSeconds: number): MirrorError {
  const seconds = missingSeconds < 10 ? missingSeconds.toFixed(2) : missingSeconds.toFixed(0);
  return new MirrorError(
    'input',
    `Expected a whole WAV file but ${name} is cut short: ${seconds} s that its header promises are missing. Copy it again, or save what is there under another name with an audio editor.`,
  );
}
