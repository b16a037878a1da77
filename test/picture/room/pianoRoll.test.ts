import { beforeAll, describe, expect, it } from 'vitest';
import { clockTime } from '../../../src/format.js';
import type { Note } from '../../../src/music/note.js';
import { pitchName } from '../../../src/music/note.js';
import type { Score } from '../../../src/music/score.js';
import type { Letters } from '../../../src/picture/letters/letters.js';
import { PALETTE } from '../../../src/picture/palette.js';
import { drawPianoRoll } from '../../../src/picture/room/pianoRoll.js';
import { layPitchLanes, pitchRangeOf } from '../../../src/picture/room/pitchLanes.js';
import { readLetters, textsOf } from '../letters/lettersForTests.js';

let letters: Letters;
beforeAll(async () => {
  letters = await readLetters();
});

const note = (pitch: number, startTicks: number, durationTicks: number, velocity = 64): Note => ({
  pitch,
  startTicks,
  durationTicks,
  velocity,
});

function scoreOf(notes: readonly (readonly Note[])[], bars: number): Score {
  const parts = notes.map((own, i) => ({
    name: `part ${i}`,
    midiChannel: i,
    program: 0,
    gainDb: 0,
    pan: 0,
    notes: own,
  }));
  const timeSignature = { beats: 4, beatUnit: 4 };
  return { title: '', tempoBpm: 90, timeSignature, lengthTicks: bars * 1920, parts };
}

const place = { x: 300, y: 500, width: 600, height: 200 };
const draw = (score: Score) => {
  const ranges = score.parts.map(({ notes }) => pitchRangeOf(notes));
  const leastHeights = score.parts.map(() => 40);
  const lanes = layPitchLanes(ranges, { leastHeights, height: place.height });
  return drawPianoRoll(score, { place, lanes, colours: PALETTE, rulesLeft: 60, letters });
};

/** x, y, width and height of every note in a colour, as drawn. */
function notesIn(svg: string, colour: string) {
  const lane = svg.match(new RegExp(`<g fill="${colour}">(<path [^>]*>)*</g>`))?.[0] ?? '';
  return [...lane.matchAll(/M([\d.]+) ([\d.]+)h([\d.]+)v([\d.]+)h-/g)].map((match) =>
    match.slice(1).map(Number),
  );
}

describe('a piano roll', () => {
  it('puts each note at its time, in its own lane, higher the higher it is', () => {
    const score = scoreOf([[note(60, 0, 1920), note(72, 3840, 960)], [note(40, 1920, 1920)]], 4);
    const svg = draw(score);
    const [low, high] = notesIn(svg, PALETTE[0]);
    expect(low?.[0]).toBe(300);
    expect(low?.[2]).toBeCloseTo(150, -1);
    expect(high?.[0]).toBe(600);
    expect(high?.[1]).toBeLessThan(low?.[1] as number);
    const [second] = notesIn(svg, PALETTE[1]);
    expect(second?.[0]).toBe(450);
    expect(second?.[1]).toBeGreaterThan((low?.[1] as number) + 10);
    expect(second?.[1]).toBeLessThan(700);
  });

  it('draws what is struck harder darker', () => {
    const opacities = [1, 40, 80, 127].map((velocity) => {
      const svg = draw(scoreOf([[note(60, 0, 480, velocity)]], 1));
      return Number(svg.match(/opacity="([\d.]+)"\/><\/g>/)?.[1]);
    });
    expect([...opacities].sort((a, b) => a - b)).toEqual(opacities);
    expect(opacities.at(-1)).toBe(1);
    expect(opacities[0]).toBeGreaterThan(0.5);
  });

  it.each([
    [1, ['1']],
    [16, ['1', '2', '16']],
    [64, ['1', '5', '61']],
    [512, ['1', '33', '481']],
  ])('numbers as many of %d bars as there is room for', (bars, some) => {
    const texts = textsOf(draw(scoreOf([[note(60, 0, 480)]], bars)));
    expect(texts).toEqual(expect.arrayContaining(some));
    expect(texts.length).toBeLessThan(45);
  });

  it('keeps the shortest of many notes visible, and the last within the roll', () => {
    const score = scoreOf([[note(60, 512 * 1920 - 1, 1)]], 512);
    const [[x = 0, , width = 0] = []] = notesIn(draw(score), PALETTE[0]);
    expect(width).toBeGreaterThan(1);
    expect(x + width).toBeLessThanOrEqual(900.01);
  });

  it('draws equal intervals equally high in all lanes', () => {
    const score = scoreOf(
      [
        [note(36, 0, 480), note(60, 480, 480)],
        [note(70, 0, 480), note(73, 480, 480)],
      ],
      1,
    );
    const svg = draw(score);
    const span = (colour: string) => {
      const heights = notesIn(svg, colour).map(([, y]) => y as number);
      return Math.max(...heights) - Math.min(...heights);
    };
    expect(span(PALETTE[0]) / 24).toBeCloseTo(span(PALETTE[1]) / 3, 1);
  });

  it('has a line and a name at each C, never one name upon the other', () => {
    const svg = draw(scoreOf([[note(36, 0, 480), note(98, 480, 480)], [note(61, 0, 480)]], 1));
    const names = [
      ...svg.matchAll(/aria-label="(C\d)"><g transform="translate\([\d.]+ ([\d.]+)\)/g),
    ];
    expect(names.map(([, name]) => name)).toEqual(
      expect.arrayContaining(['C7', 'C6', 'C5', 'C4', 'C3', 'C2']),
    );
    const heights = names.map(([, , y]) => Number(y));
    for (const [i, y] of heights.entries()) {
      if (i > 0) expect(y - (heights[i - 1] as number)).toBeGreaterThan(9);
    }
    const lines = svg.match(/<path d="(M300 [\d.]+H900)+" stroke="#dedede"/)?.[0] ?? '';
    expect(lines.match(/M300/g)?.length).toBeGreaterThanOrEqual(names.length);
  });

  it('has an empty lane for a part that rests', () => {
    expect(draw(scoreOf([[], [note(60, 0, 480)]], 1))).not.toContain(PALETTE[0]);
  });

  it('names pitches and times as musicians do', () => {
    expect([21, 60, 70, 127].map(pitchName)).toEqual(['A0', 'C4', 'Bb4', 'G9']);
    expect([0, 59.6, 83.4].map((seconds) => clockTime(Math.round(seconds)))).toEqual([
      '0:00',
      '1:00',
      '1:23',
    ]);
  });
});
