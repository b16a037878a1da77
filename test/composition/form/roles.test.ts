import { describe, expect, it } from 'vitest';
import { byDistance, nearestNeighbours } from '../../../src/composition/form/answers.js';
import { rolesOf } from '../../../src/composition/form/roles.js';
import { KITCHEN } from './randomVoices.js';

const voices = (onsets: readonly number[]) =>
  onsets.map((onsetsPerSecond, i) => ({
    areaShare: 0.4 / 4 ** i,
    onsetsPerSecond,
    object: `object ${i}`,
    centre: { x: i / 10, y: 0.5 },
  }));

describe('rolesOf', () => {
  it.each([
    ['calm voices', [2, 3, 1], { leader: 0, interrupting: [], relieving: [], joining: [1, 2] }],
    ['a grinder', [2, 15, 1], { leader: 0, interrupting: [1], relieving: [], joining: [2] }],
    ['a slow grinder', [4, 5.7, 1], { leader: 0, interrupting: [1], relieving: [], joining: [2] }],
    ['a busy leader', [6, 3, 1], { leader: 0, interrupting: [], relieving: [], joining: [1, 2] }],
    ['a large grinder', [15, 2, 1], { leader: 1, interrupting: [0], relieving: [], joining: [2] }],
    ['grinders alone', [15, 12], { leader: 0, interrupting: [1], relieving: [], joining: [] }],
    ['two busy hands', [6, 5, 1], { leader: 0, interrupting: [], relieving: [1], joining: [2] }],
  ])('knows who leads and who interrupts among %s', (_, onsets, roles) => {
    expect(rolesOf(voices(onsets), 12)).toMatchObject(roles);
  });

  it('wishes for half of the piece for a quarter of the area, and a third at least', () => {
    const { wishes } = rolesOf(voices([1, 1, 1, 1, 1, 1]), 12);
    expect(wishes).toEqual([1, 1 / 2, 0.35, 0.35, 0.35, 0.35]);
  });

  it('owes less than is wished for where many would play together', () => {
    const { wishes, dues } = rolesOf(KITCHEN, 12);
    expect(dues[0]).toBe(1);
    for (const [i, due] of dues.entries()) if (i > 0) expect(due).toBeLessThan(wishes[i] as number);
  });

  it('lets only what is too dense to lead interrupt a crowd', () => {
    const dense = voices([4, 7, 8, 5.7, 1]);
    expect(rolesOf(dense, 12).interrupting).toEqual([1, 2, 3]);
    expect(rolesOf(dense, 12, { hasFewTurns: true })).toMatchObject({
      leader: 0,
      interrupting: [2],
      relieving: [1],
      joining: [3, 4],
    });
  });

  it('takes a machine for calm where the cap is higher', () => {
    expect(rolesOf(voices([2, 15]), 40).interrupting).toEqual([]);
  });
});

describe('byDistance', () => {
  it('goes from a place to what stands nearest', () => {
    expect(byDistance(voices([1, 1, 1, 1]), { from: 1, eligible: [0, 1, 2, 3] })).toEqual([
      0, 2, 3,
    ]);
    expect(nearestNeighbours(voices([1, 1, 1, 1]), [2, 3])).toEqual([2, 2, 3, 2]);
    expect(nearestNeighbours(voices([1]), [])).toEqual([undefined]);
  });
});
