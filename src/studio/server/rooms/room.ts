import {
  type Collection,
  type Composer,
  type Detection,
  detectionsOf,
  type Inference,
  MIRROR_DEFAULTS,
  type Photo,
} from '../../../index.js';
import type { RoomAnswer } from '../../protocol/answers.js';
import type { LatestOnly } from './latestOnly.js';

/** A photo that was looked at, ready to be composed again and again. */
export interface Room {
  readonly id: string;
  readonly title: string;
  /** The bytes of the photo's file, to be saved with the room; undefined where it is too large for that. */
  readonly source: Uint8Array | undefined;
  readonly photo: Photo;
  readonly inference: Inference;
  /** Names of taught things whose objects cannot play. */
  readonly unplayable: ReadonlySet<string>;
  readonly collection: Collection;
  readonly composer: Composer;
  readonly latestOnly: LatestOnly;
  /** One line each: of the photo and of taught things. */
  readonly notes: readonly string[];
}

export function describeRoom({ id, title, photo, notes }: Room): RoomAnswer {
  return { room: id, title, width: photo.width, height: photo.height, notes };
}

/** What is seen in a room with at least that confidence, 0–1, best first. */
export function detectionsIn(
  { inference, unplayable }: Pick<Room, 'inference' | 'unplayable'>,
  { minConfidence = MIRROR_DEFAULTS.minConfidence }: { readonly minConfidence?: number },
): Detection[] {
  return detectionsOf(inference, { minConfidence, unplayable });
}
