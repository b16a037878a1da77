import { describe, expect, it } from 'vitest';
import { joinTaught } from '../../../src/vision/taught/joinTaught.js';

const box = (x: number, y = 0) => ({ x, y, width: 100, height: 100 });
const grinder = { label: 'grinder', confidence: 0.6, box: box(0), taught: true as const };

describe('joinTaught', () => {
  it.each([
    [
      'takes the place of a label that lies on it',
      [{ label: 'cup', confidence: 0.9, box: box(20) }],
      ['grinder'],
    ],
    [
      'takes the place of a label for a large part of it',
      [{ label: 'cup', confidence: 0.9, box: { x: 10, y: 45, width: 85, height: 58 } }],
      ['grinder'],
    ],
    [
      'leaves a label beside it',
      [{ label: 'cup', confidence: 0.9, box: box(60) }],
      ['cup', 'grinder'],
    ],
    [
      'leaves what carries it, and what stands before it',
      [
        {
          label: 'dining table',
          confidence: 0.5,
          box: { x: -300, y: -20, width: 800, height: 300 },
        },
        { label: 'spoon', confidence: 0.3, box: { x: 40, y: 40, width: 20, height: 50 } },
      ],
      ['grinder', 'dining table', 'spoon'],
    ],
  ])('%s', (_, detections, labels) => {
    expect(joinTaught(detections, [grinder]).map(({ label }) => label)).toEqual(labels);
  });
});
