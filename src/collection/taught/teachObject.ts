import { resolve } from 'node:path';
import { checkArguments, checkOptions } from '../../checks/checkOptions.js';
import { MirrorError } from '../../errors.js';
import type { LockOwner } from '../../files/disk/lock.js';
import { checkHomeCall, HOME_CALL_RULES } from '../changes/checkHomeCall.js';
import { changeCollection } from '../changes/journal.js';
import { findObject } from '../collection.js';
import { withLockedObjects } from '../objectLocks.js';
import { surveyHome } from '../openHome.js';
import type { SoundObject } from '../soundObject.js';
import { findTeachable } from './findTeachable.js';
import { planTeaching } from './planTeaching.js';
import type { NewTaughtPhoto } from './taughtPhoto.js';

export interface TeachOptions {
  readonly name: string;
  readonly photos: readonly NewTaughtPhoto[];
  /** Called with another process that is at work on the object and is waited for. */
  readonly onWaiting?: ((owner: LockOwner) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface TaughtObject {
  readonly object: SoundObject;
  /** Whether there was no object of that name before. */
  readonly isNew: boolean;
  /** How many boxes were taught by this call; those that were known already are not. */
  readonly boxes: number;
  /** How many photos that do not show the object were taught by this call. */
  readonly negatives: number;
  /** What a person should know, a line each. */
  readonly notes: readonly string[];
}

/**
 * Keeps what an object is taught from. Whenever the process is killed, all photos of a call are kept or none. Calls add up: a photo that
 * was taught before keeps its boxes, and where all of these were described again (`describeTaughtPhoto`, `known`), the new
 * description takes their place.
 *
 * An object of the starter collection stays as it ships: what it is taught is kept in the home, in `objects/.taught`. An object that
 * is not there yet is made, without labels and recordings.
 *
 * @param home the folder that holds, or will hold, `objects/`
 * @throws MirrorError `usage` for a home, a name or an option of another type, an option of no known name, for no
 *   photos, for a photo that shows the object and does not, and for a starter object that was removed; `input` for a
 *   name that cannot be or an object that is broken; `environment` if the disk fails or the lock is lost; `aborted`
 *   when the signal fires; nothing is changed then
 */
export async function teachObject(home: string, options: TeachOptions): Promise<TaughtObject> {
  checkOptions('teachObject', options, { ...HOME_CALL_RULES, photos: 'array' });
  checkHomeCall(home, options);
  checkArguments({ photos: options.photos }, { photos: 'array' });
  const root = resolve(home);
  const { photos, signal, onWaiting } = options;
  if (photos.length === 0) {
    throw new MirrorError('usage', 'Expected photos to teach from but received none.');
  }
  const found = await findTeachable(root, options.name);
  const { name } = found;
  return withLockedObjects(root, { names: [name], signal, onWaiting }, async (within) => {
    const planned = await changeCollection(
      root,
      (lock) => planTeaching(root, { name, photos, lock }),
      {
        signal,
        onWaiting,
        within,
      },
    );
    const { isNew, boxes, negatives, notes } = planned;
    const { collection } = await surveyHome(root);
    return { object: findObject(collection, name), isNew, boxes, negatives, notes };
  });
}
