import { describe, expect, it } from 'vitest';
import { readPictureFonts } from '../../src/collection/pictureFonts.js';
import { drawBoxes } from '../../src/picture/drawBoxes.js';
import { textsOf } from './letters/lettersForTests.js';

const photo = {
  width: 400,
  height: 200,
  pixels: { width: 400, height: 200, data: new Uint8Array(3 * 400 * 200) },
};

describe('boxes to choose from', () => {
  it('are drawn with their numbers and labels and a ruler in per cent, on a page in the proportions of the photo', async () => {
    const boxes = [
      { label: 'vase', box: { x: 20, y: 30, width: 90, height: 120 } },
      { label: 'cup', box: { x: 220, y: 90, width: 100, height: 80 } },
    ];
    const fonts = await readPictureFonts();
    const svg = await drawBoxes(photo, boxes, { fonts, title: 'a < b' });
    expect(textsOf(svg)).toEqual(expect.arrayContaining(['1', 'vase', '2', 'cup', '50', '100']));
    expect(svg).toMatch(/viewBox="0 0 1000 532"/);
    expect(svg).toContain('<title>a &#60; b</title>');
  });
});
