import { openLruCache } from '../../../math/lruCache.js';
import { refusal } from '../refusal.js';
import type { Room } from './room.js';

/**
 * Each takes some 10 MB: the working copy of its photo, what the detector made of it, phrases; and the photo's file, of
 * `MOST_SAVED_PHOTO_BYTES` at most.
 */
const MOST_ROOMS = 12;

/** The rooms that are open, in memory; the one that was not asked for longest makes room for another. */
export interface RoomStore {
  readonly add: (room: Room) => void;
  /** @throws HTTPException 404 for a room that is not, or no longer, open */
  readonly find: (id: string) => Room;
}

export function openRoomStore(): RoomStore {
  const rooms = openLruCache<Room>(MOST_ROOMS);
  return {
    add: (room) => rooms.set(room.id, room),
    find: (id) => {
      const room = rooms.get(id);
      if (room === undefined) throw refusal(404, 'this room is not open any more');
      return room;
    },
  };
}
