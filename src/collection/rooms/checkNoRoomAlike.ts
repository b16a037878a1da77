import { MirrorError } from '../../errors.js';
import { foldCase } from '../names/byName.js';
import { listSavedRooms } from './roomFolder.js';

/**
 * Refuses a name that differs from that of another room by nothing but capitals: on the disks of macOS and Windows both
 * are one folder, so that one room would be written over the other, here or where the collection is copied to. Rooms
 * that are there under both names stay.
 *
 * @param name as `checkRoomName` gives it
 * @param formerName of the room that is renamed, which may be written with other capitals
 * @throws MirrorError `usage` that names the other room
 */
export async function checkNoRoomAlike(
  home: string,
  name: string,
  formerName?: string,
): Promise<void> {
  const saved = await listSavedRooms(home);
  if (saved.includes(name)) return;
  const alike = saved.find((each) => each !== formerName && foldCase(each) === foldCase(name));
  if (alike === undefined) return;
  throw new MirrorError(
    'usage',
    `Expected a name that no other room has on any disk but received ${JSON.stringify(name)} where ${JSON.stringify(alike)} is. Write it as that one, or choose another.`,
  );
}
