import { checkArguments } from '../../checks/checkOptions.js';
import type { Collection } from '../collection.js';
import { COLLECTION_RULE } from '../collection.js';
import { openLearner } from './openLearner.js';
import { readTaughtThings, type TaughtThings } from './readTaughtThings.js';
import { isSeenItself } from './taughtOf.js';

const NOTHING: TaughtThings = { things: [], notes: [] };

/**
 * The things that the objects of a collection were taught, for `detectObjects` and `runInference`. Of a collection that was taught
 * nothing, no file is read.
 *
 * @throws MirrorError `input` if a file of the package that this needs is missing
 */
export async function taughtThings(collection: Pick<Collection, 'objects'>): Promise<TaughtThings> {
  checkArguments({ collection }, { collection: COLLECTION_RULE });
  const isTaught = collection.objects.some(isSeenItself);
  return isTaught ? readTaughtThings(collection, await openLearner()) : NOTHING;
}
