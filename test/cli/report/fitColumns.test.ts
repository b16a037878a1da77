import { describe, expect, it } from 'vitest';
import { displayWidth } from '../../../src/cli/report/columns.js';
import { fitColumns } from '../../../src/cli/report/fitColumns.js';

const objects = [
  ['bathroom', 'scissors, toothbrush, hair drier', '8 recordings', '8.8 min', 'home'],
  ['冷蔵庫', 'refrigerator', '10 recordings', '10.3 min', 'starter'],
];

describe('rows of columns', () => {
  it.each([undefined, 90, 77])('stand on a line each where there is room: %s', (width) => {
    expect(fitColumns(objects, width)).toEqual([
      'bathroom  scissors, toothbrush, hair drier  8 recordings   8.8 min   home',
      '冷蔵庫    refrigerator                      10 recordings  10.3 min  starter',
    ]);
  });

  it('break the widest of them where it is a little too wide', () => {
    expect(fitColumns(objects, 66)).toEqual([
      'bathroom  scissors, toothbrush,  8 recordings   8.8 min   home',
      '          hair drier',
      '冷蔵庫    refrigerator           10 recordings  10.3 min  starter',
    ]);
  });

  it('have no empty line below where a row lacks the last cells', () => {
    const rows = [
      ['cup', 'espresso-machine, teapot', 'instead of coffee-grinder'],
      ['fork', 'spoon-and-fork'],
    ];
    expect(fitColumns(rows, 31)).toEqual([
      'cup   espresso-machine, teapot',
      '    instead of coffee-grinder',
      'fork  spoon-and-fork',
    ]);
  });

  it('go on below, further in, where there is hardly room', () => {
    expect(fitColumns(objects, 40)).toEqual([
      'bathroom  scissors,     8 recordings',
      '          toothbrush,',
      '          hair drier',
      '    8.8 min   home',
      '冷蔵庫    refrigerator  10 recordings',
      '    10.3 min  starter',
    ]);
  });

  it.each([76, 60, 48, 40, 30, 24])('never fill more than %i columns', (width) => {
    const lines = fitColumns(objects, width);
    expect(lines.filter((line) => displayWidth(line) > width)).toEqual([]);
    const words = (text: string) =>
      text
        .split(/\s+/)
        .filter((word) => word !== '')
        .sort();
    expect(words(lines.join(' '))).toEqual(words(objects.flat().join(' ')));
  });

  it('that are indented keep it, and what goes on below is further in', () => {
    const rows = [['  vase 1', 'a long word', '10 × 20 at 30, 40']];
    expect(fitColumns(rows, 24)).toEqual(['  vase 1  a long word', '      10 × 20 at 30, 40']);
  });

  it('may be none, or of one word that nothing can break', () => {
    expect(fitColumns([], 10)).toEqual([]);
    expect(fitColumns([['unbreakable', 'x']], 5)).toEqual(['unbreakable', '    x']);
  });
});
