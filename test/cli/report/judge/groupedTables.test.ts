import { describe, expect, it } from 'vitest';
import { type ColumnGroup, groupedTables } from '../../../../src/cli/report/judge/groupedTables.js';

type Pair = readonly [number, number];
const groups: readonly ColumnGroup<Pair>[] = [
  {
    title: 'a long title',
    columns: [
      { name: 'x', cell: ([x]) => x.toFixed(1) },
      { name: 'y', cell: ([, y]) => `${y}` },
    ],
  },
  { title: 'sum', columns: [{ name: 'x + y', cell: ([x, y]) => `${x + y}` }] },
];
const rows = [
  { name: 'clock', value: [0.25, 7] as const },
  { name: '冷蔵庫', value: [-1.5, 112] as const },
];

describe('grouped tables', () => {
  it('stand side by side where there is room', () => {
    expect(groupedTables(rows, { groups, width: 80 })).toEqual([
      '        a long title  sum',
      '               x   y  x + y',
      'clock        0.3   7   7.25',
      '冷蔵庫      -1.5 112  110.5',
    ]);
  });

  it.each([26, 20, 1])('stand beneath one another in %i columns, each with the names', (width) => {
    const lines = groupedTables(rows, { groups, width });
    expect(lines.filter((line) => line.startsWith('clock'))).toHaveLength(2);
    expect(lines.filter((line) => line === '')).toHaveLength(1);
    expect(lines).toContain('冷蔵庫  110.5');
  });
});
