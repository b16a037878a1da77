import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeTemporaryFolder } from '../../files/disk/temporaryFolder.js';
import { renderAudio, writeWavFile } from '../../index.js';
import type { CommandContext } from '../context.js';
import { openSoundFont } from '../options/soundFontFile.js';
import { type Player, playFile } from './player.js';

export interface PlayOptions {
  /** The file that it is from, for messages. */
  readonly name: string;
  /** By default that of the package. */
  readonly soundfont?: string;
  readonly players: readonly Player[];
  readonly context: CommandContext;
}

/**
 * Renders a MIDI file into a folder of its own, plays it, and takes the folder away again, whatever happens.
 *
 * @throws MirrorError as `openSoundFont`, `renderAudio`, `writeWavFile` and `playFile` do
 */
export async function playMidi(
  midi: Uint8Array,
  { name, soundfont, players, context }: PlayOptions,
): Promise<void> {
  const { terminal, signal } = context;
  const soundFont = await openSoundFont(soundfont);
  const folder = await makeTemporaryFolder();
  try {
    const file = join(folder, 'sound.wav');
    const sound = renderAudio(midi, soundFont, {
      name,
      signal,
      onSkipped: (line) => terminal.note(`${name}: ${line}`),
      onProgress: (share) =>
        terminal.showStatus([`${name}: rendering, ${Math.floor(share * 100)} %`]),
    });
    const { seconds } = await writeWavFile(file, sound, { signal }).finally(() =>
      terminal.showStatus([]),
    );
    terminal.note(`${name}: playing ${seconds.toFixed(1)} s; Ctrl-C stops`);
    await playFile(file, { players, signal });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
