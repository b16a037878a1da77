import { FLACDecoder } from '@wasm-audio-decoders/flac';
import { MirrorError } from '../errors.js';
import type { AudioBlock } from './audioBlock.js';
import type { ByteReader } from './byteReader.js';
import { decodeStream } from './decodeStream.js';

/**
 * A FLAC file's sound, bare or in Ogg, all channels as one.
 *
 * @throws MirrorError `input` at its end for a file that holds fewer samples than its header says
 */
export async function* decodeFlac(reader: ByteReader, name: string): AsyncGenerator<AudioBlock> {
  const promised = promisedSamples(await reader.peek(26));
  const decoder = new FLACDecoder();
  await decoder.ready;
  let samples = 0;
  let sampleRateHz = 1;
  for await (const block of decodeStream(reader.rest(), decoder)) {
    samples += block.samples.length;
    sampleRateHz = block.sampleRateHz;
    yield block;
  }
  if (promised === undefined || samples >= promised || samples === 0) return;
  throw new MirrorError(
    'input',
    `Expected a whole FLAC file but ${name} is cut short or damaged: ${((promised - samples) / sampleRateHz).toFixed(2)} s that its header promises are missing. Copy it again from where it came.`,
  );
}

/**
 * How many samples a channel has, by the STREAMINFO that opens every bare FLAC file (RFC 9639, 8.2): 36
 * bits from the middle of byte 21 on. Undefined where nobody knew, or where there is no such opening.
 */
function promisedSamples(start: Uint8Array): number | undefined {
  if (start.length < 26 || Buffer.from(start.subarray(0, 4)).toString('latin1') !== 'fLaC') {
    return undefined;
  }
  const [high = 0, ...rest] = start.subarray(21, 26);
  return rest.reduce((count, byte) => count * 256 + byte, high & 15) || undefined;
}
