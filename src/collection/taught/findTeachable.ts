import { resolve } from 'node:path';
import { checkArguments } from '../../checks/checkOptions.js';
import { MirrorError } from '../../errors.js';
import { findBroken } from '../brokenObjects.js';
import type { Collection } from '../collection.js';
import { findByName, findRemovedStarter } from '../names/findByName.js';
import { checkNewObjectName, checkObjectName } from '../names/objectName.js';
import { understandName } from '../names/understandName.js';
import { surveyHome } from '../openHome.js';
import type { SoundObject } from '../soundObject.js';
import { shellWord } from '../training/trainCommand.js';

/** What can be taught. */
export interface Teachable {
  readonly name: string;
  /** Undefined where there is none yet. */
  readonly object: SoundObject | undefined;
  readonly collection: Collection;
}

/**
 * The object of that name, or the name that a new one is to have.
 *
 * @throws MirrorError `usage` for a starter object that was removed; `input` for a name that cannot be or an object that is broken
 */
export async function findTeachable(root: string, written: string): Promise<Teachable> {
  const { collection } = await surveyHome(root);
  const broken = findBroken(collection, written);
  if (broken !== undefined) throw broken.error;
  const names = collection.objects.map(({ name }) => name);
  const understood = understandName(written, names);
  const object = collection.objects.find(({ name }) => name === understood);
  if (object !== undefined) return { name: object.name, object, collection };
  const name = checkObjectName(written);
  // Says what is wrong with a folder that holds no object.json.
  await findByName(root, name);
  const removed = await findRemovedStarter(root, name);
  if (removed !== undefined) {
    throw new MirrorError(
      'usage',
      `Expected an object to teach but the starter's ${removed} was removed here. \`mirror restore ${shellWord(removed)}\` brings it back.`,
    );
  }
  return { name: checkNewObjectName(name), object: undefined, collection };
}

/**
 * The object that `teachObject` would teach, so that what is wrong with it is said before photos are looked at.
 *
 * @param home the folder that holds, or will hold, `objects/`
 * @returns undefined where `teachObject` would make it
 * @throws MirrorError as `teachObject` does for a name or an object
 */
export async function checkTeachable(home: string, name: string): Promise<SoundObject | undefined> {
  checkArguments({ home, name }, { home: 'string', name: 'string' });
  return (await findTeachable(resolve(home), name)).object;
}
