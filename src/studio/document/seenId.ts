import type { Detection } from '../../vision/detection.js';
import { isLabel } from '../../vision/labels.js';

/** A box is known by the label and the four sides that it was first seen with. */
const SEEN = /^(.*)((?: -?[\d.]+){4})$/;

/** Before the name of a taught thing that is a label of COCO as well. No object's name holds a slash. */
const TAUGHT = 'taught/';

/**
 * The name of a detection as it was seen, by which edits know it. A taught thing is known from what the detector itself
 * calls so, since it is renamed with its object.
 *
 * @example seenId({ label: 'cup', confidence: 0.9, box: { x: 1, y: 2, width: 3, height: 4 } }) // 'cup 1 2 3 4'
 */
export function seenId({ label, box, taught }: Detection): string {
  const sides = ` ${box.x} ${box.y} ${box.width} ${box.height}`;
  return `${taught && isLabel(label) ? TAUGHT : ''}${label}${sides}`;
}

/** What documents of earlier versions call a taught thing whose name is a label of COCO; every other detection's name as it is. */
export function formerSeenId(detection: Detection): string {
  const { taught: _, ...rest } = detection;
  return seenId(rest);
}

/** The name of a detection once objects have other names: that of a taught thing follows its object, a label of the detector stays. */
export function renamedSeenId(id: string, nameNow: (name: string) => string): string {
  const [, called = id, sides = ''] = SEEN.exec(id) ?? [];
  const isMarked = called.startsWith(TAUGHT);
  // The detector goes on calling a cup a cup, whatever the object is called that answers it.
  if (!isMarked && isLabel(called)) return id;
  const name = nameNow(isMarked ? called.slice(TAUGHT.length) : called);
  return `${isLabel(name) ? TAUGHT : ''}${name}${sides}`;
}
