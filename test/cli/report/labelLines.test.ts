import { describe, expect, it } from 'vitest';
import { displayWidth } from '../../../src/cli/report/columns.js';
import { labelLines, labelSummary } from '../../../src/cli/report/labelLines.js';
import { makeObject } from '../../composition/players.js';

const own = ['espresso-machine', 'grandmothers-teapot'].map((name) =>
  makeObject(name, { shelf: 'home' }),
);
const grinder = makeObject('coffee-grinder');
const answers = [
  { label: 'cup', answeredBy: own, overridden: [grinder] },
  { label: 'traffic light', answeredBy: [makeObject('street')], overridden: [] },
  { label: 'kite', answeredBy: [], overridden: [] },
];

describe('the labels for a person', () => {
  it('stand on a line each in a pipe', () => {
    expect(labelLines(answers)).toEqual([
      "cup            espresso-machine (yours), grandmothers-teapot (yours)  instead of the starter's coffee-grinder",
      'traffic light  street',
      'kite           free',
    ]);
    expect(labelSummary(answers)).toBe(
      '2 of 3 labels are answered, 1 by objects of yours; 1 is free.',
    );
  });

  it.each([80, 48])(
    'stay within %i columns, with two objects of one\u2019s own on a label',
    (columns) => {
      const lines = labelLines(answers, columns);
      expect(lines.filter((line) => displayWidth(line) > columns || line.trim() === '')).toEqual(
        [],
      );
      const shown = lines.join(' ');
      for (const name of ['espresso-machine', 'grandmothers-teapot', 'coffee-grinder', '(yours)']) {
        expect(shown).toContain(name);
      }
    },
  );
});
