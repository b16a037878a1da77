import { checkArguments } from '../../checks/checkOptions.js';
import type { SoundObject, TaughtFolder } from '../soundObject.js';

// How an object stands that was taught.

export type Taught = Pick<SoundObject, 'taught'>;

/** How many photos are positive examples of an object, and how many are negative ones: they do not show it. */
export interface TaughtCounts {
  readonly positives: number;
  readonly negatives: number;
}

/** What an object was taught from, each photo counted once. */
export function countTaught(object: Taught): TaughtCounts {
  checkArguments({ object }, { object: 'record' });
  const { taught = [] } = object;
  const count = (isPositive: boolean) =>
    new Set(taught.filter((each) => each.isPositive === isPositive).map(({ photo }) => photo)).size;
  return { positives: count(true), negatives: count(false) };
}

/** Whether a photo shows the object, so that it can be found in others: photos that do not show it are not enough. */
export function isSeenItself(object: Taught): boolean {
  checkArguments({ object }, { object: 'record' });
  const { taught = [] } = object;
  return taught.some(({ isPositive }) => isPositive);
}

/** Whether all that shows the object ships with the package: photos of a user's own that do not show it do not make it the user's. */
export function isTaughtAsShipped({ taught = [] }: Taught): boolean {
  return taught.every(({ isPositive, isShipped }) => isShipped || !isPositive);
}

/**
 * An object with other folders in the place of what it was taught from; without the key where there are none.
 *
 * @example withTaught(object, [...(starter.taught ?? []), ...(object.taught ?? [])])
 */
export function withTaught(object: SoundObject, folders: readonly TaughtFolder[]): SoundObject {
  const { taught: _, ...rest } = object;
  return folders.length === 0 ? rest : { ...rest, taught: folders };
}

/** An object of the home with what the starter object was taught whose place it takes: it is the same thing to look at. */
export function withTaughtOfStarter(object: SoundObject, starter: Taught = {}): SoundObject {
  return withTaught(object, [...(starter.taught ?? []), ...(object.taught ?? [])]);
}
