import { isFolder } from '../files/disk/pathChecks.js';
import type { Collection } from './collection.js';
import {
  type CollectionOptions,
  type CollectionSurvey,
  openCollection,
  surveyCollection,
} from './openCollection.js';

type Waiting = Omit<CollectionOptions, 'home'>;

/** The collection with a home that need not be there yet; throws as `openCollection` does. */
export async function openHome(home: string, waiting: Waiting = {}): Promise<Collection> {
  return openCollection(await optionsOf(home, waiting));
}

/** The same with what is passed over, also where a change is half made; throws as `surveyCollection` does. */
export async function surveyHome(home: string, waiting: Waiting = {}): Promise<CollectionSurvey> {
  return surveyCollection(await optionsOf(home, waiting));
}

async function optionsOf(home: string, waiting: Waiting): Promise<CollectionOptions> {
  return (await isFolder(home)) ? { ...waiting, home } : {};
}
