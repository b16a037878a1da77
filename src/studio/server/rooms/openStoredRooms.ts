import type { EventHub } from '../eventHub.js';
import { openRoom, type RoomSource, type RoomTools } from './openRoom.js';
import type { Room } from './room.js';
import type { RoomStore } from './roomStore.js';

export interface StoredRoomTools extends RoomTools {
  readonly rooms: RoomStore;
  readonly hub: EventHub;
}

/** Longest name of a job that is told back. */
export const MOST_JOB = 200;

/**
 * Opens rooms for pages: tells how far each is under the name of its job, and keeps it in the store.
 *
 * @returns a function that throws MirrorError as `openRoom` does
 */
export function openStoredRooms(
  tools: StoredRoomTools,
): (source: RoomSource, job?: string) => Promise<Room> {
  const { rooms, hub } = tools;
  return async (source, given = '') => {
    const job = given.slice(0, MOST_JOB);
    const room = await openRoom(source, tools, (stage) =>
      hub.publish({ kind: 'stage', job, stage }),
    );
    rooms.add(room);
    return room;
  };
}
