import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { byName } from '../../collection/names/byName.js';
import { MirrorError } from '../../errors.js';
import { aboutFile } from '../../files/disk/aboutFile.js';
import { exists, isFolder } from '../../files/disk/pathChecks.js';
import { type FolderFiles, folderFiles, type PassedOver } from './folderFiles.js';
import type { InputKind } from './inputKinds.js';
import { isPattern, matchesPattern } from './matchesPattern.js';

/** The files that the arguments of a call stand for. */
export interface ExpandedInputs {
  /** In the order of the arguments, and within a folder by name. */
  readonly files: readonly string[];
  /** Whether there are several, or a folder, which could hold several however many it holds today. */
  readonly isSeveral: boolean;
  /** A line for each folder in which something was passed over. */
  readonly notes: readonly string[];
  /** Code `input`: a folder that holds none, or that cannot be listed. */
  readonly errors: readonly MirrorError[];
}

export interface ExpandOptions {
  readonly kind: InputKind;
  /** Whether folders within a folder are looked into as well. */
  readonly isRecursive: boolean;
  /** Lists what an argument stands for that is no path of this machine; undefined for a path. */
  readonly listAddress?: (
    arg: string,
    options: Pick<ExpandOptions, 'kind' | 'isRecursive'>,
  ) => Promise<(FolderFiles & { readonly isFolder: boolean }) | undefined>;
}

/**
 * What the arguments of a call name: a file is itself, a folder stands for the files in it, and a pattern that a shell left as it
 * was, as those of Windows do, for the files that match it. The command that reads it names what is not there.
 */
export async function expandInputs(
  args: readonly string[],
  options: ExpandOptions,
): Promise<ExpandedInputs> {
  const files: string[] = [];
  const notes: string[] = [];
  const errors: MirrorError[] = [];
  let isSeveral = args.length > 1;
  const take = (folder: string, found: FolderFiles) => {
    // One by one: a call takes some 100,000 arguments at most.
    for (const file of found.files) files.push(file);
    if (found.files.length === 0) errors.push(emptyFolder(folder, found, options));
    else if (found.passedOver.length > 0) notes.push(passedOverLine(folder, found.passedOver));
  };
  for (const arg of args) {
    const listed = await options.listAddress?.(arg, options);
    if (listed !== undefined) {
      isSeveral ||= listed.isFolder;
      take(arg, listed);
      continue;
    }
    const named = await matchedPaths(arg);
    const paths = named ?? [arg];
    // As where a shell expands it, a pattern that one file matches stands for that file.
    isSeveral ||= paths.length > 1;
    for (const path of paths) {
      if (!(await isFolder(path))) {
        files.push(path);
        continue;
      }
      isSeveral = true;
      const found = await listFolder(path, options);
      if (found instanceof MirrorError) errors.push(found);
      else take(path, found);
    }
  }
  return { files, isSeveral, notes, errors };
}

/** What a pattern in the last part of a path stands for; undefined for a name, for one that is there, and for no match. */
async function matchedPaths(arg: string): Promise<string[] | undefined> {
  const pattern = basename(arg);
  if (!isPattern(pattern) || (await exists(arg))) return undefined;
  const folder = dirname(arg);
  const names = await readdir(folder).catch((): string[] => []);
  const ignoresCase = process.platform === 'win32';
  const matching = names.filter((name) => matchesPattern(name, pattern, { ignoresCase }));
  return matching.length > 0 ? matching.sort(byName).map((name) => join(folder, name)) : undefined;
}

async function listFolder(
  folder: string,
  options: ExpandOptions,
): Promise<FolderFiles | MirrorError> {
  try {
    return await folderFiles(folder, options);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const complaint = `Expected a folder that can be listed but the system says ${reason}. Check its permissions.`;
    return aboutFile(folder, new MirrorError('input', complaint, { cause: error }));
  }
}

function emptyFolder(
  folder: string,
  { passedOver, hasFolders }: FolderFiles,
  { kind: { plural } }: ExpandOptions,
): MirrorError {
  const but =
    passedOver.length > 0 ? `passed over ${listed(passedOver)} and found no other` : 'found none';
  const remedy = hasFolders
    ? 'Add --recursive to look into the folders in it.'
    : `Name the ${plural} themselves, or the folder that holds them.`;
  const message = `Expected ${plural} in this folder but ${but}. ${remedy}`;
  return aboutFile(folder, new MirrorError('input', message));
}

function passedOverLine(folder: string, passedOver: readonly PassedOver[]): string {
  return `${folder}: passed over ${listed(passedOver)}`;
}

/** More names than these would hide what else is said. */
const MOST_NAMES = 8;

function listed(passedOver: readonly PassedOver[]): string {
  const names = passedOver.slice(0, MOST_NAMES).map(({ name, why }) => `${name} (${why})`);
  const more = passedOver.length - names.length;
  return [...names, ...(more > 0 ? [`${more} more`] : [])].join(', ');
}
