import type { TaughtExample, TaughtNegative } from '../../vision/taught/taughtThing.js';

/** What is kept of one photo that an object was taught from: enough to teach it again without the photo. */
export interface TaughtPhoto {
  readonly photo: TaughtPhotoName;
  /** SHA-256 of the weights that made the embeddings, as `openLearner` gives it: others see in other numbers. */
  readonly detector: string;
  /** One for each box that was drawn; none of a photo that does not show the object. */
  readonly examples: readonly TaughtExample[];
  /** Of a photo that does not show the object. */
  readonly negative?: TaughtNegative;
}

/** Which photo it was. */
export interface TaughtPhotoName {
  /** As `photoSha256` gives it: the same picture in another file is the same photo. */
  readonly sha256: string;
  /** Name of the file, without its folder, at most 200 characters. */
  readonly name: string;
  /** Pixels of the upright photo. */
  readonly width: number;
  readonly height: number;
}

/** A photo that an object is to be taught from. */
export interface NewTaughtPhoto {
  readonly taught: TaughtPhoto;
  /** What each box shows, as JPEG, for people; in the order of the examples. */
  readonly crops: readonly Uint8Array[];
}

/** The files that a taught photo is kept in, in a folder of its own. */
export const TAUGHT_FILES = {
  header: 'taught.json',
  vectors: 'vectors.bin',
  /** What the boxes show, for people, one file a box: `crop-1.jpg`. */
  crop: (number: number) => `crop-${number}.jpg`,
} as const;

/** Whether a file in a folder of a taught photo is one of ours, by its name. */
export function isTaughtFile(name: string): boolean {
  const { header, vectors } = TAUGHT_FILES;
  return name === header || name === vectors || /^crop-[1-9]\d?\.jpg$/.test(name);
}

/** Bounds that keep a hostile file from asking for memory: what we write is within them. */
export const TAUGHT_LIMITS = {
  /** Boxes of one photo. */
  examples: 64,
  /** Vectors of each kind of one box, or of a photo that does not show the object. */
  vectors: 256,
  /** Pixels to a side of the photo. */
  side: 0xffff,
  /** Characters of the file's name. */
  name: 200,
} as const;
