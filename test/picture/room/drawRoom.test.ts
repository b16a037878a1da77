import { describe, expect, it } from 'vitest';
import { readPictureFonts } from '../../../src/collection/pictureFonts.js';
import type { PlayedPart } from '../../../src/composition/playing/playedPart.js';
import { drawRoom, type MirroredRoom } from '../../../src/picture/room/drawRoom.js';
import { textsOf } from '../letters/lettersForTests.js';

const table = { x: 4, y: 20, width: 50, height: 20 };
const cup = { x: 20, y: 10, width: 10, height: 12 };
const tie = { x: 60, y: 2, width: 3, height: 9 };

/** A mirror of a table and a cup, with a tie that is not played; of each record, what the page reads. */
function roomOf(photo: { width: number; height: number; taken?: string }): MirroredRoom {
  const { width, height } = photo;
  const note = { pitch: 60, startTicks: 0, durationTicks: 480, velocity: 70 };
  const objects = [
    { name: 'table', label: 'dining table', text: 'Four legs.', box: table },
    { name: 'cup', label: 'cup', text: '', box: cup },
  ];
  const parts = objects.map(({ name }, i) => ({
    name,
    midiChannel: i,
    program: 0,
    gainDb: 0,
    pan: 0,
    notes: [note],
  }));
  const played = objects.map(({ name, label, text, box }) => ({
    matched: { object: { name, text }, labels: [label], boxes: [box], areaShare: 0.2 },
  }));
  return {
    photo: { ...photo, pixels: { width, height, data: new Uint8Array(3 * width * height) } },
    score: {
      title: 'room',
      tempoBpm: 60,
      timeSignature: { beats: 4, beatUnit: 4 },
      lengthTicks: 1920,
      parts,
    },
    report: {
      seed: 1,
      unheard: [{ label: 'tie', areaShare: 0.01 }],
      detections: [table, cup, tie].map((box) => ({ box, label: '', confidence: 1 })),
    } as unknown as MirroredRoom['report'],
    played: played as unknown as readonly PlayedPart[],
  };
}

const fonts = await readPictureFonts();
const sizeOf = (svg: string) => /^<svg [^>]*?width="(.*?)" height="(.*?)"/.exec(svg)?.slice(1, 3);

describe('drawRoom', () => {
  it.each([
    ['A4', {}, { width: 80, height: 60 }, ['210mm', '297mm']],
    ['A4, lying', { paper: 'a4' }, { width: 360, height: 60 }, ['297mm', '210mm']],
    ['Letter', { paper: 'letter' }, { width: 80, height: 60 }, ['215.9mm', '279.4mm']],
    ['Letter, lying', { paper: 'letter' }, { width: 360, height: 60 }, ['279.4mm', '215.9mm']],
  ] as const)('draws on %s', async (_, options, photo, size) => {
    expect(sizeOf(await drawRoom(roomOf(photo), { fonts, ...options }))).toEqual(size);
  });

  it('takes the day from the photo and the sentences from the objects, where they are asked for', async () => {
    const room = roomOf({ width: 80, height: 60, taken: '2024-02-29T09:00:00' });
    const texts = textsOf(await drawRoom(room, { fonts, texts: true }));
    expect(texts).toContain('29 February 2024  ·  2 objects  ·  1 bar of 4/4  ·  60 bpm  ·  0:04');
    expect(texts).toEqual(
      expect.arrayContaining([
        'seen as dining table · acoustic grand piano',
        'Four legs.',
        'In grey, seen but not heard: tie',
      ]),
    );
    expect(textsOf(await drawRoom(room, { fonts }))).not.toContain('Four legs.');
  });

  it('counts the beats of the metre in its tempo', async () => {
    const room = roomOf({ width: 80, height: 60 });
    const timeSignature = { beats: 6, beatUnit: 8 };
    const score = { ...room.score, timeSignature, tempoBpm: 90, lengthTicks: 2880 };
    const texts = textsOf(await drawRoom({ ...room, score }, { fonts }));
    expect(texts).toContain('2 objects  ·  2 bars of 6/8  ·  60 dotted quarters a minute  ·  0:04');
  });

  it('puts a box around what plays in its colour, and in grey around what does not', async () => {
    const svg = await drawRoom(roomOf({ width: 80, height: 60 }), { fonts });
    for (const colour of ['#332288', '#cc6677', '#5f5f5f']) {
      expect(svg.match(new RegExp(`<rect [^>]*stroke="${colour}"`, 'g'))).not.toBeNull();
    }
    expect(svg.match(/<rect [^>]*stroke="#5f5f5f"/g)).toHaveLength(1);
  });

  it('draws equal rooms with equal bytes', async () => {
    const draw = () => drawRoom(roomOf({ width: 80, height: 60 }), { fonts, texts: true });
    expect(await draw()).toBe(await draw());
  });
});
