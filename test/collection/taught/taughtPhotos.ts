import type { NewTaughtPhoto, TaughtPhoto } from '../../../src/collection/taught/taughtPhoto.js';
import { sha256Of } from '../../../src/files/checksum.js';
import { drawNormals, type Random, seededRandom } from '../../../src/math/random.js';
import type { Box } from '../../../src/vision/box.js';
import { EMBEDDING_LENGTH } from '../../../src/vision/taught/taughtThing.js';

/** Weights that no detector has. */
export const DETECTOR = sha256Of(new TextEncoder().encode('weights for a test'));

export interface TaughtPlan {
  /** Each name is another photo. */
  readonly name: string;
  /** None where the photo does not show the object. */
  readonly boxes?: readonly Box[];
  readonly detector?: string;
}

export const BOX: Box = { x: 31, y: 7, width: 53, height: 90 };

/** What a photo of 640 × 427 pixels taught, the same for the same plan. */
export function taughtPhoto({ name, boxes = [BOX], detector = DETECTOR }: TaughtPlan): TaughtPhoto {
  const sha256 = sha256Of(new TextEncoder().encode(name));
  const random = seededRandom(`${name} ${boxes.map(({ x }) => x)}`);
  return {
    photo: { sha256, name, width: 640, height: 427 },
    detector,
    examples: boxes.map((box) => ({
      photoSha256: sha256,
      box,
      positive: vectors(3, random),
      offsets: [
        [0, 0.125, -0.3, 1.2],
        [-0.007, 0, 0, 0.5],
        [0.25, -0.75, 0.011, -0.9],
      ],
      near: vectors(2, random),
      background: vectors(5, random),
    })),
    ...(boxes.length === 0 && {
      negative: { photoSha256: sha256, background: vectors(4, random) },
    }),
  };
}

/** The same with pictures of its boxes. */
export function newTaughtPhoto(plan: TaughtPlan): NewTaughtPhoto {
  const taught = taughtPhoto(plan);
  return { taught, crops: taught.examples.map((_, i) => Uint8Array.of(0xff, 0xd8, 17 + i)) };
}

function vectors(count: number, random: Random): Float32Array[] {
  return Array.from({ length: count }, () =>
    Float32Array.from(drawNormals(EMBEDDING_LENGTH, random), (value) => value / 20),
  );
}
