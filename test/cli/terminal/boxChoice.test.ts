import { describe, expect, it } from 'vitest';
import { boxInPixels, parseBox, parseBoxes } from '../../../src/cli/terminal/boxChoice.js';

const photo = { width: 640, height: 427 };
const proposed = [{ box: { x: 1, y: 2, width: 3, height: 4 } }];
const inPixels = (text: string) => boxInPixels(parseBox(text), { photo, proposed });

describe('--box', () => {
  it.each([
    ['31,7,53,90', { x: 31, y: 7, width: 53, height: 90 }],
    [' 31, 7 ,53,90 ', { x: 31, y: 7, width: 53, height: 90 }],
    ['31.4,7.6,53,.9', { x: 31, y: 8, width: 53, height: 1 }],
    ['10%,20%,30%,40%', { x: 64, y: 85, width: 192, height: 171 }],
    ['50 %, 50%, 50%, 50%', { x: 320, y: 214, width: 320, height: 213 }],
    ['0,0,640,427', { x: 0, y: 0, width: 640, height: 427 }],
    ['600.5,400,40,27.4', { x: 601, y: 400, width: 39, height: 27 }],
    ['1', { x: 1, y: 2, width: 3, height: 4 }],
  ])('%s is in whole pixels', (text, box) => {
    expect(inPixels(text)).toEqual(box);
  });

  it.each([
    [''],
    ['0'],
    ['box'],
    ['1,2,3'],
    ['1,2,3,4,5'],
    ['1,2,3,'],
    ['NaN,2,3,4'],
    ['1,2,Infinity,4'],
    ['1e2,2,3,4'],
    ['0x10,2,3,4'],
    ['10%,2,3,4'],
    ['10%,20%,30%'],
    ['1;2;3;4'],
    ['1'.repeat(5)],
  ])('%j is none', (text) => {
    expect(() => parseBox(text)).toThrow(
      expect.objectContaining({
        code: 'usage',
        message: expect.stringMatching(/^Expected --box to be x,y,width,height .* received "/),
      }),
    );
  });

  it('in shares is refused, and written in per cent', () => {
    expect(() => parseBox('0.25,.25,0.2,0.5')).toThrow(/received shares.*: 25%,25%,20%,50%\.$/);
  });

  it.each([
    ['-1,7,53,90', /inside the photo of 640 × 427 pixels but received -1,7,53,90/],
    ['600,7,53,90', /inside the photo/],
    ['31,400,53,90', /inside the photo/],
    ['90%,10%,20%,20%', /inside the photo .* received 90%,10%,20%,20%/],
    ['1000000000,1,1000000000,1', /inside the photo/],
    ['31,7,0,90', /a width and a height above 0/],
    ['31,7,53,-90', /a width and a height above 0/],
    ['31,7,0.2,90', /inside the photo/],
    ['2', /the number of one of 1 proposed boxes but received 2/],
  ])('%s lies in no photo of 640 × 427', (text, message) => {
    expect(() => inPixels(text)).toThrow(
      expect.objectContaining({ code: 'usage', message: expect.stringMatching(message) }),
    );
  });

  it('may be given again and again', () => {
    expect(parseBoxes('2', parseBoxes('1'))).toEqual([parseBox('1'), parseBox('2')]);
  });
});
