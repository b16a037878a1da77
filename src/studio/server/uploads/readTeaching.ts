import type { Teaching } from '../../protocol/teaching.js';
import { box, text, unlike } from './jsonFields.js';

const MOST_NAME = 200;

/** As many as a photo may teach. */
const MOST_BOXES = 64;

/** @throws MirrorError `usage` naming what is not as it should be; what a name may be is checked at the public door */
export function readTeaching(given: Readonly<Record<string, unknown>>): Teaching {
  const { boxes } = given;
  if (!Array.isArray(boxes) || boxes.length === 0 || boxes.length > MOST_BOXES) {
    throw unlike('boxes', `a list of 1 to ${MOST_BOXES}`);
  }
  return {
    object: text(given.object, { name: 'object', most: MOST_NAME }),
    boxes: boxes.map((each, i) => box(each, `boxes[${i}]`)),
  };
}
