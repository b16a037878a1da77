import { describeValue } from '../checks/checkOptions.js';
import { MirrorError } from '../errors.js';

/**
 * Refuses what is no object of a collection, such as undefined, which `objects.find(…)` gives after a mistyped name.
 *
 * @throws MirrorError `usage`
 */
export function checkObject(object: unknown): void {
  if (typeof object === 'object' && object !== null && 'modelsFolder' in object) return;
  throw new MirrorError(
    'usage',
    `Expected an object of a collection but received ${describeValue(object)}. \`findObject(collection, 'clock')\` finds one by its name.`,
  );
}
