import { listEntries } from '../../files/disk/listEntries.js';
import { type Box, intersectionOverUnion, shareInside } from '../../vision/box.js';
import type { TaughtFolder } from '../soundObject.js';
import { readTaughtFolder } from './readTaughtFolder.js';
import { boxesIn, isSameBox } from './taughtBoxes.js';
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
 * Joins a photo with what an object was taught from it before. A folder all of whose boxes are described again, beside each other, gives its
 * place to the new description; so does one that cannot be used. Others stay, and their boxes with them.
 *
 * @param known all that the object was taught
 */
export async function mergeAnnotations(
  { taught, crops }: NewTaughtPhoto,
  known: readonly TaughtFolder[],
): Promise<MergedAnnotations> {
  const { photo, detector, examples, negative } = taught;
  const before = await Promise.all(
    known
      .filter((folder) => isOfPhoto(folder, photo.sha256))
      .map(async (folder) => ({
        folder,
        boxes: await boxesIn(folder),
        // One that cannot be used is as good as none.
        isUsable: await readTaughtFolder(folder, { detector }).then(...yesOrNo),
      })),
  );
  const usable = before.filter(({ isUsable }) => isUsable);
  const isDescribed = (box: Box) => examples.some((each) => isSameBox(each.box, box));
  const replaceable: typeof before = [];
  for (const each of before) {
    const isCovered = each.boxes.every(isDescribed) && (examples.length > 0 || !each.isUsable);
    if (isCovered && (await holdsOursOnly(each.folder))) replaceable.push(each);
  }
  const isIn = (folders: typeof before, box: Box) =>
    folders.some(({ boxes }) => boxes.some((each) => isSameBox(each, box)));
  const fresh = examples.filter(({ box }) => !isIn(usable, box));
  const isNew = negative === undefined ? fresh.length > 0 : usable.length === 0;
  const isMended = replaceable.some(({ isUsable }) => !isUsable);
  if (!isNew && !isMended) {
    return { replaced: [], newBoxes: 0, isKnown: true, isRedrawn: false };
  }
  const staying = usable.filter((each) => !replaceable.includes(each));
  const kept = [...examples.keys()].filter((i) => {
    const box = examples[i]?.box;
    return box !== undefined && !isIn(staying, box);
  });
  return {
    ...((kept.length > 0 || isNew) && {
      photo: {
        taught: { ...taught, examples: kept.flatMap((i) => examples[i] ?? []) },
        crops: kept.flatMap((i) => crops[i] ?? []),
      },
    }),
    replaced: (await Promise.all(replaceable.map(({ folder }) => filesIn(folder)))).flat(),
    newBoxes: fresh.length,
    isKnown: !isNew,
    isRedrawn: fresh.some(({ box }) =>
      usable.some(({ boxes }) => boxes.some((each) => isDrawnAnew(each, box))),
    ),
  };
}

function isDrawnAnew(before: Box, box: Box): boolean {
  return (
    intersectionOverUnion(before, box) > REDRAWN.overlap ||
    Math.max(shareInside(before, box), shareInside(box, before)) > REDRAWN.inside
  );
}

const yesOrNo = [() => true, () => false] as const;

/** What ships with the package stays, and so does a folder into which a person put a file. */
async function holdsOursOnly({ folder, isShipped }: TaughtFolder): Promise<boolean> {
  if (isShipped) return false;
  const entries = await listEntries(folder);
  return entries.every((entry) => entry.isFile() && isTaughtFile(entry.name));
}

async function filesIn(taught: TaughtFolder): Promise<string[]> {
  const entries = await listEntries(taught.folder);
  return entries.map(({ name }) => `${taughtPathBelowHome(taught)}/${name}`);
}
