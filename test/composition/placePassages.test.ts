import { describe, expect, it } from 'vitest';
import type { Entrance } from '../../src/composition/form.js';
import type { Passage } from '../../src/composition/passages.js';
import { placePassages } from '../../src/composition/placePassages.js';
import type { PiecePlan } from '../../src/composition/planPiece.js';
import { makePlayer } from './players.js';

/** A passage that strikes so often in each of its bars. */
function passage(...strokes: number[]): Passage {
  const notes = strokes.flatMap((count, bar) =>
    Array.from({ length: count }, (_, i) => ({
      pitch: 60,
      startTicks: bar * 1920 + Math.floor((i * 1920) / count),
      durationTicks: 30,
      velocity: 57,
    })),
  );
  return { notes, bars: strokes.length };
}

const within = (bars: number, earliestBar: number, latestBar: number): Entrance => ({
  bars,
  earliestBar,
  latestBar,
});

/** The bar in which each part's first note falls. */
function firstBars(
  parts: { object?: string; entrances: Entrance[]; passages: Passage[] }[],
  bars = 16,
): number[] {
  const plan: PiecePlan = {
    tempoBpm: 90,
    timeSignature: { beats: 4, beatUnit: 4 },
    bars,
    parts: parts.map(({ object, entrances }, i) => {
      return { ...makePlayer(object ?? `p${i}`), entrances, stretch: 1, phraseTicks: 0 };
    }),
  };
  const placed = placePassages(
    plan,
    parts.map(({ passages }) => passages),
  );
  return placed.map((notes) => Math.floor((notes[0]?.startTicks ?? Number.NaN) / 1920));
}

const largest = (...strokes: number[]) => ({
  entrances: [within(strokes.length, 0, strokes.length)],
  passages: [passage(...strokes)],
});

describe('placePassages', () => {
  it('lets an object enter where the others do least', () => {
    const busy = [9, 9, 9, 9, 9, 9, 9, 9, 1, 1, 1, 1, 9, 9, 9, 9];
    const clock = { entrances: [within(4, 2, 14)], passages: [passage(4, 4, 4, 4)] };
    expect(firstBars([largest(...busy), clock])).toEqual([0, 8]);
  });

  it('keeps the others away from a machine, though it is the smallest', () => {
    const calm = { entrances: [within(4, 4, 12)], passages: [passage(3, 3, 3, 3)] };
    const machine = { entrances: [within(4, 4, 12)], passages: [passage(32, 32, 32, 32)] };
    const [, first, second] = firstBars([largest(...Array(16).fill(8)), calm, machine]);
    expect(Math.abs((first ?? 0) - (second ?? 0))).toBe(4);
  });

  it.each([
    { object: 'dog', beside: 'an object', bar: 4 },
    { object: 'cup', beside: 'an instance of its own object', bar: 8 },
  ])('puts a cup where least is played, $beside playing there: bar $bar', ({ object, bar }) => {
    const table = largest(9, 9, 9, 9, 1, 1, 1, 1, 8, 8, 8, 8, 9, 9, 9, 9);
    const resting = { object, entrances: [within(4, 4, 8)], passages: [passage(0, 0, 0, 0)] };
    const cup = { object: 'cup', entrances: [within(4, 4, 12)], passages: [passage(2, 2, 2, 2)] };
    expect(firstBars([table, resting, cup])[2]).toBe(bar);
  });

  it('leaves what can stand in one place only', () => {
    const fixed = { entrances: [within(4, 12, 16)], passages: [passage(2, 2, 2, 2)] };
    expect(firstBars([largest(...Array(16).fill(8)), fixed])).toEqual([0, 12]);
  });

  it('lays a part’s entrances out one after another', () => {
    const twice = {
      entrances: [within(2, 2, 8), within(2, 8, 14)],
      passages: [passage(1, 1), passage(1, 1)],
    };
    const plan: PiecePlan = {
      tempoBpm: 90,
      timeSignature: { beats: 4, beatUnit: 4 },
      bars: 16,
      parts: [{ ...makePlayer('p'), entrances: twice.entrances, stretch: 1, phraseTicks: 0 }],
    };
    const [notes] = placePassages(plan, [twice.passages]);
    const bars = notes?.map(({ startTicks }) => startTicks / 1920) ?? [];
    expect(bars).toHaveLength(4);
    expect(bars[1]).toBe((bars[0] ?? 0) + 1);
    expect(bars[2]).toBeGreaterThanOrEqual(8);
  });
});
