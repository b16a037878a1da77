import { checkArguments } from '../../checks/checkOptions.js';
import { MirrorError } from '../../errors.js';
import { sha256Of } from '../../files/checksum.js';
import { aboutFile } from '../../files/disk/aboutFile.js';

/** A photo's name holds the beginning of its SHA-256. */
export const PHOTO_FILE = /^photo-[0-9a-f]{16}$/;

/** Largest photo that is kept with a room; a telephone's has some 5 MB. */
export const MOST_SAVED_PHOTO_BYTES = 64e6;

export const ROOM_LIMITS = { what: 'a saved room', mostBytes: 1e6 };
export const PHOTO_LIMITS = { what: "a saved room's photo", mostBytes: MOST_SAVED_PHOTO_BYTES };

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
 * The revision of a saved room: another one for each title, photo and document, the same one wherever it is saved.
 *
 * @returns SHA-256 of its `room.json`, which names the photo by its checksum
 * @throws MirrorError `input` for a room of more text than can be read again
 */
export function savedRoomRevision(room: SavedRoom): string {
  checkArguments({ room }, { room: 'record' });
  const { title, photo } = room;
  checkArguments({ title, photo }, { title: 'string', photo: 'bytes' });
  return sha256Of(roomFileOf(room));
}

export function photoFileOf({ photo }: Pick<SavedRoom, 'photo'>): string {
  return `photo-${sha256Of(photo).slice(0, 16)}`;
}

/** @throws MirrorError `input` for a room of more bytes than `readSavedRoom` reads */
export function roomFileOf({ title, photo, document }: SavedRoom): Uint8Array {
  const room = { version: VERSION, title, photo: photoFileOf({ photo }), document };
  const bytes = new TextEncoder().encode(`${JSON.stringify(room, null, 2)}\n`);
  const { mostBytes } = ROOM_LIMITS;
  if (bytes.byteLength <= mostBytes) return bytes;
  throw new MirrorError(
    'input',
    `Expected a room of at most ${mostBytes / 1e6} MB beside its photo but it would have ${bytes.byteLength} bytes. Take boxes or text away and save it again.`,
  );
}

/** @throws MirrorError `input`, opened by the path, for what is none of ours */
export function parseRoom(bytes: Uint8Array, path: string) {
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
