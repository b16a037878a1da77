import { randomUUID } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  drawPng,
  drawRoom,
  readPictureFonts,
  readSoundFont,
  readSoundFontFile,
  renderAudio,
  type SoundMirror,
  writeMidi,
  writeSoundFile,
} from '../../../index.js';
import type { TakeAwayFormat } from '../../protocol/answers.js';
import { stemsArchive } from './stemsArchive.js';

/** What each file is, to a browser. */
export const CONTENT_TYPES: Readonly<Record<TakeAwayFormat, string>> = {
  mid: 'audio/midi',
  wav: 'audio/wav',
  mp3: 'audio/mpeg',
  zip: 'application/zip',
  png: 'image/png',
  svg: 'image/svg+xml',
};

/**
 * A piece as a file: the very bytes that the command line writes for the same photo and settings.
 *
 * @returns all bytes, or a stream of them where they may be too many for memory
 * @param options.folder where a file of sound is made and goes again
 * @param options.onProgress called with the share that is made, 0–1, of files that take long
 * @throws MirrorError as `renderAudio` and `drawRoom` do
 */
export async function takeAway(
  mirror: SoundMirror,
  format: TakeAwayFormat,
  {
    folder,
    signal,
    onProgress,
  }: {
    readonly folder: string;
    readonly signal: AbortSignal;
    readonly onProgress: (done: number) => void;
  },
): Promise<Uint8Array | ReadableStream<Uint8Array>> {
  if (format === 'mid') return writeMidi(mirror.score);
  if (format === 'png') return drawPng(await drawPage(mirror));
  if (format === 'zip') return stemsArchive(mirror.score, { folder, signal, onProgress });
  if (format === 'svg') return new TextEncoder().encode(await drawPage(mirror));
  const path = join(folder, `${randomUUID()}.${format}`);
  const soundFont = await readSoundFont(await readSoundFontFile());
  const { score } = mirror;
  try {
    const sound = renderAudio(writeMidi(score), soundFont, { signal, onProgress });
    await writeSoundFile(path, sound, { title: score.title, signal });
    return await readFile(path);
  } finally {
    await rm(path, { force: true });
  }
}

async function drawPage(mirror: SoundMirror): Promise<string> {
  return drawRoom(mirror, { fonts: await readPictureFonts() });
}
