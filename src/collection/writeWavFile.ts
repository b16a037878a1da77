import type { FileHandle } from 'node:fs/promises';
import { decibels, normalisingGain, peakOf } from '../audio/levels.js';
import { createLoudnessMeter } from '../audio/loudness.js';
import { RENDER_RATE_HZ, type StereoBlock } from '../audio/stereoBlock.js';
import { wavFrames, wavHeader, wavHeaderBytes } from '../audio/writeWav.js';
import { throwIfAborted } from '../errors.js';
import { fillFileAtomically } from './writeFileAtomically.js';

/** How loud a WAV file is that was written. */
export interface WavLevels {
  readonly frames: number;
  readonly seconds: number;
  /** What each sample was multiplied by. */
  readonly gain: number;
  /** The highest sample in dB below full scale; −∞ for silence. */
  readonly peakDb: number;
  /** Integrated loudness, ITU-R BS.1770-4; −∞ for silence. */
  readonly loudnessLufs: number;
}

export interface WavOptions {
  /** What each sample is multiplied by; by default what brings the highest one to −1 dBFS. */
  readonly gain?: number;
  readonly signal?: AbortSignal;
}

/** One frame as it is rendered: two floating-point numbers of four bytes. */
const FLOAT_FRAME_BYTES = 8;

/** 64 kB of memory each, whatever the length of the piece. */
const CHUNK_FRAMES = 8192;

/**
 * Writes sound as a WAV file, whole or not at all: 24 bits, stereo, 44.1 kHz; beyond 4 GB, as RF64.
 *
 * The gain is known only at the end, so the blocks are first kept as they are in the new file beside
 * it, and then made into samples of 24 bits within that file, which become shorter than what was there.
 *
 * @throws MirrorError as `writeFileAtomically` does, `aborted` when the signal fires, and whatever the blocks throw
 */
export function writeWavFile(
  path: string,
  blocks: AsyncIterable<StereoBlock>,
  { gain, signal }: WavOptions = {},
): Promise<WavLevels> {
  return fillFileAtomically(path, async (file) => {
    const measured = await measureSound(keepFloats(file, blocks, signal));
    const levels = levelsAt(measured, gain);
    await makeWav(file, levels, signal);
    return levels;
  });
}

/** What is to know of some sound before it has a gain. */
export interface MeasuredSound {
  readonly frames: number;
  readonly peak: number;
  readonly loudnessLufs: (gain: number) => number;
}

/** Listens to all blocks and keeps none. */
export async function measureSound(blocks: AsyncIterable<StereoBlock>): Promise<MeasuredSound> {
  const meter = createLoudnessMeter();
  let peak = 0;
  let frames = 0;
  for await (const block of blocks) {
    meter.add(block);
    peak = Math.max(peak, peakOf(block));
    frames += block.left.length;
  }
  return { frames, peak, loudnessLufs: meter.integratedLufs };
}

/** The levels of that sound once it has the gain, by default the one that brings its peak to −1 dBFS. */
export function levelsAt(sound: MeasuredSound, gain = normalisingGain(sound.peak)): WavLevels {
  return {
    frames: sound.frames,
    seconds: sound.frames / RENDER_RATE_HZ,
    gain,
    peakDb: decibels(sound.peak * gain),
    loudnessLufs: sound.loudnessLufs(gain),
  };
}

/** Passes the blocks on and writes them to the file meanwhile. */
async function* keepFloats(
  file: FileHandle,
  blocks: AsyncIterable<StereoBlock>,
  signal?: AbortSignal,
): AsyncGenerator<StereoBlock> {
  let position = floatPosition(0);
  for await (const block of blocks) {
    throwIfAborted(signal);
    const { left, right } = block;
    const floats = new Float32Array(2 * left.length);
    for (let frame = 0; frame < left.length; frame++) {
      floats[2 * frame] = left[frame] as number;
      floats[2 * frame + 1] = right[frame] as number;
    }
    await writeAll(file, new Uint8Array(floats.buffer), position);
    position += floats.byteLength;
    yield block;
  }
}

/**
 * A frame of the WAV file ends before the next chunk of what was kept begins: nothing is overwritten unread. A long file's
 * header is 34 bytes longer than the place before the first frame, and each frame becomes two bytes shorter.
 */
async function makeWav(file: FileHandle, { frames, gain }: WavLevels, signal?: AbortSignal) {
  const chunk = new Float32Array(2 * CHUNK_FRAMES);
  let position = wavHeaderBytes(frames);
  for (let start = 0; start < frames; start += CHUNK_FRAMES) {
    throwIfAborted(signal);
    const length = Math.min(CHUNK_FRAMES, frames - start);
    const kept = new Uint8Array(chunk.buffer, 0, length * FLOAT_FRAME_BYTES);
    await file.read(kept, 0, kept.length, floatPosition(start));
    const left = Float32Array.from({ length }, (_, frame) => chunk[2 * frame] as number);
    const right = Float32Array.from({ length }, (_, frame) => chunk[2 * frame + 1] as number);
    const bytes = wavFrames({ left, right }, gain);
    await writeAll(file, bytes, position);
    position += bytes.length;
  }
  await writeAll(file, wavHeader(frames), 0);
  await file.truncate(position);
}

/** Behind the shortest header, on a whole number of frames. */
function floatPosition(frame: number): number {
  return (Math.ceil(wavHeaderBytes(0) / FLOAT_FRAME_BYTES) + frame) * FLOAT_FRAME_BYTES;
}

/** A nearly full disk takes a part of the bytes and refuses the rest only when asked again. */
async function writeAll(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}
