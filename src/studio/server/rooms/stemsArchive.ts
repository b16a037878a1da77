import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { levelsAt, measureSound } from '../../../audio/measureSound.js';
import { stemNames } from '../../../collection/recordings/stemNames.js';
import { zipFiles } from '../../../files/disk/zipFiles.js';
import {
  readSoundFont,
  readSoundFontFile,
  renderAudio,
  type Score,
  writeMidi,
  writeWavFile,
} from '../../../index.js';

/**
 * A WAV file of each voice, as `mirror --stems` writes them: as long as the whole and with its gain, so that they add up to it; together
 * in a ZIP archive.
 *
 * @param options.folder where the files lie until the archive has been read or let go
 * @throws MirrorError as `renderAudio` and `zipFiles` do
 */
export async function stemsArchive(
  score: Score,
  {
    folder,
    signal,
    onProgress,
  }: {
    readonly folder: string;
    readonly signal: AbortSignal;
    /** Called with the share that is rendered, 0–1. */
    readonly onProgress: (done: number) => void;
  },
): Promise<ReadableStream<Uint8Array>> {
  const own = await mkdtemp(join(folder, 'stems-'));
  const end = () => rm(own, { recursive: true, force: true });
  try {
    const midi = writeMidi(score);
    const soundFont = await readSoundFont(await readSoundFontFile());
    // The whole is rendered first, for its length and its gain.
    const renders = score.parts.length + 1;
    let finished = 0;
    const render = (options: { track?: number; frames?: number } = {}) =>
      renderAudio(midi, soundFont, {
        ...options,
        signal,
        onProgress: (share) => onProgress((finished + share) / renders),
      });
    const { frames, gain } = levelsAt(await measureSound(render()));
    const names = stemNames(score.parts.map(({ name }) => name));
    const files = names.map((name) => ({ name, path: join(own, name) }));
    for (const [index, { path }] of files.entries()) {
      // The first track is the conductor's.
      finished = index + 1;
      await writeWavFile(path, render({ track: index + 1, frames }), { gain, signal });
    }
    const pieces = Readable.from(zipFiles(files));
    // A client may be gone before the first read: a generator that never began runs no `finally`, but its stream closes.
    // What cannot be removed now goes with the folder around it.
    pieces.once('close', () => end().catch(() => {}));
    return Readable.toWeb(pieces) as ReadableStream<Uint8Array>;
  } catch (error) {
    await end();
    throw error;
  }
}
