import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { soundFormatOf } from '../../audio/soundEncoder.js';
import { stemNames } from '../../collection/recordings/stemNames.js';
import { MirrorError } from '../../errors.js';
import { isFolder, isRegularFile } from '../../files/disk/pathChecks.js';
import type { MusicOutput } from './outputPaths.js';

/** What sound a call asks for besides the file of -o. */
export interface AudioArguments {
  readonly wav?: boolean;
  readonly stems?: boolean;
  readonly soundfont?: string;
}

/** Where the sound of one piece goes. */
export interface AudioOutputs {
  /** The file that -o names, if it names one of sound. */
  readonly audio?: string;
  /** Undefined where --wav does not ask for it; the file of -o if that is a WAV file. */
  readonly wav?: string;
  /** The folder for a file of each object; undefined where they are not asked for. */
  readonly stems?: string;
}

/**
 * Makes sure that a SoundFont is named only where something sounds.
 *
 * @throws MirrorError `usage`
 */
export function refuseIdleSoundFont({ soundfont }: AudioArguments): void {
  if (soundfont === undefined) return;
  throw new MirrorError(
    'usage',
    'Expected --wav or --stems with --soundfont but received neither. Add --wav, or end -o in .wav, .mp3 or .ogg, to hear it.',
  );
}

/**
 * `kitchen.wav` and `kitchen.stems` beside `kitchen.mid`, and the file of sound that -o names.
 *
 * @throws MirrorError `usage` if a file stands where the folder goes
 */
export async function audioOutputs(
  { audio, stem }: MusicOutput,
  { wav, stems }: AudioArguments,
): Promise<AudioOutputs> {
  const isWav = audio !== undefined && soundFormatOf(audio) === 'wav';
  const folder = `${stem}.stems`;
  if (stems && (await isRegularFile(folder))) {
    throw new MirrorError(
      'usage',
      `${folder}: Expected a folder for the stems but this is a file. Choose another name with -o.`,
    );
  }
  return {
    ...(audio !== undefined && { audio }),
    ...(wav && { wav: isWav ? audio : `${stem}.wav` }),
    ...(stems && { stems: folder }),
  };
}

/** Where the stem of each part goes, in the score's order: `kitchen.stems/01-clock.wav`. */
export function stemFiles(folder: string, names: readonly string[]): string[] {
  return stemNames(names).map((name) => join(folder, name));
}

/** Stems of an older call that this one does not replace; a person who mixes all files of the folder wants to know. */
export async function olderStems(folder: string, files: readonly string[]): Promise<string[]> {
  if (!(await isFolder(folder))) return [];
  const names = await readdir(folder);
  return names
    .filter((name) => /^\d\d-.*\.wav$/.test(name))
    .map((name) => join(folder, name))
    .filter((file) => !files.includes(file))
    .sort();
}
