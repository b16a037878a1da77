import { type ChildProcess, spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { MirrorError } from '../../errors.js';
import { aboutFile, systemErrorCode } from '../../files/disk/aboutFile.js';
import { makeTemporaryFolder } from '../../files/disk/temporaryFolder.js';

/**
 * An audio file as WAV, by a program of the machine: ffmpeg through a pipe, else macOS' afconvert through
 * a temporary file. No decoder of AAC on npm has a licence that this package could take.
 *
 * @param options.format what the file is, for messages
 * @throws MirrorError `input`, opened by the path, if there is neither program, or none can decode the file
 */
export async function* convertedAudio(
  path: string,
  options: { readonly format: string },
): AsyncGenerator<Uint8Array> {
  // A path that begins with «/» or «C:» is no option, and «file:» keeps ffmpeg from taking it for an address.
  const file = resolve(path);
  const ffmpeg = await start('ffmpeg', [
    ...['-nostdin', '-v', 'error', '-xerror', '-protocol_whitelist', 'file,pipe'],
    ...['-i', `file:${file}`, '-map', '0:a:0', '-c:a', 'pcm_f32le', '-f', 'wav', 'pipe:1'],
  ]);
  if (ffmpeg !== undefined) {
    yield* outputOf(ffmpeg, { ...options, path });
    return;
  }
  const folder = await makeTemporaryFolder();
  try {
    const wav = join(folder, 'audio.wav');
    const afconvert = await start('afconvert', ['-f', 'WAVE', '-d', 'LEF32', file, wav]);
    if (afconvert === undefined) throw withoutProgram(path, options.format);
    for await (const _ of outputOf(afconvert, { ...options, path }));
    yield* createReadStream(wav) as AsyncIterable<Buffer>;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The program that `convertedAudio` asks on this machine, if there is one. */
export async function findConverter(): Promise<'ffmpeg' | 'afconvert' | undefined> {
  for (const program of ['ffmpeg', 'afconvert'] as const) {
    const running = await start(program, ['-h']);
    if (running === undefined) continue;
    running.child.kill();
    return program;
  }
  return undefined;
}

/** A program that runs, with what it says; undefined if there is none of that name. */
interface Running {
  readonly program: string;
  readonly child: ChildProcess;
  /** Resolves when it has ended, with its exit code. */
  readonly ended: Promise<number | null>;
  readonly complaints: () => string;
}

async function start(program: string, words: readonly string[]): Promise<Running | undefined> {
  const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
  let complaints = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaints = (complaints + text).slice(-2000);
  });
  const ended = new Promise<number | null>((end) => child.on('close', end));
  try {
    await new Promise<void>((started, failed) => child.on('spawn', started).on('error', failed));
  } catch (error) {
    // EACCES: a file of that name that is no program.
    if (['ENOENT', 'EACCES', 'ENOTDIR'].includes(systemErrorCode(error) ?? '')) return undefined;
    throw new MirrorError('environment', `${program} could not be started: ${String(error)}.`);
  }
  return { program, child, ended, complaints: () => complaints };
}

/** What a program writes to its output, if it ends well; it is stopped when its reader stops. */
async function* outputOf(
  { program, child, ended, complaints }: Running,
  { path, format }: { readonly path: string; readonly format: string },
): AsyncGenerator<Uint8Array> {
  try {
    yield* child.stdout as Readable as AsyncIterable<Buffer>;
    if ((await ended) === 0) return;
  } finally {
    child.kill();
  }
  const reason = complaints().trim().split('\n').at(-1)?.trim().replace(/\.$/, '');
  const remedy =
    program === 'ffmpeg' ? 'Copy it again' : 'Install ffmpeg (ffmpeg.org), which decodes more';
  throw aboutFile(
    path,
    new MirrorError(
      'input',
      `Expected ${format} but ${program} cannot decode it (${reason || 'it does not say why'}). ${remedy}, or export it as WAV.`,
    ),
  );
}

function withoutProgram(path: string, format: string): MirrorError {
  return aboutFile(
    path,
    new MirrorError(
      'input',
      `Expected audio that can be decoded here but this is ${format}, which takes ffmpeg, and there is none. Install it (ffmpeg.org), or export the recording as WAV of 16 bits, FLAC, MP3 or Ogg.`,
    ),
  );
}
