import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Letters } from '../../src/picture/letters.js';
import { colourOf } from '../../src/picture/palette.js';
import { toJpegUri } from '../../src/picture/rasters.js';
import { drawRoomPage, type RoomToDraw } from '../../src/picture/roomPage.js';
import { readLetters, textsOf } from './lettersForTests.js';

let letters: Letters;
let uri: string;
beforeAll(async () => {
  letters = await readLetters();
  uri = await toJpegUri({ width: 4, height: 4, data: new Uint8Array(48).fill(200) });
});

const NAMES = [
  'kitchen-table',
  'Café 冷蔵庫',
  `<b>&"c'`,
  'a name as long as that of a room in a palace',
];

function roomOf(options: {
  lanes: number;
  bars?: number;
  width?: number;
  height?: number;
}): RoomToDraw {
  const { lanes, bars = 16, width = 1600, height = 1067 } = options;
  const ranks = Array.from({ length: lanes }, (_, i) => i);
  const parts = ranks.map((i) => ({
    name: NAMES[i] ?? `object ${i}`,
    midiChannel: i,
    program: i,
    gainDb: 0,
    pan: 0,
    notes: [{ pitch: 50 + i, startTicks: 0, durationTicks: 480, velocity: 70 }],
  }));
  const box = (i: number) => ({
    x: (i * width) / 20,
    y: (i * height) / 20,
    width: width / 4,
    height: height / 4,
  });
  return {
    score: {
      title: 'kitchen',
      tempoBpm: 90.96,
      timeSignature: { beats: 3, beatUnit: 4 },
      lengthTicks: bars * 1440,
      parts,
    },
    photo: {
      width,
      height,
      uri,
      objects: parts.map(({ name }, i) => ({ name, boxes: [box(i)] })),
      unheard: [box(16)],
    },
    areaShares: ranks.map((i) => 0.39 / (i + 1)),
    unheard: [{ label: 'tie', areaShare: 0.01 }],
    seed: 5,
  };
}

/** Height of a page ÷ its width, as librsvg reads it. */
async function ratioOf(svg: string): Promise<number> {
  const { width = 0, height = 0 } = await sharp(Buffer.from(svg)).metadata();
  return height / width;
}

describe('the page of a room', () => {
  it.each([
    ['one object', { lanes: 1, bars: 1 }],
    ['fifteen objects', { lanes: 15 }],
    ['512 bars', { lanes: 4, bars: 512 }],
    ['a very wide photo', { lanes: 15, width: 8000, height: 40 }],
    ['a very tall photo', { lanes: 15, width: 40, height: 8000 }],
  ])('is an SVG that fits on A4 with %s', async (_, options) => {
    const svg = drawRoomPage(roomOf(options), letters);
    expect(svg.startsWith('<svg ')).toBe(true);
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
    expect(await ratioOf(svg)).toBeLessThan(Math.SQRT2 + 0.005);
    expect(await ratioOf(svg)).toBeGreaterThan(0.4);
  });

  it('says who plays, how large, on what, in how many bars and how fast', () => {
    const texts = textsOf(drawRoomPage(roomOf({ lanes: 3 }), letters));
    expect(texts).toEqual(
      expect.arrayContaining([
        'kitchen',
        '3 objects  ·  16 bars of 3/4  ·  91 bpm  ·  0:32',
        'of the photo',
        '39 %',
        'acoustic grand piano',
        'In grey, seen but not heard: tie',
        'sound-mirror, seed 5',
      ]),
    );
    // On the photo, and before the lane.
    for (const name of ['kitchen-table', 'Café 冷蔵庫', `<b>&"c'`]) {
      expect(texts.filter((text) => text === name)).toHaveLength(2);
    }
  });

  it('has one number and one colour an object, on the photo and before its lane', () => {
    const svg = drawRoomPage(roomOf({ lanes: 15 }), letters);
    for (let rank = 0; rank < 15; rank++) {
      const discs = svg.split(`fill="${colourOf(rank)}"/><g fill="`).slice(1);
      expect(discs).toHaveLength(2);
      for (const after of discs)
        expect(after).toMatch(new RegExp(`^#\\w+" aria-label="${rank + 1}">`));
      expect(svg).toContain(`stroke="${colourOf(rank)}" stroke-width="2.4"`);
    }
  });

  it('is the same for the same room', () => {
    expect(drawRoomPage(roomOf({ lanes: 5 }), letters)).toBe(
      drawRoomPage(roomOf({ lanes: 5 }), letters),
    );
  });

  it('needs no font for what is written in ours', () => {
    const foreign = drawRoomPage(roomOf({ lanes: 2 }), letters).match(/<text [^>]*>[^<]*/g);
    expect(foreign?.map((each) => each.split('>')[1])).toEqual(['冷蔵庫', '冷蔵庫']);
  });
});
