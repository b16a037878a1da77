import { checkArguments, checkOptions } from './checks/checkOptions.js';
import { openLearner } from './collection/taught/openLearner.js';
import { isNearlySameBox } from './collection/taught/taughtBoxes.js';
import { type NewTaughtPhoto, TAUGHT_LIMITS } from './collection/taught/taughtPhoto.js';
import { MirrorError, throwIfAborted } from './errors.js';
import type { Box } from './vision/box.js';
import type { Detector } from './vision/detector.js';
import { DETECTOR_RULE, PHOTO_RULE } from './vision/detectRules.js';
import { cropJpeg } from './vision/photo/cropJpeg.js';
import { type Photo, photoSha256 } from './vision/photo/photo.js';
import { describeExample, describeNegative } from './vision/taught/describeExample.js';
import type { TaughtExample } from './vision/taught/taughtThing.js';

export interface DescribeTaughtOptions {
  readonly detector: Detector;
  /** Name of the photo's file, by which `forgetTaught` knows it. */
  readonly name: string;
  /** Around the thing, in pixels of the upright photo; none where the photo does not show it. */
  readonly boxes: readonly Box[];
  /**
   * Boxes around the thing that were taught in this photo before, as `taughtBoxes` gives them: all boxes of a photo are described beside
   * each other, so that none is taken for background of another. None by default.
   */
  readonly known?: readonly Box[] | undefined;
  /** Called with the number of each box, from 1, as its description begins. */
  readonly onBox?: ((number: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

const DESCRIBE_RULES = {
  detector: DETECTOR_RULE,
  name: 'string',
  boxes: 'array',
  known: 'array',
  onBox: 'function',
  signal: 'signal',
} as const;

/**
 * What a photo teaches, for `teachObject`: 16 passes of the detector for each box, 5 for a photo that does not show the thing.
 *
 * @throws MirrorError `usage` for a box that is not inside the photo, more than 64 boxes, or a box that is too small
 *   or too thin for the detector, and for an option of another type or of no known name; `environment` where the
 *   detector cannot make embeddings, `aborted` when the signal fires
 */
export async function describeTaughtPhoto(
  photo: Photo,
  options: DescribeTaughtOptions,
): Promise<NewTaughtPhoto> {
  checkOptions('describeTaughtPhoto', options, DESCRIBE_RULES);
  checkArguments({ photo }, { photo: PHOTO_RULE });
  const { detector, name, boxes: drawn, known = [], onBox, signal } = options;
  const rules = { detector: DETECTOR_RULE, name: 'string', boxes: 'array' } as const;
  checkArguments({ detector, name, boxes: drawn }, rules);
  const boxes = [...drawn, ...known].filter(
    (box, i, all) => !all.slice(0, i).some((each) => isNearlySameBox(each, box)),
  );
  const before = boxes.filter((box) => !drawn.includes(box));
  if (boxes.length > TAUGHT_LIMITS.examples) {
    throw new MirrorError(
      'usage',
      `Expected at most ${TAUGHT_LIMITS.examples} boxes of a photo but received ${boxes.length}${before.length > 0 ? ' with those that were taught before' : ''}.`,
    );
  }
  const { detector: sha256 } = await openLearner();
  const { width, height } = photo;
  const examples: TaughtExample[] = [];
  const crops: Uint8Array[] = [];
  for (const [i, box] of boxes.entries()) {
    throwIfAborted(signal);
    onBox?.(i + 1);
    const others = boxes.filter((other) => other !== box);
    try {
      examples.push(await describeExample(detector, photo, box, { others }));
    } catch (error) {
      // One that the detector in use cannot see stays as it was taught.
      if (before.includes(box) && error instanceof MirrorError && error.code === 'usage') continue;
      throw error;
    }
    crops.push(await cropJpeg(photo, box));
  }
  throwIfAborted(signal);
  const negative = boxes.length === 0 ? await describeNegative(detector, photo) : undefined;
  return {
    taught: {
      photo: {
        sha256: photoSha256(photo),
        name: name.normalize('NFC').slice(-TAUGHT_LIMITS.name),
        width,
        height,
      },
      detector: sha256,
      examples,
      ...(negative && { negative }),
    },
    crops,
  };
}
