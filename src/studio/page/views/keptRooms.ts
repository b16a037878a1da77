import type { KeptRoom, KeptRooms } from '../state/rooms.js';

/** Of all tabs, those that were closed too; the oldest go first, but for those that an open tab shows. */
const MOST_PHOTOS = 8;

/** The photo of this tab, and its key in the browser's database once it is there. */
interface StoredPhoto {
  readonly file: File;
  readonly key?: IDBValidKey;
}

let stored: StoredPhoto | undefined;
/** Ends the lock on the photo of this tab. */
let unlock: (() => void) | undefined;
/** What was to be kept last. */
let latest: { readonly home: string | null; readonly room: KeptRoom } | undefined;

/**
 * Keeps the room in the browser's storage for this tab, and the photo of a room that has no name in the browser's database, since
 * photos are larger than that storage. No server is told.
 */
export const keptRooms: KeptRooms = {
  read: async (home) => {
    try {
      const { source, unsaved } = JSON.parse(sessionStorage.getItem(nameFor(home)) ?? '');
      if (source.kind !== 'photo') return { source, unsaved };
      lock(source.key);
      const file: unknown = await inPhotos('readonly', (photos) => photos.get(source.key));
      if (!(file instanceof File)) return undefined;
      stored = { file, key: source.key };
      return { source: { kind: 'photo', file }, unsaved };
    } catch {
      return undefined;
    }
  },
  write: (home, room) => {
    latest = { home, room };
    const file = room.source.kind === 'photo' ? room.source.file : undefined;
    if (stored?.file !== file) {
      // The former photo is left to eviction: a duplicate of this tab may show it.
      unlock?.();
      stored = file && { file };
      if (file !== undefined) storePhoto(file).catch(() => forget(file));
    }
    keepLatest();
  },
};

function nameFor(home: string | null): string {
  return `room ${home ?? ''}`;
}

/** A room whose photo is not there yet waits for it. */
function keepLatest(): void {
  if (latest === undefined) return;
  const { home, room } = latest;
  const { source, unsaved } = room;
  if (source.kind === 'photo' && stored?.key === undefined) return;
  const named = source.kind === 'photo' ? { kind: source.kind, key: stored?.key } : source;
  try {
    sessionStorage.setItem(nameFor(home), JSON.stringify({ source: named, unsaved }));
  } catch {
    // Storage is full or forbidden: a reload opens the room of the address.
  }
}

/** A photo that cannot be stored: without this, a reload would open the room that was shown before it. */
function forget(file: File): void {
  if (stored?.file !== file || latest === undefined) return;
  try {
    sessionStorage.removeItem(nameFor(latest.home));
  } catch {
    // Storage is forbidden, so nothing is kept there.
  }
}

/** Stores the photo of the room that is shown, and evicts old ones that no open tab shows. */
async function storePhoto(file: File): Promise<void> {
  const { held = [] } = await navigator.locks.query();
  const locked = new Set(held.map(({ name }) => name));
  const key = await inPhotos('readwrite', (photos) => {
    const keys = photos.getAllKeys();
    keys.onsuccess = () => {
      for (const each of keys.result.slice(0, 1 - MOST_PHOTOS)) {
        if (!locked.has(lockFor(each))) photos.delete(each);
      }
    };
    return photos.add(file);
  });
  if (stored?.file !== file) return;
  stored = { file, key };
  lock(key);
  keepLatest();
}

/** Says to all tabs that this one shows a photo, until it shows another or is closed; duplicates of a tab share the lock. */
function lock(key: IDBValidKey): void {
  const shown = new Promise<void>((resolve) => {
    unlock = resolve;
  });
  navigator.locks.request(lockFor(key), { mode: 'shared' }, () => shown).catch(() => {});
}

function lockFor(key: IDBValidKey): string {
  return `photo ${key}`;
}

async function inPhotos<Result>(
  mode: IDBTransactionMode,
  ask: (photos: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result> {
  const opening = indexedDB.open('studio', 1);
  // Keys count up, so the first is the oldest.
  opening.onupgradeneeded = () =>
    opening.result.createObjectStore('photos', { autoIncrement: true });
  const database = await answerOf(opening);
  try {
    return await answerOf(ask(database.transaction('photos', mode).objectStore('photos')));
  } finally {
    // It closes once its transaction is done.
    database.close();
  }
}

function answerOf<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error));
  });
}
