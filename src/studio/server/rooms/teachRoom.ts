import {
  type Box,
  checkTeachable,
  type Detector,
  describeTaughtPhoto,
  photoSha256,
  type TaughtObject,
  taughtBoxes,
  taughtThings,
  teachObject,
} from '../../../index.js';
import type { Room } from './room.js';

/**
 * Teaches an object what it looks like from boxes of a room's photo, as `mirror teach` does, and learns it at once, so that no photo
 * waits for it.
 *
 * @throws MirrorError as `describeTaughtPhoto` and `teachObject` do
 */
export async function teachRoom(
  { photo, title }: Pick<Room, 'photo' | 'title'>,
  { object: name, boxes }: { readonly object: string; readonly boxes: readonly Box[] },
  {
    home,
    detector,
    signal,
  }: { readonly home: string; readonly detector: Detector; readonly signal: AbortSignal },
): Promise<TaughtObject> {
  const object = await checkTeachable(home, name);
  const known = await taughtBoxes(object ?? {}, photoSha256(photo));
  const described = await describeTaughtPhoto(photo, {
    detector,
    name: title,
    boxes,
    known,
    signal,
  });
  const taught = await teachObject(home, { name, photos: [described], signal });
  await taughtThings({ objects: [taught.object] });
  return taught;
}
