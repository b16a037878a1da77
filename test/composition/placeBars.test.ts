import { describe, expect, it } from 'vitest';
import { placeBars } from '../../src/composition/placeBars.js';
import type { PlannedPart } from '../../src/composition/planPiece.js';
import { turnsOf } from '../../src/composition/turns.js';
import type { Note } from '../../src/music/note.js';
import { formOf, plannedPart, planOf } from './plans.js';

const note = (pitch: number, startTicks: number, durationTicks = 240): Note => ({
  pitch,
  startTicks,
  durationTicks,
  velocity: 57,
});

/** Start in bars, duration in bars, and pitch of what a part plays among others. */
function place(
  bars: readonly number[],
  {
    parts,
    material,
  }: { parts: readonly PlannedPart[]; material: Readonly<Record<number, readonly Note[]>> },
) {
  const form = formOf(bars);
  const own = form.material.map((_, bar) => material[bar] ?? []);
  const placed = placeBars(own, { plan: planOf(parts, { form }), part: parts[0] as PlannedPart });
  return placed.map((n) => [n.startTicks / 1920, n.durationTicks / 1920, n.pitch]);
}

describe('placeBars', () => {
  it('plays the same in every bar that returns, and nothing in bars that are others’', () => {
    const parts = [
      plannedPart('table', {
        passages: [
          [0, 1],
          [2, 1],
        ],
      }),
      plannedPart('bed', { passages: [[0, 3]] }),
    ];
    const material = { 0: [note(60, 0), note(64, 960)], 2: [note(67, 480)] };
    expect(place([0, 1, 0, 2, 0], { parts, material })).toEqual([
      [0, 0.125, 60],
      [0.5, 0.125, 64],
      [2, 0.125, 60],
      [2.5, 0.125, 64],
      [3.25, 0.125, 67],
      [4, 0.125, 60],
      [4.5, 0.125, 64],
    ]);
  });

  it('lets notes ring on through bars that it shares or rests in, not into the turn of another', () => {
    const table = plannedPart('table', { passages: [[0, 1]] });
    const bed = plannedPart('bed', { passages: [[0, 3]] });
    const grinder = plannedPart('grinder', { passages: [[1, 3]] });
    const clock = plannedPart('clock', { passages: [[1, 2]] });
    const material = { 0: [note(60, 960, 9 * 1920)] };
    // Bars 1 and 2 are played by three others, bar 3 by the grinder alone.
    const parts = [table, bed, grinder, clock];
    expect(place([0, 1, 2, 3, 0], { parts, material })).toEqual([
      [0.5, 2.5, 60],
      [4.5, 0.5, 60],
    ]);
    // A turn of its own ends nothing.
    const machine = plannedPart('machine', { passages: [[0, 2]] });
    const holding = plannedPart('table', { passages: [[0, 1]], holds: [1] });
    expect(place([0, 1], { parts: [machine, holding], material })).toEqual([[0.5, 1.5, 60]]);
  });

  it('lets notes go where the turn of another begins in the next bar', () => {
    const table = plannedPart('table', { passages: [[0, 1]] });
    const grinder = plannedPart('grinder', { passages: [[1, 1]] });
    const material = { 0: [note(60, 960, 1920)] };
    const placed = place([0, 1, 0], { parts: [table, grinder], material });
    expect(placed).toEqual([
      [0.5, 0.5, 60],
      [2.5, 0.5, 60],
    ]);
  });

  it('holds the last chord through a turn until it ends, and lets the other notes go before it', () => {
    const parts = [
      plannedPart('table', {
        passages: [
          [0, 1],
          [3, 1],
        ],
        holds: [1, 2],
      }),
      plannedPart('grinder', { passages: [[1, 2]] }),
      plannedPart('bed', {
        passages: [
          [0, 1],
          [3, 1],
        ],
      }),
    ];
    const material = {
      0: [note(48, 0, 480), note(60, 1440, 100), note(64, 1440, 9000)],
      3: [note(55, 0, 1920)],
    };
    expect(place([0, 1, 2, 3, 0, 1], { parts, material })).toEqual([
      [0, 0.25, 48],
      [0.75, 2.25, 60],
      [0.75, 2.25, 64],
      [3, 1, 55],
      [4, 0.25, 48],
      // To the end of the piece.
      [4.75, 1.25, 60],
      [4.75, 1.25, 64],
    ]);
  });

  it('holds through two bars of a longer turn, and then falls silent', () => {
    const table = plannedPart('table', { passages: [[0, 1]], holds: [1, 2, 3, 4] });
    const grinder = plannedPart('grinder', { passages: [[1, 4]] });
    const material = { 0: [note(60, 960)] };
    const parts = [table, grinder];
    expect(place([0, 1, 2, 3, 4], { parts, material })).toEqual([[0.5, 2.5, 60]]);
  });

  it('holds a single last note to the end of the turn of another, and not the one before it', () => {
    const table = plannedPart('table', { passages: [[0, 1]], holds: [1] });
    const grinder = plannedPart('grinder', { passages: [[1, 1]] });
    const material = { 0: [note(60, 480), note(62, 960), note(64, 1440)] };
    expect(place([0, 1], { parts: [table, grinder], material })).toEqual([
      [0.25, 0.125, 60],
      [0.5, 0.125, 62],
      [0.75, 1.25, 64],
    ]);
  });

  it('puts a hand that comes early before its bar line, but not before the piece', () => {
    const parts = [plannedPart('table', { passages: [[0, 1]] })];
    const material = { 0: [note(60, -12), note(62, 480)] };
    const placed = place([0, 0], { parts, material }).map(([start]) => (start as number) * 1920);
    expect(placed).toEqual([0, 480, 1908, 2400]);
  });

  it('has notes of at least a tick, in order of playing, whatever rings over', () => {
    const parts = [
      plannedPart('table', {
        passages: [
          [0, 1],
          [2, 1],
        ],
        holds: [1],
      }),
      plannedPart('grinder', { passages: [[1, 1]] }),
      plannedPart('bed', { passages: [[2, 1]] }),
    ];
    const material = { 0: [note(60, 1919, 1), note(62, 1919, 4000)], 2: [note(50, -20, 1)] };
    const placed = place([0, 1, 2, 0, 2], { parts, material });
    const starts = placed.map(([start]) => start as number);
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
    for (const [, bars] of placed) expect((bars as number) * 1920).toBeGreaterThanOrEqual(1);
  });

  it('leaves silence alone, and a part’s own notes', () => {
    const parts = [plannedPart('table', { passages: [[0, 2]] })];
    expect(place([0, 1], { parts, material: {} })).toEqual([]);
    const own = [{ ...note(60, 7, 100), event: 3 }];
    const plan = planOf(parts, { form: formOf([0, 1]) });
    expect(placeBars([own, []], { plan, part: parts[0] as PlannedPart })).toEqual(own);
    expect(own).toEqual([{ ...note(60, 7, 100), event: 3 }]);
  });
});

describe('turnsOf', () => {
  const turns = (parts: readonly PlannedPart[]) =>
    turnsOf(planOf(parts, { form: formOf([0, 1, 2, 3, 4]) }));

  it('are the bars of material in which one part plays while the others rest or hold', () => {
    const table = plannedPart('table', { passages: [[0, 2]], holds: [3] });
    const grinder = plannedPart('grinder', { passages: [[2, 3]] });
    const bed = plannedPart('bed', {
      passages: [
        [1, 1],
        [4, 1],
      ],
    });
    // The largest opens the piece: that is no turn.
    expect(turns([table, grinder, bed])).toEqual(new Set([2, 3]));
  });

  it('are the largest part’s too where another holds for it', () => {
    const machine = plannedPart('grinder', { passages: [[0, 4]] });
    const table = plannedPart('table', { passages: [[4, 1]], holds: [2, 3] });
    expect(turns([machine, table])).toEqual(new Set([2, 3, 4]));
  });
});
