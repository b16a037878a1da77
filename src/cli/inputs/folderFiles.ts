import { constants, type Dirent } from 'node:fs';
import { access, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { byName } from '../../collection/names/byName.js';
import { exists, isRegularFile } from '../../files/disk/pathChecks.js';
import { isOwnOutput } from '../outputs/replacing.js';
import type { InputKind } from './inputKinds.js';

/** What a folder holds for a command. */
export interface FolderFiles {
  /** Paths of the files that it can read, by name; those of folders within come after those beside them. */
  readonly files: readonly string[];
  /** What looked like one of them or like a folder of them and is left out. */
  readonly passedOver: readonly PassedOver[];
  /** Whether there are folders within that were not looked into. */
  readonly hasFolders: boolean;
}

export interface PassedOver {
  /** Path from the folder that was named. */
  readonly name: string;
  /** As it stands in brackets behind the name: `hidden`, `unreadable`, `made by mirror`, and others. */
  readonly why: string;
}

export interface FolderOptions {
  readonly kind: InputKind;
  /** Whether folders within are looked into as well; links to folders never are. */
  readonly isRecursive: boolean;
}

/**
 * The files of a folder that a command reads, by the ending of their names, in the same order on every machine.
 *
 * @throws the system's error if the folder itself cannot be listed
 */
export async function folderFiles(folder: string, options: FolderOptions): Promise<FolderFiles> {
  return filesBelow(folder, '', options);
}

async function filesBelow(
  folder: string,
  within: string,
  options: FolderOptions,
): Promise<FolderFiles> {
  const entries = await readdir(join(folder, within), { withFileTypes: true });
  entries.sort((a, b) => byName(a.name, b.name));
  const files: string[] = [];
  const passedOver: PassedOver[] = [];
  for (const { name } of entries.filter((entry) => isCandidate(entry, options.kind))) {
    const path = join(folder, within, name);
    const why = await whyPassedOver(name, { path, kind: options.kind });
    if (why === undefined) files.push(path);
    else passedOver.push({ name: join(within, name), why });
  }
  const folders = entries.filter((entry) => entry.isDirectory());
  if (!options.isRecursive) return { files, passedOver, hasFolders: folders.length > 0 };
  for (const { name } of folders) {
    const inner = join(within, name);
    if (name.startsWith('.')) {
      passedOver.push({ name: `${inner}/`, why: 'hidden' });
      continue;
    }
    try {
      const below = await filesBelow(folder, inner, options);
      // One by one: a call takes some 100,000 arguments at most.
      for (const file of below.files) files.push(file);
      for (const each of below.passedOver) passedOver.push(each);
    } catch {
      passedOver.push({ name: `${inner}/`, why: 'unreadable' });
    }
  }
  return { files, passedOver, hasFolders: false };
}

function isCandidate(entry: Dirent, kind: InputKind): boolean {
  const { name } = entry;
  return !entry.isDirectory() && (kind.isNamedSo(name) || kind.whyNotRead(name) !== undefined);
}

async function whyPassedOver(
  name: string,
  { path, kind }: { readonly path: string; readonly kind: InputKind },
): Promise<string | undefined> {
  if (name.startsWith('.')) return 'hidden';
  // What the system's bytes became that are no UTF-8: no call finds a file by it.
  if (name.includes('\ufffd') && !(await exists(path))) return 'its name is not UTF-8: rename it';
  // A link to nothing and a pipe are not to be read either.
  const isReadable = await access(path, constants.R_OK).then(
    () => isRegularFile(path),
    () => false,
  );
  if (!isReadable) return 'unreadable';
  const whyNotRead = kind.whyNotRead(name);
  if (whyNotRead !== undefined) return whyNotRead;
  return (await isOwnOutput(path)) ? 'made by mirror' : undefined;
}
