import { expect, it } from 'vitest';
import { answeredBoxes } from '../../../src/studio/page/state/answeredBoxes.js';

const box = { x: 1, y: 2, width: 3, height: 4 };
const track = (labels: string[], boxes: (typeof box)[]) => ({ labels, boxes }) as never;

it('knows which track answers a box, also where two boxes are the same place', () => {
  const known = [
    { id: 'a', label: 'cup', confidence: 1, box },
    { id: 'b', label: 'kettle', confidence: 1, box },
    { id: 'c', label: 'cup', confidence: 1, box: { ...box, x: 9 } },
  ];
  const tracks = [track(['kettle'], [box]), track(['cup', 'bowl'], [{ ...box, y: 0 }, box])];
  expect([...answeredBoxes({ tracks }, known)]).toEqual([
    ['a', 1],
    ['b', 0],
  ]);
});
