import { randomUUID } from 'node:crypto';
import {
  type Collection,
  type Detector,
  MOST_SAVED_PHOTO_BYTES,
  openComposer,
  readPhoto,
  runInference,
  taughtThings,
  unplayableThings,
} from '../../../index.js';
import { openLatestOnly } from './latestOnly.js';
import type { Room } from './room.js';

export interface RoomSource {
  /** Of the photo's file. */
  readonly bytes: Uint8Array;
  readonly title: string;
}

export interface RoomTools {
  readonly collection: () => Promise<Collection>;
  /** May still be loading. */
  readonly detector: Promise<Detector>;
  /** Undefined for the library's own limit. */
  readonly maxPixels: number | undefined;
  readonly signal: AbortSignal;
}

/**
 * Reads a photo, looks at it, and makes it ready for composing.
 *
 * @param onStage called as each stage begins
 * @throws MirrorError as `readPhoto`, `openCollection`, `loadDetector` and `runInference` do
 */
export async function openRoom(
  { bytes, title }: RoomSource,
  { collection: open, detector: loading, maxPixels, signal }: RoomTools,
  onStage: (stage: 'photo' | 'detect') => void,
): Promise<Room> {
  onStage('photo');
  const photo = await readPhoto(bytes, { maxPixels, signal });
  onStage('detect');
  const collection = await open();
  const { things, notes } = await taughtThings(collection);
  const inference = await runInference(await loading, photo, { taught: things, signal });
  return {
    id: randomUUID(),
    title,
    source: bytes.byteLength <= MOST_SAVED_PHOTO_BYTES ? bytes : undefined,
    photo,
    inference,
    unplayable: await unplayableThings(inference.taught ?? [], collection),
    collection,
    composer: openComposer(photo, { collection }),
    latestOnly: openLatestOnly(),
    notes: [...(photo.note === undefined ? [] : [photo.note]), ...notes],
  };
}
