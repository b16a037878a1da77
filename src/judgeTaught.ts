import { checkArguments, checkOptions, type OptionResult } from './checks/checkOptions.js';
import { readBankFile } from './collection/graphFiles.js';
import type { SoundObject } from './collection/soundObject.js';
import { openLearner } from './collection/taught/openLearner.js';
import { readTaughtPhotos } from './collection/taught/readTaughtThings.js';
import { throwIfAborted } from './errors.js';
import { groupBy } from './math/groupBy.js';
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
  options: { readonly signal?: AbortSignal | undefined } = {},
): Promise<JudgedTaught> {
  checkOptions('judgeTaught', options, { signal: 'signal' });
  checkArguments({ object }, { object: TAUGHT_RULE });
  const { signal } = options;
  throwIfAborted(signal);
  const { photos, examples, negatives, notes } = await readTaughtPhotos(
    object,
    await openLearner(),
  );
  throwIfAborted(signal);
  const examplesOf = groupBy(examples, ({ photoSha256 }) => photoSha256);
  const left = examplesOf.size < 2 ? [] : leaveOneOut(examples, negatives, await readBankFile());
  // A photo may have been taught from several times.
  const distinct = new Map(photos.map(({ photo }) => [photo.sha256, photo]));
  const judged = [...distinct.values()].map(({ sha256, name, width, height }) => {
    const shares = (examplesOf.get(sha256) ?? []).map(({ box }) => areaOf(box) / (width * height));
    const leftOut = left.find(({ photoSha256 }) => photoSha256 === sha256);
    return {
      name,
      areaShare: Math.max(0, ...shares),
      boxes: shares.length,
      found: leftOut?.found ?? 0,
      mistaken: leftOut?.mistaken ?? 0,
    };
  });
  return { photos: judged.sort((a, b) => Number(b.boxes > 0) - Number(a.boxes > 0)), notes };
}
