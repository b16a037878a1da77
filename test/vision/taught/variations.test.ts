import { describe, expect, it } from 'vitest';
import {
  mirrorBox,
  mirrorRaster,
  scaleLevels,
  zoomsOn,
} from '../../../src/vision/taught/variations.js';

describe('zoomsOn', () => {
  const frame = { x: 0, y: 0, width: 1000, height: 600 };

  it('shows a small box at three distances, inside the frame', () => {
    const zooms = zoomsOn({ x: 10, y: 20, width: 60, height: 60 }, frame);
    expect(zooms).toEqual([
      { x: 0, y: 0, width: 714, height: 429 },
      { x: 0, y: 0, width: 455, height: 273 },
      { x: 0, y: 0, width: 250, height: 150 },
    ]);
  });

  it('leaves out what would cut the box', () => {
    expect(zoomsOn({ x: 300, y: 100, width: 300, height: 200 }, frame)).toHaveLength(2);
    expect(zoomsOn({ x: 0, y: 0, width: 1000, height: 600 }, frame)).toEqual([]);
  });
});

describe('a changed picture', () => {
  const picture = { width: 2, height: 1, data: Uint8Array.from([1, 2, 3, 100, 150, 250]) };

  it('has left and right exchanged, and boxes with it', () => {
    expect([...mirrorRaster(picture).data]).toEqual([100, 150, 250, 1, 2, 3]);
    const box = { x: 10, y: 20, width: 30, height: 40 };
    expect(mirrorBox(box, 100)).toEqual({ x: 60, y: 20, width: 30, height: 40 });
    expect(mirrorBox(mirrorBox(box, 100), 100)).toEqual(box);
  });

  it('is lighter or darker, cut at white', () => {
    expect([...scaleLevels(picture, 1.5).data]).toEqual([2, 3, 5, 150, 225, 255]);
  });
});
