import { access, constants } from 'node:fs/promises';
import { dirname, join, parse, resolve, sep } from 'node:path';
import { isFolder } from '../collection/pathChecks.js';
import { lowestExisting, unwritable } from '../collection/writeFileAtomically.js';
import { MirrorError } from '../errors.js';

/** Where the MIDI file of one photo goes. */
export interface PhotoOutput {
  /** As the caller wrote it. */
  readonly photo: string;
  readonly midi: string;
  /** Where the explanation goes, if one is asked for. */
  readonly explanation: string;
  /** Whether it carries a number because another photo of this call has its name. */
  readonly numbered: boolean;
}

/**
 * Where the MIDI files of the photos go: `<photo>.mid` in the working folder; with `out`, that file, or
 * into that folder if it is one, ends in a slash, or there are several photos.
 *
 * @throws MirrorError `usage` if several photos would go into one file, `input` if a folder cannot be
 *   written
 */
export async function photoOutputs(
  photos: readonly string[],
  out?: string,
): Promise<PhotoOutput[]> {
  if (photos.length > 1 && out !== undefined) await checkIsForFolder(out, photos.length);
  const folder = photos.length > 1 && out !== undefined ? `${out}/` : out;
  const outputs: PhotoOutput[] = [];
  for (const { photo, name, numbered } of nameFiles(photos)) {
    const midi = await outputPath(name, folder);
    outputs.push({ photo, midi, explanation: explanationBeside(midi), numbered });
  }
  return outputs;
}

/**
 * Where one file of that name goes: into the working folder, or to `out`, a file or a folder.
 *
 * @throws MirrorError `usage` for an empty `out`, `input` if the folder cannot be written
 */
export async function outputPath(name: string, out?: string): Promise<string> {
  if (out === '') throw new MirrorError('usage', 'Expected -o to name a file or a folder.');
  const isForFolder =
    out !== undefined && (out.endsWith('/') || out.endsWith(sep) || (await isFolder(out)));
  const path = isForFolder ? join(out, name) : (out ?? name);
  await checkWritable(path, '-o');
  return path;
}

/** @example explanationBeside('music/kitchen.mid') // 'music/kitchen.explain.json' */
function explanationBeside(midi: string): string {
  return `${midi.replace(/\.midi?$/i, '')}.explain.json`;
}

async function checkIsForFolder(out: string, fileCount: number): Promise<void> {
  if (!/\.midi?$/i.test(out) || (await isFolder(out))) return;
  throw new MirrorError(
    'usage',
    `Expected -o to be a folder for ${fileCount} photos but received ${JSON.stringify(out)}. Write the name of a folder.`,
  );
}

function nameFiles(photos: readonly string[]) {
  const taken = new Set<string>();
  return photos.map((photo) => {
    const stem = parse(photo).name;
    let name = `${stem}.mid`;
    // Disks of Windows and macOS do not tell capitals apart, nor ways of composing a letter.
    const isTaken = () => taken.has(name.normalize('NFC').toLowerCase());
    for (let number = 2; isTaken(); number++) name = `${stem}-${number}.mid`;
    taken.add(name.normalize('NFC').toLowerCase());
    return { photo, name, numbered: name !== `${stem}.mid` };
  });
}

/**
 * Finds out before the work, not after it, that its result could not be written.
 *
 * @param option where another path could be given
 * @throws MirrorError `input` if the folder cannot be written
 */
export async function checkWritable(path: string, option: string): Promise<void> {
  const folder = await lowestExisting(dirname(resolve(path)));
  if (!(await isFolder(folder))) {
    throw new MirrorError(
      'input',
      `${folder}: Expected a folder to write to but this is a file. Choose another with ${option}.`,
    );
  }
  try {
    await access(folder, constants.W_OK);
  } catch (error) {
    throw unwritable(path, error);
  }
}
