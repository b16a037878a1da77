import { basename } from 'node:path';
import { createByteReader } from '../../audio/byteReader.js';
import { AUDIO_FORMATS, decodeAudio, notDecodable } from '../../audio/decodeAudio.js';
import { recogniseAudio } from '../../audio/recogniseAudio.js';
import { MirrorError, throwIfAborted } from '../../errors.js';
import { sha256OfStream } from '../../files/checksum.js';
import { aboutFile } from '../../files/disk/aboutFile.js';
import { type ReadOptions, streamRegularFile } from '../../files/disk/readRegularFile.js';
import type { FileFormat } from '../../files/fileFormat.js';
import { MIDI_ENDING } from '../names/recordingName.js';
import { convertedAudio } from './convertAudio.js';

/** Hours of field recordings are welcome: audio is never held whole. */
export const AUDIO_LIMITS: ReadOptions = {
  what: 'a recording',
  mostBytes: Number.MAX_SAFE_INTEGER,
};

/** What a recording is, by its own bytes. */
export type RecordingKind = 'MIDI' | 'audio';

/**
 * Whether a file is MIDI or audio. What is named like MIDI and is no audio counts as MIDI, whose reader
 * says best what is wrong with it.
 *
 * @throws MirrorError `input`, opened by the path, for a file that is neither or cannot be read
 */
export async function recogniseRecording(path: string): Promise<RecordingKind> {
  const format = await formatOfFile(path);
  if (format.is === 'midi') return 'MIDI';
  if (format.is !== 'other') return 'audio';
  if (MIDI_ENDING.test(path)) return 'MIDI';
  throw aboutFile(
    path,
    new MirrorError(
      'input',
      `Expected a recording (MIDI, ${AUDIO_FORMATS}, or M4A where ffmpeg is) but this is ${format.name}. ${format.remedy}`,
    ),
  );
}

/**
 * The bytes of an audio file as `decodeAudio` takes them: its own, or what another program of the machine
 * makes of them, for M4A and whatever else is not decoded here.
 *
 * @throws MirrorError `input`, opened by the path, if this is no audio, if there is no such program, or if it cannot make
 *   anything of the file
 */
export async function* streamAudioFile(
  path: string,
  { signal }: { readonly signal?: AbortSignal } = {},
): AsyncGenerator<Uint8Array> {
  const format = await formatOfFile(path);
  if (format.is === 'midi' || format.is === 'other') {
    throw aboutFile(path, notDecodable('this', format));
  }
  const bytes =
    format.is === 'foreign'
      ? convertedAudio(path, { format: format.name })
      : streamRegularFile(path, AUDIO_LIMITS);
  for await (const chunk of bytes) {
    throwIfAborted(signal);
    yield chunk;
  }
}

/**
 * What a file is, by its container and the tracks in it.
 *
 * @throws MirrorError `input`, opened by the path, for a file that cannot be read
 */
export async function formatOfFile(path: string): Promise<FileFormat> {
  const reader = createByteReader(streamRegularFile(path, AUDIO_LIMITS));
  try {
    return await recogniseAudio(reader);
  } finally {
    await reader.close();
  }
}

/**
 * Decodes an audio file from beginning to end and keeps nothing of it: whatever is wrong with it is known
 * before hours are spent on transcribing.
 *
 * @returns how many seconds it lasts
 * @throws MirrorError `input`, opened by the path, as `decodeAudio` does
 */
export async function measureAudioFile(
  path: string,
  options: { readonly signal?: AbortSignal; readonly onSeconds?: (seconds: number) => void } = {},
): Promise<number> {
  let seconds = 0;
  try {
    for await (const { sampleRateHz, samples } of decodeAudio(
      streamAudioFile(path, options),
      basename(path).normalize('NFC'),
    )) {
      seconds += samples.length / sampleRateHz;
      options.onSeconds?.(seconds);
    }
  } catch (error) {
    throw error instanceof MirrorError ? aboutAudio(path, error) : error;
  }
  return seconds;
}

/** SHA-256 of a file of any length, 64 lower-case hexadecimal digits. */
export function sha256OfFile(
  path: string,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<string> {
  return sha256OfStream(streamRegularFile(path, { ...AUDIO_LIMITS, signal }));
}

/** The same error, opened by the path unless it is already. */
export function aboutAudio(path: string, error: MirrorError): MirrorError {
  return error.code !== 'input' || error.message.startsWith(`${path}: `)
    ? error
    : aboutFile(path, error);
}
