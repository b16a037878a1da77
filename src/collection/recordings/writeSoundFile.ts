import type { FileHandle } from 'node:fs/promises';
import { levelsAt, measureSound, type SoundLevels } from '../../audio/measureSound.js';
import {
  createSoundEncoder,
  type SoundEncoder,
  type SoundFormat,
  soundFormatOf,
} from '../../audio/soundEncoder.js';
import type { StereoBlock } from '../../audio/stereoBlock.js';
import { wavHeaderBytes } from '../../audio/wav/writeWav.js';
import { checkArguments, checkOptions } from '../../checks/checkOptions.js';
import { MirrorError, throwIfAborted } from '../../errors.js';
import { readInto } from '../../files/disk/readBeginning.js';
import { fillFileAtomically } from '../../files/disk/writeFileAtomically.js';

export interface SoundOptions {
  /** What each sample is multiplied by; by default what brings the highest one to −1 dBFS. */
  readonly gain?: number | undefined;
  /** The piece's name in the tags of MP3 and Ogg Vorbis; none by default. */
  readonly title?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called with how much of a file is encoded, 0–1, once all blocks are there. */
  readonly onEncoded?: ((path: string, share: number) => void) | undefined;
}

/** All options of a file of sound. */
export const SOUND_RULES = {
  gain: { least: 0, most: Infinity, whole: false },
  title: 'string',
  signal: 'signal',
  onEncoded: 'function',
} as const;

/** A file of sound that is to be written. */
export interface SoundFile {
  readonly path: string;
  readonly format: SoundFormat;
}

/** One frame as it is rendered: two floating-point numbers of four bytes. */
const FLOAT_FRAME_BYTES = 8;

/** 64 kB of memory each, whatever the length of the piece. */
const CHUNK_FRAMES = 8192;

/**
 * Writes stereo sound at 44.1 kHz into a file, whole or not at all, in the format that its ending says: `.wav` (24 bits; beyond
 * 4 GB as RF64), `.mp3` or `.ogg` (Vorbis), these two at a variable bit rate of 120 to 190 kbit/s. Equal sound gives equal bytes.
 *
 * @returns how long and how loud it is
 * @throws MirrorError `usage` for what is no path or no blocks, for blocks without a frame, another ending, a gain
 *   that is none or an option of another type or of no known name, as `writeFileAtomically` does, `aborted` when the
 *   signal fires, and whatever the blocks throw
 * @example await writeSoundFile('kitchen.mp3', renderAudio(midi, soundFont), { title: 'kitchen' })
 */
export async function writeSoundFile(
  path: string,
  blocks: AsyncIterable<StereoBlock>,
  options: SoundOptions = {},
): Promise<SoundLevels> {
  checkOptions('writeSoundFile', options, SOUND_RULES);
  checkArguments({ path, blocks }, { path: 'string', blocks: 'stream' });
  const format = soundFormatOf(path);
  if (format === undefined) {
    throw new MirrorError(
      'usage',
      `Expected a file of sound to end in .wav, .mp3 or .ogg but received ${JSON.stringify(path)}. Choose one of these endings.`,
    );
  }
  return writeSoundAs([{ path, format }], blocks, options);
}

/**
 * Writes one sound into several files, each whole or not at all; the blocks are gone through once.
 *
 * The gain is known only at the end, so the blocks are first kept as they are in the new file beside each, and then made
 * into what the file is to hold within that file, which becomes shorter than what was there.
 *
 * @param files at least one
 * @throws MirrorError as `writeSoundFile` does
 */
export function writeSoundAs(
  [file, ...others]: readonly SoundFile[],
  blocks: AsyncIterable<StereoBlock>,
  options: SoundOptions = {},
): Promise<SoundLevels> {
  const { gain, title = '', signal, onEncoded } = options;
  const { path, format } = file as SoundFile;
  return fillFileAtomically(path, async (handle) => {
    const kept = keepFloats(handle, blocks, signal);
    const levels =
      others.length > 0
        ? await writeSoundAs(others, kept, options)
        : levelsAt(await measureSound(kept), gain);
    if (levels.frames === 0) throw withoutFrames(path);
    const encoder = await createSoundEncoder(format, { ...levels, title });
    await encodeKept(handle, {
      encoder,
      frames: levels.frames,
      signal,
      onEncoded: (share) => onEncoded?.(path, share),
    });
    return levels;
  });
}

/** What a generator gives that was gone through before, too. */
function withoutFrames(path: string): MirrorError {
  return new MirrorError(
    'usage',
    `Expected sound to write into ${path} but its blocks hold no frame. A generator gives its blocks once: make a new one for each file.`,
  );
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

interface EncodeSteps {
  readonly encoder: SoundEncoder;
  readonly frames: number;
  readonly signal?: AbortSignal;
  readonly onEncoded: (share: number) => void;
}

/**
 * What the encoder gives is never longer than what it has read: nothing is overwritten unread. A long WAV file's header is
 * 34 bytes longer than the place before the first frame, and each frame becomes two bytes shorter.
 */
async function encodeKept(
  file: FileHandle,
  { encoder, frames, signal, onEncoded }: EncodeSteps,
): Promise<void> {
  let position = encoder.headBytes;
  const append = async (bytes: Uint8Array) => {
    await writeAll(file, bytes, position);
    position += bytes.length;
  };
  for (let start = 0; start < frames; start += CHUNK_FRAMES) {
    throwIfAborted(signal);
    const length = Math.min(CHUNK_FRAMES, frames - start);
    const bytes = encoder.encode(await readFloats(file, { start, length }));
    const isUnread = start + length < frames;
    if (isUnread && position + bytes.length > floatPosition(start + length)) {
      throw new Error('The encoder gives more bytes than it was given.');
    }
    await append(bytes);
    onEncoded((start + length) / frames);
  }
  const { head, tail } = encoder.finish();
  await append(tail);
  await writeAll(file, head, 0);
  await file.truncate(position);
}

async function readFloats(
  file: FileHandle,
  { start, length }: { readonly start: number; readonly length: number },
): Promise<StereoBlock> {
  const floats = new Float32Array(2 * length);
  const bytesRead = await readInto(file, new Uint8Array(floats.buffer), floatPosition(start));
  if (bytesRead < floats.byteLength)
    throw new Error('The sound that was kept has ended too early.');
  return {
    left: Float32Array.from({ length }, (_, frame) => floats[2 * frame] as number),
    right: Float32Array.from({ length }, (_, frame) => floats[2 * frame + 1] as number),
  };
}

/** Behind the shortest header of a WAV file, on a whole number of frames. */
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
