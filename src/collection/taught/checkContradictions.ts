import { MirrorError } from '../../errors.js';
import type { TaughtFolder } from '../soundObject.js';
import { shellWord } from '../training/trainCommand.js';
import { isOfPhoto } from './taughtFolders.js';
import type { NewTaughtPhoto } from './taughtPhoto.js';

/**
 * Makes sure that no photo is said to show an object and not to show it.
 *
 * @throws MirrorError `usage` that says how the other is taken back
 */
export function checkContradictions(
  name: string,
  {
    known,
    photos,
  }: { readonly known: readonly TaughtFolder[]; readonly photos: readonly NewTaughtPhoto[] },
): void {
  const shown = photos.filter(({ taught }) => taught.examples.length > 0);
  for (const { taught } of photos) {
    const shows = taught.examples.length > 0;
    const { sha256, name: photo } = taught.photo;
    const isBoth = !shows && shown.some((each) => each.taught.photo.sha256 === sha256);
    const isOpposite = known.some((each) => isOfPhoto(each, sha256) && each.shows !== shows);
    if (!isBoth && !isOpposite) continue;
    throw new MirrorError(
      'usage',
      `Expected ${photo} either to show ${name} or not but it was taught as ${shows ? 'one that does not' : 'one that does'}. \`mirror forget ${shellWord(name)} ${shellWord(photo)}\` takes that back.`,
    );
  }
}
