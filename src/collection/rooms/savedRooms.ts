import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { MirrorError } from '../../errors.js';
import { sha256Of } from '../../files/checksum.js';
import { aboutFile } from '../../files/disk/aboutFile.js';
import { assertInsideRoot } from '../../files/disk/assertInsideRoot.js';
import { listEntries } from '../../files/disk/listEntries.js';
import { acquireLock } from '../../files/disk/lock.js';
import { isRegularFile } from '../../files/disk/pathChecks.js';
import { readRegularFile } from '../../files/disk/readRegularFile.js';
import { writeFileAtomically } from '../../files/disk/writeFileAtomically.js';
import { checkRoomName } from './roomName.js';

/** Below the home, a folder for each room: its photo, and `room.json`, which is written last and names the photo. */
const ROOMS_FOLDER = 'rooms';

const ROOM_FILE = 'room.json';

/** A photo's name holds the beginning of its SHA-256. */
const PHOTO_FILE = /^photo-[0-9a-f]{16}$/;

/** Largest photo that is kept with a room; a telephone's has some 5 MB. */
export const MOST_SAVED_PHOTO_BYTES = 64e6;

const ROOM_LIMITS = { what: 'a saved room', mostBytes: 1e6 };
const PHOTO_LIMITS = { what: "a saved room's photo", mostBytes: MOST_SAVED_PHOTO_BYTES };

/** The layout of `room.json`; another one is refused. */
const VERSION = 1;

/** A photo and what a person has made of it. */
export interface SavedRoom {
  readonly title: string;
  /** The bytes of the photo's file, as it was opened. */
  readonly photo: Uint8Array;
  /** What the studio's page keeps of it: any JSON, which only the page understands. */
  readonly document: unknown;
}

/**
 * Names of the rooms that are saved in a home, in order.
 *
 * @throws MirrorError `environment` for a folder that cannot be listed
 */
export async function listSavedRooms(home: string): Promise<string[]> {
  const entries = await listEntries(join(home, ROOMS_FOLDER));
  const names: string[] = [];
  for (const { name } of entries.filter((entry) => entry.isDirectory())) {
    if (await isRegularFile(join(home, ROOMS_FOLDER, name, ROOM_FILE)))
      names.push(name.normalize());
  }
  return names.sort();
}

/**
 * Saves a room, in the place of one of that name; it is there whole or as it was before.
 *
 * @throws MirrorError `input` for a name that cannot be a folder, a photo of more than `MOST_SAVED_PHOTO_BYTES`, or a home that
 *   cannot be written; `environment` where the disk fails
 * @example await saveRoom(home, 'our kitchen', { title: 'Our kitchen', photo, document: {} })
 */
export async function saveRoom(
  home: string,
  name: string,
  { title, photo, document }: SavedRoom,
): Promise<void> {
  if (photo.byteLength > MOST_SAVED_PHOTO_BYTES) {
    throw new MirrorError(
      'input',
      `Expected a photo of at most ${MOST_SAVED_PHOTO_BYTES / 1e6} MB to save with its room but it has ${Math.ceil(photo.byteLength / 1e6)}. Make it smaller and open it again.`,
    );
  }
  const folder = await roomFolder(home, name);
  const photoFile = `photo-${sha256Of(photo).slice(0, 16)}`;
  const text = JSON.stringify({ version: VERSION, title, photo: photoFile, document }, null, 2);
  // Another page that saves at the same time must not remove this photo before it is named.
  const lock = await acquireLock(folder, { purpose: 'room' });
  try {
    await writeFileAtomically(join(folder, photoFile), photo);
    await writeFileAtomically(join(folder, ROOM_FILE), new TextEncoder().encode(`${text}\n`));
    for (const { name: old } of await listEntries(folder)) {
      if (PHOTO_FILE.test(old) && old !== photoFile) await rm(join(folder, old));
    }
  } finally {
    await lock.release();
  }
}

/**
 * Reads a room that was saved.
 *
 * @throws MirrorError `input`, opened by the path, for one that is not there or is none of ours
 */
export async function readSavedRoom(home: string, name: string): Promise<SavedRoom> {
  const folder = await roomFolder(home, name);
  const path = join(folder, ROOM_FILE);
  const { title, photo, document } = parseRoom(await readRegularFile(path, ROOM_LIMITS), path);
  await assertInsideRoot(join(folder, photo), home);
  return { title, document, photo: await readRegularFile(join(folder, photo), PHOTO_LIMITS) };
}

/** The folder of a room, which no name and no link leads out of the home. */
async function roomFolder(home: string, name: string): Promise<string> {
  const folder = join(home, ROOMS_FOLDER, checkRoomName(name));
  await assertInsideRoot(folder, home);
  return folder;
}

function parseRoom(bytes: Uint8Array, path: string) {
  const room = readJson(bytes);
  const { version, title, photo, document } = room ?? {};
  const isOurs =
    version === VERSION &&
    typeof title === 'string' &&
    typeof photo === 'string' &&
    PHOTO_FILE.test(photo);
  if (isOurs) return { title, photo, document };
  throw aboutFile(
    path,
    new MirrorError(
      'input',
      `Expected a room of version ${VERSION} that the studio has saved but this is something else. Save it again.`,
    ),
  );
}

function readJson(bytes: Uint8Array): Record<string, unknown> | undefined {
  try {
    const value = JSON.parse(new TextDecoder().decode(bytes));
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
