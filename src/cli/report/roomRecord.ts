import { type Mirrored, mirrorRecord } from './mirrorLines.js';

/** The record of one JSON line of a saved room: that of a photo, with the room's name in the place of the photo's path. */
export function roomRecord(room: string, mirrored: Mirrored) {
  const { photo, ...record } = mirrorRecord(mirrored);
  const { width, height } = photo;
  return { room, photo: { width, height }, ...record };
}
