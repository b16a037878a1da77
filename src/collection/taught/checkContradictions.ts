import { MirrorError } from '../../errors.js';
import type { TaughtFolder } from '../soundObject.js';
import { shellWord } from '../training/trainCommand.js';
import { isOfPhoto } from './taughtFolders.js';
import type { NewTaughtPhoto } from './taughtPhoto.js';

/**
 * Makes sure that no photo is both a positive and a negative example of an object.
 *
 * @param options.known all that the object was taught before
 * @param options.photos what it is to be taught
 * @throws MirrorError `usage` that says how the other is taken back
 */
export function checkContradictions(
  name: string,
  {
    known,
    photos,
  }: { readonly known: readonly TaughtFolder[]; readonly photos: readonly NewTaughtPhoto[] },
): void {
  const positive = photos.filter(({ taught }) => taught.examples.length > 0);
  for (const photo of photos) {
    const { sha256, name: file } = photo.taught.photo;
    const isPositive = positive.includes(photo);
    const expected = `Expected ${file} either to show ${name} or not but`;
    if (!isPositive && positive.some(({ taught }) => taught.photo.sha256 === sha256)) {
      throw new MirrorError('usage', `${expected} received it as both. Leave one of them out.`);
    }
    if (known.some((each) => isOfPhoto(each, sha256) && each.isPositive !== isPositive)) {
      throw new MirrorError(
        'usage',
        `${expected} it was taught as one that ${isPositive ? 'does not' : 'does'}. \`mirror forget ${shellWord(name)} ${shellWord(file)}\` takes that back.`,
      );
    }
  }
}
