import { isFolder } from '../files/disk/pathChecks.js';
import type { Collection } from './collection.js';
import { type CollectionOptions, openCollection } from './openCollection.js';

/** The collection with a home that need not be there yet; throws as `openCollection` does. */
export async function openHome(
  home: string,
  waiting: Omit<CollectionOptions, 'home'> = {},
): Promise<Collection> {
  return openCollection((await isFolder(home)) ? { ...waiting, home } : {});
}
