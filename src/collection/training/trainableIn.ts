import { isSameFolder } from '../../files/disk/pathChecks.js';
import type { Collection } from '../collection.js';
import { packageFolder } from '../packageFolder.js';
import type { SoundObject } from '../soundObject.js';

/**
 * Which objects of a collection may be trained, since their decoders stand in its home: the user's own, and those of the starter
 * collection, edited or not, only where the home is a checkout of the program.
 */
export async function trainableIn({
  home,
}: Pick<Collection, 'home'>): Promise<(object: SoundObject) => boolean> {
  const isCheckout = home !== undefined && (await isSameFolder(home, packageFolder()));
  return ({ shelf }) => shelf === 'home' || isCheckout;
}
