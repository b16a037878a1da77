import { MirrorError } from '../../errors.js';
import { listEntries } from '../../files/disk/listEntries.js';
import { type Box, intersectionOverUnion, shareInside } from '../../vision/box.js';
import type { TaughtFolder } from '../soundObject.js';
import { readTaughtFolder } from './readTaughtFolder.js';
import { boxesIn, isNearlySameBox } from './taughtBoxes.js';
import { isOfPhoto, taughtPathBelowHome } from './taughtFolders.js';
import { isTaughtFile, type NewTaughtPhoto } from './taughtPhoto.js';

/** A photo beside what was taught from it before. */
export interface MergedAnnotations {
  /** What is to be kept of it, in a folder of its own; undefined if all of it is known. */
  readonly photo?: NewTaughtPhoto;
  /** Files whose place it takes, below the home. */
  readonly replaced: readonly string[];
  /** How many of its boxes were not known. */
  readonly newBoxes: number;
  /** Whether all of it was taught before. */
  readonly isKnown: boolean;
  /** Whether a new box lies over, in or around one that was taught before: that was perhaps to be drawn anew. */
  readonly isRedrawn: boolean;
}

/** Two boxes that overlap this much, or of which one has this share inside the other, seldom show two things. */
const REDRAWN = { overlap: 0.5, inside: 0.7 } as const;

/**
 * Merges a photo's boxes with those that an object was taught in it before. A folder all of whose boxes are described again, beside each
 * other, gives its place to the new description; so does one that cannot be used. Others stay, and their boxes with them.
 *
 * @param known all that the object was taught
 * @throws MirrorError `environment` if a folder cannot be listed
 */
export async function mergeAnnotations(
  { taught, crops }: NewTaughtPhoto,
  known: readonly TaughtFolder[],
): Promise<MergedAnnotations> {
  const { photo, detector, examples, negative } = taught;
  const same = known.filter((folder) => isOfPhoto(folder, photo.sha256));
  const before = await Promise.all(same.map((folder) => readBefore(folder, detector)));
  const usable = before.filter(({ isUsable }) => isUsable);
  const isDescribed = (box: Box) => examples.some((each) => isNearlySameBox(each.box, box));
  const replaceable = before.filter(
    ({ boxes, isUsable, isOurs }) =>
      isOurs && boxes.every(isDescribed) && (examples.length > 0 || !isUsable),
  );
  const fresh = examples.filter(({ box }) => !isIn(usable, box));
  const isNew = negative === undefined ? fresh.length > 0 : usable.length === 0;
  const isMended = replaceable.some(({ isUsable }) => !isUsable);
  if (!isNew && !isMended) {
    return { replaced: [], newBoxes: 0, isKnown: true, isRedrawn: false };
  }
  const staying = usable.filter((each) => !replaceable.includes(each));
  const kept = examples
    .map((example, i) => ({ example, crop: crops[i] }))
    .filter(({ example }) => !isIn(staying, example.box));
  return {
    ...((kept.length > 0 || isNew) && {
      photo: {
        taught: { ...taught, examples: kept.map(({ example }) => example) },
        crops: kept.flatMap(({ crop }) => crop ?? []),
      },
    }),
    replaced: replaceable.flatMap(({ files }) => files),
    newBoxes: fresh.length,
    isKnown: !isNew,
    isRedrawn: fresh.some(({ box }) =>
      usable.some(({ boxes }) => boxes.some((each) => isDrawnAnew(each, box))),
    ),
  };
}

/** What one folder holds of the photo. */
interface Before {
  /** In pixels of the upright photo; of a folder that cannot be used, those that its header still names. */
  readonly boxes: readonly Box[];
  /** One that cannot be used is as good as none. */
  readonly isUsable: boolean;
  /** What ships with the package stays, and so does a folder into which a person put a file. */
  readonly isOurs: boolean;
  /** Below the home. */
  readonly files: readonly string[];
}

async function readBefore(folder: TaughtFolder, detector: string): Promise<Before> {
  const entries = await listEntries(folder.folder);
  const loaded = await readTaughtFolder(folder, { detector }).catch((error: unknown) => {
    if (error instanceof MirrorError) return undefined;
    throw error;
  });
  return {
    boxes: loaded?.examples.map(({ box }) => box) ?? (await boxesIn(folder)),
    isUsable: loaded !== undefined,
    isOurs:
      !folder.isShipped && entries.every((entry) => entry.isFile() && isTaughtFile(entry.name)),
    files: entries.map(({ name }) => `${taughtPathBelowHome(folder)}/${name}`),
  };
}

function isIn(folders: readonly Before[], box: Box): boolean {
  return folders.some(({ boxes }) => boxes.some((each) => isNearlySameBox(each, box)));
}

function isDrawnAnew(before: Box, box: Box): boolean {
  return (
    intersectionOverUnion(before, box) > REDRAWN.overlap ||
    Math.max(shareInside(before, box), shareInside(box, before)) > REDRAWN.inside
  );
}
