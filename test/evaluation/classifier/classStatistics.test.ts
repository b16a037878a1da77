import { describe, expect, it } from 'vitest';
import {
  gatherStatistics,
  withoutExample,
} from '../../../src/evaluation/classifier/classStatistics.js';

const examples = [
  { name: 'clock', features: [0.25, -1.5, 3] },
  { name: 'clock', features: [0.5, 2.25, 3] },
  { name: 'oven', features: [1.75, 0.5, 3] },
];

describe('class statistics', () => {
  it('can forget an example as if it had never been there', () => {
    for (const [i, example] of examples.entries()) {
      const left = withoutExample(gatherStatistics(examples), example);
      expect(left).toEqual(gatherStatistics(examples.filter((_, j) => j !== i)));
    }
  });
});
