import { access, constants, stat } from 'node:fs/promises';
import { dirname, join, parse, resolve, sep } from 'node:path';
import { isFolder } from '../collection/pathChecks.js';
import { unwritable } from '../collection/writeFileAtomically.js';
import { MirrorError } from '../errors.js';

/** Where the MIDI file of one photo goes. */
export interface PhotoOutput {
  /** As the caller wrote it. */
  readonly photo: string;
  readonly midi: string;
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
    outputs.push({ photo, midi: await outputPath(name, folder), numbered });
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
  await checkWritable(path);
  return path;
}

/**
 * Makes sure that no output is one of the inputs, whatever links or spellings lead there.
 *
 * @throws MirrorError `usage` for the first that is
 */
export async function refuseOverwriting(
  inputs: readonly string[],
  outputs: readonly string[],
): Promise<void> {
  const protectedFiles = new Set(await Promise.all(inputs.map(fileIdentity)));
  for (const output of outputs) {
    const identity = await fileIdentity(output);
    if (identity !== undefined && protectedFiles.has(identity)) {
      throw new MirrorError(
        'usage',
        `${output}: Expected a file that may be written but this is one of the inputs. Choose another name with -o.`,
      );
    }
  }
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

/** Finds out before the work, not after it, that its result could not be written. */
async function checkWritable(path: string): Promise<void> {
  try {
    await access(await nearestFolder(dirname(resolve(path))), constants.W_OK);
  } catch (error) {
    throw error instanceof MirrorError ? error : unwritable(path, error);
  }
}

/** The folder itself, or the lowest one above it that is there. */
async function nearestFolder(folder: string): Promise<string> {
  try {
    if ((await stat(folder)).isDirectory()) return folder;
  } catch (error) {
    if (folder === dirname(folder)) throw error;
    return nearestFolder(dirname(folder));
  }
  throw new MirrorError(
    'input',
    `${folder}: Expected a folder to write to but this is a file. Choose another with -o.`,
  );
}

/** Equal for all paths that lead to one file; undefined for a file that is not there. */
async function fileIdentity(path: string): Promise<string | undefined> {
  const stats = await stat(path).catch(() => undefined);
  return stats === undefined ? undefined : `${stats.dev} ${stats.ino}`;
}
