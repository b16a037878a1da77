import { isDeepStrictEqual } from 'node:util';
import { type Collection, readSamplePhoto } from '../../../index.js';
import type { RoomSource } from './openRoom.js';
import type { Room } from './room.js';

/**
 * Rooms of the sample photos. They are kept, since a page opens with one: of the few that ship, each is opened once, and anew where
 * the collection has changed, by a training here, or by a recording or a teaching in another terminal.
 *
 * @param open looks at a photo, as a job
 * @param version another number after each change of the collection that was made here
 * @returns a function that throws MirrorError as `readSamplePhoto` and `open` do
 */
export function openSampleRooms({
  open,
  collection,
  version,
}: {
  readonly open: (source: RoomSource, job: string) => Promise<Room>;
  readonly collection: () => Promise<Collection>;
  readonly version: () => number;
}): (name: string, job: string) => Promise<Room> {
  const rooms = new Map<string, Promise<Room>>();
  const versions = new WeakMap<Promise<Room>, number>();
  const openAnew = (name: string, job: string) => {
    const opening = readSamplePhoto(name).then((bytes) => open({ bytes, title: name }, job));
    rooms.set(name, opening);
    versions.set(opening, version());
    // One that did not open may be tried again.
    opening.catch(() => rooms.delete(name));
    return opening;
  };
  return async (name, job) => {
    const before = rooms.get(name);
    const room = await before;
    const isCurrent = before !== undefined && versions.get(before) === version();
    if (room && isCurrent && isDeepStrictEqual(room.collection, await collection())) return room;
    // Another page may have begun to open it meanwhile.
    const newest = rooms.get(name);
    return newest === undefined || newest === before ? openAnew(name, job) : newest;
  };
}
