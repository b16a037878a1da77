import { describe, expect, it } from 'vitest';
import type { Photo } from '../../src/vision/photo/photo.js';
import { proposeBoxes } from '../../src/vision/proposeBoxes.js';
import { cropOutput, type Seen, seen } from './cropOutput.js';

const photo: Photo = {
  width: 1280,
  height: 960,
  pixels: { width: 640, height: 480, data: new Uint8Array(3 * 640 * 480) },
};
const view = { box: { x: 0, y: 0, width: 640, height: 480 } };
const propose = (...things: readonly Seen[]) =>
  proposeBoxes({ photo, crops: [cropOutput(view, things)] });

describe('proposed boxes', () => {
  it('are of what may be anything, the likeliest first, in pixels of the upright photo', () => {
    const boxes = propose(seen('cup', 0.09, 20, 30, 50, 60), seen('vase', 0.6, 200, 90, 70, 80));
    expect(boxes.map(({ label, box }) => [label, box])).toEqual([
      ['vase', { x: 400, y: 180, width: 140, height: 160 }],
      ['cup', { x: 40, y: 60, width: 100, height: 120 }],
    ]);
  });

  it('are one at each place, whatever the labels', () => {
    const labels = propose(seen('cup', 0.2, 20, 30, 50, 60), seen('vase', 0.3, 22, 30, 50, 66));
    expect(labels.map(({ label }) => label)).toEqual(['vase']);
  });

  it('are twenty at most, and none of what is faint', () => {
    const many = Array.from({ length: 30 }, (_, i) =>
      seen('book', 0.5 - i / 100, 10 + 20 * i, 30, 15, 60),
    );
    expect(propose(...many)).toHaveLength(20);
    expect(propose(seen('cup', 0.04, 20, 30, 50, 60))).toEqual([]);
  });
});
