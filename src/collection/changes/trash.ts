import { rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { checkArguments } from '../../checks/checkOptions.js';
import { MirrorError } from '../../errors.js';
import { aboutFile } from '../../files/disk/aboutFile.js';
import { listEntries } from '../../files/disk/listEntries.js';
import type { OwnedLock } from '../../files/disk/lockFile.js';
import { assertOwned } from '../../files/disk/ownedLock.js';
import { exists } from '../../files/disk/pathChecks.js';
import { readRegularFile } from '../../files/disk/readRegularFile.js';
import { syncFolders } from '../../files/disk/syncToDisk.js';
import { temporaryName } from '../../files/disk/temporaryFiles.js';
import { unwritable } from '../../files/disk/writeFileAtomically.js';
import type { SoundObject } from '../soundObject.js';
import { parseStarterEdits, type StarterEdit } from '../starterEdits.js';
import { changeCollection, finishJournal } from './journal.js';
import type { JournalStep } from './journalSteps.js';

/** Below the home; hidden among the objects, so that it is taken for none, and on the disk that they are on. */
export const TRASH_FOLDER = 'objects/.trash';

const LIMITS = { what: 'an entry of the trash', mostBytes: 1e6 };

/** What was done to an object and can be taken back. */
export interface TrashEntry {
  /** 1 for the oldest; its folder in the trash. 0 where the trash was emptied and only a removed starter object is known. */
  readonly number: number;
  readonly action: 'removed' | 'recordings removed' | 'edited' | 'forgotten';
  /** What the object is called since then. */
  readonly name: string;
  /** What it was called before. */
  readonly formerName: string;
  /** What an edited object said of itself before. */
  readonly former?: Pick<SoundObject, 'labels' | 'instrument' | 'text'>;
  /** File names of the recordings that were removed, audio and its transcription each. */
  readonly recordings: readonly string[];
  /** File names of the photos that it was taught from and that were forgotten; only where there are any. */
  readonly taught?: readonly string[];
  /** Folders of the starter object's own among these, which ships with the package and is only hidden. */
  readonly forgottenPhotos?: readonly string[];
  /** The starter object that is concerned, and how it was edited before. */
  readonly starter?: { readonly name: string; readonly edit: StarterEdit };
  /** The starter object behind a removed one of the home: that may take its place again. */
  readonly covered?: string;
  /** Whether it came about when something was restored: it does that again. */
  readonly isUndo: boolean;
  /** Number of the entry with which its object was removed, and comes back; another object may have the name meanwhile. */
  readonly removedWith?: number;
}

/** Where an entry's files are, below the home. */
export function trashPath(number: number, ...parts: readonly string[]): string {
  return [TRASH_FOLDER, `${number}`, ...parts].join('/');
}

/**
 * What can be restored in a home, the newest first.
 *
 * @throws MirrorError `input`, opened by the path, for an entry that is none of ours
 */
export async function listTrash(home: string): Promise<TrashEntry[]> {
  await finishJournal(home);
  return readTrash(home);
}

/** The same, within a change of the collection. */
export async function readTrash(home: string): Promise<TrashEntry[]> {
  const entries: TrashEntry[] = [];
  for (const number of await trashNumbers(home)) {
    const path = join(home, trashPath(number, 'entry.json'));
    if (!(await exists(path))) continue;
    entries.push(parseEntry(path, { number, bytes: await readRegularFile(path, LIMITS) }));
  }
  return entries.sort((a, b) => b.number - a.number);
}

/** The number of the next entry: above all there are, whole or not. */
export async function nextTrashNumber(home: string): Promise<number> {
  return Math.max(0, ...(await trashNumbers(home))) + 1;
}

/**
 * The step that writes an entry down.
 *
 * @throws MirrorError `input` for an entry that names more files than could be read again
 */
export function writeEntry({ number, ...entry }: TrashEntry): JournalStep {
  const text = `${JSON.stringify(entry, null, 2)}\n`;
  if (Buffer.byteLength(text) > LIMITS.mostBytes) {
    throw new MirrorError(
      'input',
      `Expected names of at most ${LIMITS.mostBytes / 1e6} MB for one entry of the trash but ${entry.name} has more. Remove fewer files at a time.`,
    );
  }
  return { is: 'write', path: trashPath(number, 'entry.json'), text };
}

/**
 * Empties the trash for good: what was removed, and what was before each edit, cannot be restored any longer.
 *
 * @returns how many entries there were
 * @throws MirrorError `usage` for a home that is no string, `input` or `environment` if the disk refuses it
 */
export async function emptyTrash(home: string): Promise<number> {
  checkArguments({ home }, { home: 'string' });
  const folder = join(home, TRASH_FOLDER);
  if (!(await exists(folder))) return 0;
  let count = 0;
  await changeCollection(home, async (lock) => {
    count = (await trashNumbers(home)).length;
    // In one step out of sight: a process killed in the middle leaves no half of an entry, and the next sweeps it away.
    const doomed = await renameAway(home, { folder, lock });
    await rm(doomed, { recursive: true, force: true }).catch((error: unknown) => {
      throw unwritable(doomed, error);
    });
    return { steps: [] };
  });
  return count;
}

async function renameAway(
  home: string,
  { folder, lock }: { readonly folder: string; readonly lock: OwnedLock },
): Promise<string> {
  for (let attempt = 0; ; attempt++) {
    const doomed = join(home, 'objects', temporaryName(90_000 + attempt));
    if (await exists(doomed)) continue;
    try {
      assertOwned(lock);
      await rename(folder, doomed);
      await syncFolders(dirname(folder));
      return doomed;
    } catch (error) {
      throw error instanceof MirrorError ? error : unwritable(folder, error);
    }
  }
}

async function trashNumbers(home: string): Promise<number[]> {
  const entries = await listEntries(join(home, TRASH_FOLDER));
  return entries
    .filter((entry) => entry.isDirectory() && /^[1-9]\d{0,8}$/.test(entry.name))
    .map(({ name }) => Number(name));
}

function parseEntry(
  path: string,
  { number, bytes }: { readonly number: number; readonly bytes: Uint8Array },
): TrashEntry {
  try {
    const record = JSON.parse(new TextDecoder().decode(bytes));
    const { action, name, formerName, former, recordings = [], starter, isUndo = false } = record;
    const { removedWith, covered, taught, forgottenPhotos } = record;
    const isEntry =
      ['removed', 'recordings removed', 'edited', 'forgotten'].includes(action) &&
      [name, formerName].every(isFolderName) &&
      [...recordings, ...(taught ?? []), ...(forgottenPhotos ?? [])].every(
        (each: unknown) => typeof each === 'string',
      );
    if (!isEntry) throw new TypeError('not an entry');
    return {
      number,
      action,
      name,
      formerName,
      ...(former && { former: parseFormer(former) }),
      recordings,
      ...(taught && { taught }),
      ...(forgottenPhotos && { forgottenPhotos }),
      ...(starter && { starter: parseStarter(starter) }),
      ...(typeof covered === 'string' && { covered }),
      isUndo: isUndo === true,
      ...(Number.isInteger(removedWith) && { removedWith }),
    };
  } catch (cause) {
    throw aboutFile(
      path,
      new MirrorError(
        'input',
        'Expected an entry of the trash but received something else. Move its folder away.',
        { cause },
      ),
    );
  }
}

/** A collection may come from others: no name may lead out of the folder it stands in. */
function isFolderName(name: unknown): boolean {
  return typeof name === 'string' && /^(?!\.{1,2}$)[^/\\]+$/.test(name);
}

function parseFormer({ labels, instrument, text }: Required<TrashEntry>['former']) {
  const words = [...labels, instrument, text];
  if (!words.every((word) => typeof word === 'string')) throw new TypeError('not words');
  return { labels, instrument, text };
}

/** What an object says of itself, for an entry. */
export function descriptionOf({ labels, instrument, text }: SoundObject): TrashEntry['former'] {
  return { labels, instrument, text };
}

function parseStarter({ name, edit }: { name: string; edit: unknown }): TrashEntry['starter'] {
  const edits = parseStarterEdits(JSON.stringify({ [name]: edit }));
  return { name, edit: edits[name] as StarterEdit };
}
