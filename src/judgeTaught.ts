import { checkOptionNames } from './arguments/checkOptionNames.js';
import { checkArguments, checkOptions, type OptionResult } from './checkOptions.js';
import { readBankFile } from './collection/graphFiles.js';
import type { SoundObject } from './collection/soundObject.js';
import { openLearner } from './collection/taught/openLearner.js';
import { readTaughtPhotos } from './collection/taught/readTaughtThings.js';
import { throwIfAborted } from './errors.js';
import { areaOf } from './vision/box.js';
import { type LeftOutPhoto, leaveOneOut } from './vision/taught/leaveOneOut.js';

/** A photo that an object was taught from, and what becomes of it when the others alone are learned from. */
export interface JudgedTaughtPhoto extends Omit<LeftOutPhoto, 'photoSha256'> {
  /** Name of its file. */
  readonly name: string;
  /** Share of the photo that the largest box takes, 0–1; 0 where the photo does not show the object. */
  readonly areaShare: number;
}

export interface JudgedTaught {
  /** Photos that show the object first; all of them unjudged, nothing found and nothing mistaken, where only one shows it. */
  readonly photos: readonly JudgedTaughtPhoto[];
  /** A line for each photo that cannot be used. */
  readonly notes: readonly string[];
}

const TAUGHT_RULE: OptionResult = {
  givenBy: "findObject(collection, 'clock')",
  fields: ['name'],
};

/**
 * How well an object was taught: each photo is left out in turn and looked for with what the others teach.
 *
 * @throws MirrorError `usage` for what is no object, and for an option of another type or of no known name, `input` if
 *   a file of the package that this needs is missing, `aborted` when the signal has fired before the photos are judged
 */
export async function judgeTaught(
  object: Pick<SoundObject, 'name' | 'taught'>,
  options: { readonly signal?: AbortSignal } = {},
): Promise<JudgedTaught> {
  checkOptionNames('judgeTaught', options, ['signal']);
  checkOptions(options, { signal: 'signal' });
  checkArguments({ object }, { object: TAUGHT_RULE });
  const { signal } = options;
  throwIfAborted(signal);
  const { photos, examples, negatives, notes } = await readTaughtPhotos(
    object,
    await openLearner(),
  );
  throwIfAborted(signal);
  const shown = new Set(examples.map(({ photoSha256 }) => photoSha256));
  const left = shown.size < 2 ? [] : leaveOneOut(examples, negatives, await readBankFile());
  const judged = [...new Map(photos.map((each) => [each.photo.sha256, each.photo])).values()].map(
    ({ sha256, name, width, height }) => {
      const areas = examples
        .filter(({ photoSha256 }) => photoSha256 === sha256)
        .map(({ box }) => areaOf(box) / (width * height));
      const found = left.find(({ photoSha256 }) => photoSha256 === sha256);
      return {
        name,
        areaShare: Math.max(0, ...areas),
        boxes: areas.length,
        found: found?.found ?? 0,
        mistaken: found?.mistaken ?? 0,
      };
    },
  );
  return { photos: judged.sort((a, b) => Number(b.boxes > 0) - Number(a.boxes > 0)), notes };
}
