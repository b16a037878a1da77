import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Letters } from '../../../src/picture/letters/letters.js';
import { colourOf } from '../../../src/picture/palette.js';
import { PAPERS, type Paper } from '../../../src/picture/paper.js';
import { toJpegUri } from '../../../src/picture/rasters.js';
import { drawRoomPage } from '../../../src/picture/room/roomPage.js';
import type { RoomToDraw } from '../../../src/picture/room/roomToDraw.js';
import { bottomOf, rightOf, sharedArea } from '../../../src/vision/box.js';
import { readLetters, textBoxesOf, textsOf } from '../letters/lettersForTests.js';

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

const IDEA =
  'Slow chords come down like a blade through a loaf, each left to ring until the next; now and then three crumbs fall.';

function roomOf(options: {
  lanes: number;
  bars?: number;
  width?: number;
  height?: number;
  title?: string;
  taken?: string;
}): RoomToDraw {
  const { lanes, bars = 16, width = 1600, height = 1067, title = 'kitchen', taken } = options;
  const ranks = Array.from({ length: lanes }, (_, i) => i);
  const note = (pitch: number, beat: number) => ({
    pitch,
    startTicks: 480 * beat,
    durationTicks: 480,
    velocity: 70,
  });
  const parts = ranks.map((i) => ({
    name: NAMES[i] ?? `object ${i}`,
    midiChannel: i,
    program: i,
    gainDb: 0,
    pan: 0,
    // A minor, over one to four octaves.
    notes: [57, 60, 64, 69].map((pitch, beat) => note(pitch + 12 * ((beat * i) % 4), beat)),
  }));
  const box = (i: number) => ({
    x: (i * width) / 20,
    y: (i * height) / 20,
    width: width / 4,
    height: height / 4,
  });
  return {
    score: {
      title,
      tempoBpm: 90.96,
      timeSignature: { beats: 3, beatUnit: 4 },
      key: { tonic: 9, mode: 'minor' },
      lengthTicks: bars * 1440,
      parts,
    },
    photo: { width, height, uri, unmatched: [box(16)], taken },
    tracks: parts.map(({ name }, i) => ({
      name,
      voice: '',
      colour: colourOf(i),
      seenAs: i % 2 === 0 ? '' : 'seen as bowl, banana, orange',
      idea: i % 3 === 2 ? '' : IDEA,
      areaShare: 0.39 / (i + 1),
      boxes: [box(i)],
    })),
    unmatched: ['tie'],
    seed: 5,
  };
}

const draw = (
  room: RoomToDraw,
  { paper = 'a4', texts = false }: { paper?: Paper; texts?: boolean } = {},
) => drawRoomPage(room, { paper, texts, letters });

/** Width and height as the page says them. */
const sizeOf = (svg: string) => /^<svg [^>]*?width="(.*?)" height="(.*?)"/.exec(svg)?.slice(1, 3);

const UPRIGHT = { a4: ['210mm', '297mm'], letter: ['215.9mm', '279.4mm'] };

const SHAPES = [
  ['1:4', 600, 2400],
  ['1:3', 500, 1500],
  ['9:16', 900, 1600],
  ['1:1', 1000, 1000],
  ['3:2', 1600, 1067],
  ['2:1', 2000, 1000],
  ['6:1', 3600, 600],
] as const;

describe('the page of a room', () => {
  it.each(
    PAPERS.flatMap(
      (paper) =>
        [
          [paper, 'portrait', 900, 1600, UPRIGHT[paper]],
          [paper, 'portrait', 1000, 1000, UPRIGHT[paper]],
          [paper, 'landscape', 3600, 600, [...UPRIGHT[paper]].reverse()],
        ] as const,
    ),
  )(
    'is exactly a sheet of %s in %s for a photo of %i × %i',
    async (paper, _, width, height, size) => {
      for (const lanes of [1, 4, 15]) {
        for (const texts of [false, true]) {
          const svg = draw(roomOf({ lanes, width, height }), { paper, texts });
          // Fifteen sentences need an upright page whatever the photo.
          if (texts && lanes === 15) expect([size, UPRIGHT[paper]]).toContainEqual(sizeOf(svg));
          else expect(sizeOf(svg)).toEqual(size);
          const [mmWide = 0, mmHigh = 0] = (sizeOf(svg) ?? []).map(Number.parseFloat);
          const [, wide, high] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? [];
          expect(Number(wide) * 0.21).toBeCloseTo(mmWide, 2);
          expect(Number(high) * 0.21).toBeCloseTo(mmHigh, 2);
        }
      }
    },
  );

  it('is drawn by librsvg in that shape', async () => {
    const { width = 0, height = 0 } = await sharp(
      Buffer.from(draw(roomOf({ lanes: 2 }))),
    ).metadata();
    expect(height / width).toBeCloseTo(297 / 210, 2);
  });

  it.each(SHAPES.flatMap((shape) => [1, 4, 15].map((lanes) => [lanes, ...shape] as const)))(
    'has nothing outside and no text upon another with %i lanes and a photo of %s',
    (lanes, _, width, height) => {
      for (const paper of PAPERS) {
        for (const texts of [false, true]) {
          const svg = draw(roomOf({ lanes, width, height }), { paper, texts });
          expect(svg).not.toMatch(/NaN|Infinity|undefined/);
          expect(strayBoxes(svg)).toEqual([]);
          const boxes = textBoxesOf(svg, letters);
          expect(boxes.length).toBeGreaterThan(10);
          expect(overlaps(boxes)).toEqual([]);
        }
      }
    },
  );

  it.each([
    ['one bar', { lanes: 1, bars: 1 }],
    ['512 bars', { lanes: 4, bars: 512 }],
    ['a photo like a thread', { lanes: 15, width: 8000, height: 40 }],
    ['a photo like a hair', { lanes: 15, width: 40, height: 8000 }],
    [
      'a title as long as a letter',
      { lanes: 1, title: 'In the kitchen of my grandmother. '.repeat(9) },
    ],
  ])('holds together with %s', (_, options) => {
    const svg = draw(roomOf(options), { texts: true });
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
    expect(strayBoxes(svg)).toEqual([]);
    expect(overlaps(textBoxesOf(svg, letters))).toEqual([]);
  });

  it('says when, who plays, how large, seen as what, on what, in how many bars, in which key and how fast', () => {
    const texts = textsOf(draw(roomOf({ lanes: 3, taken: '2026-11-08T14:03:22' })));
    expect(texts).toEqual(
      expect.arrayContaining([
        'kitchen',
        '8 November 2026  ·  3 objects  ·  16 bars of 3/4  ·  A minor  ·  91 bpm  ·  0:32',
        'of the photo',
        '39 %',
        'acoustic grand piano',
        'seen as bowl, banana, orange',
        'bright acoustic piano',
        'In grey, seen but not heard: tie',
        'sound-mirror, seed 5',
      ]),
    );
    // On the photo, and before the lane.
    for (const name of ['kitchen-table', 'Café 冷蔵庫', `<b>&"c'`]) {
      expect(texts.filter((text) => text === name)).toHaveLength(2);
    }
  });

  it('says no date and no key where they are not known', () => {
    const room = roomOf({ lanes: 1 });
    const { key, ...score } = room.score;
    const rests = score.parts.map((part) => ({ ...part, notes: [] }));
    const texts = textsOf(draw({ ...room, score: { ...score, parts: rests } }));
    expect(texts).toContain('1 object  ·  16 bars of 3/4  ·  91 bpm  ·  0:32');
  });

  it('has the ideas of objects where they are asked for', () => {
    const room = roomOf({ lanes: 4 });
    const written = (options: { texts: boolean }) => textsOf(draw(room, options)).join(' ');
    expect(written({ texts: true }).split(IDEA)).toHaveLength(4);
    expect(written({ texts: false })).not.toContain('Slow chords');
  });

  it('looks as without ideas where no object has one', () => {
    const room = roomOf({ lanes: 4 });
    const silent = { ...room, tracks: room.tracks.map((track) => ({ ...track, idea: '' })) };
    expect(draw(silent, { texts: true })).toBe(draw(room, { texts: false }));
  });

  it('has something of every idea even with fifteen of them', () => {
    const room = roomOf({ lanes: 15 });
    const all = { ...room, tracks: room.tracks.map((track) => ({ ...track, idea: IDEA })) };
    const begun = textsOf(draw(all, { texts: true })).filter((text) => text.startsWith('Slow'));
    expect(begun).toHaveLength(15);
  });

  it('has one number a track and one colour an object, on the photo and before its lane', () => {
    const svg = draw(roomOf({ lanes: 15 }));
    for (let rank = 0; rank < 15; rank++) {
      const discs = svg.split(`fill="${colourOf(rank)}"/><g fill="`).slice(1);
      expect(discs).toHaveLength(2);
      for (const after of discs)
        expect(after).toMatch(new RegExp(`^#\\w+" aria-label="${rank + 1}">`));
      expect(svg).toContain(`stroke="${colourOf(rank)}" stroke-width="2.4"`);
    }
  });

  it('keeps the number of a voice whose name is cut, on the photo and before its lane', () => {
    const room = roomOf({ lanes: 3 });
    const tracks = room.tracks.map((track, i) => ({
      ...track,
      name: `grandmother-of-my-grandmother ${i + 1}`,
      voice: ` ${i + 1}`,
    }));
    const svg = drawRoomPage({ ...room, tracks }, { paper: 'a4', texts: false, letters });
    const cut = textsOf(svg).filter((text) => text.startsWith('grandmo'));
    expect(cut).toHaveLength(6);
    expect(cut.every((text) => /…? \d$/.test(text))).toBe(true);
    expect(cut.filter((text) => text.includes('…')).length).toBeGreaterThanOrEqual(3);
  });

  it('counts voices beside objects', () => {
    const room = roomOf({ lanes: 4 });
    const tracks = room.tracks.map((track, i) => ({
      ...track,
      colour: colourOf(Math.max(0, i - 1)),
    }));
    const texts = textsOf(draw({ ...room, tracks }));
    expect(texts.find((text) => text.includes('objects'))).toMatch(/^3 objects, 4 voices {2}·/);
  });

  it('is the same for the same room', () => {
    expect(draw(roomOf({ lanes: 5 }), { texts: true })).toBe(
      draw(roomOf({ lanes: 5 }), { texts: true }),
    );
  });

  it('needs no font for what is written in ours', () => {
    const foreign = draw(roomOf({ lanes: 2 })).match(/<text [^>]*>[^<]*/g);
    expect(foreign?.map((each) => each.split('>')[1])).toEqual(['冷蔵庫', '冷蔵庫']);
  });
});

/** What reaches beyond the page: rectangles, discs, lines and notes, and texts. */
function strayBoxes(svg: string): string[] {
  const [, width, height] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? [];
  const isStray = (left: number, top: number, right: number, bottom: number) =>
    left < 0 || top < 0 || right > Number(width) || bottom > Number(height);
  const drawn = svg.replace(/<defs>.*?<\/defs>/s, '');
  const number = (tag: string, name: string) =>
    Number(new RegExp(` ${name}="([-\\d.]+)"`).exec(tag)?.[1] ?? 0);
  const strays = (drawn.match(/<(rect|image|circle) [^>]*>/g) ?? []).filter((tag) => {
    const [x, y, w, h] = ['x', 'y', 'width', 'height'].map((name) => number(tag, name)) as [
      number,
      number,
      number,
      number,
    ];
    const [cx, cy, r] = ['cx', 'cy', 'r'].map((name) => number(tag, name)) as [
      number,
      number,
      number,
    ];
    return isStray(x + cx - r, y + cy - r, x + w + cx + r, y + h + cy + r);
  });
  const points = [...drawn.matchAll(/M([-\d.]+) ([-\d.]+)(?:h([\d.]+)v([\d.]+))?/g)].filter(
    ([, x, y, w = 0, h = 0]) =>
      isStray(Number(x), Number(y), Number(x) + Number(w), Number(y) + Number(h)),
  );
  const texts = textBoxesOf(svg, letters).filter(({ box }) =>
    isStray(box.x, box.y, rightOf(box), bottomOf(box)),
  );
  return [...strays, ...points.map(([path]) => path), ...texts.map(({ text }) => text)];
}

/** Pairs of texts that lie upon one another by more than a hair. */
function overlaps(texts: ReturnType<typeof textBoxesOf>): string[] {
  return texts.flatMap(({ text, box }, i) =>
    texts
      .slice(i + 1)
      .filter((other) => sharedArea(box, other.box) > 0.5)
      .map((other) => `${text} × ${other.text}`),
  );
}
