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

  it.each([
    ['gives way to a label that is surer', 0.39, 0.9, ['cup', 'grinder']],
    ['takes the place of a label that is not', 0.3, 0.25, ['grinder']],
    ['takes the place of any label from its threshold up', 0.4, 0.99, ['grinder']],
  ])('less sure than its threshold, %s', (_, own, other, labels) => {
    const faint = { ...grinder, confidence: own };
    const cup = { label: 'cup', confidence: other, box: box(20) };
    expect(joinTaught([cup], [faint]).map(({ label }) => label)).toEqual(labels);
  });

  it('is the likeliest of the taught things at one place', () => {
    const mill = { ...grinder, label: 'mill', confidence: 0.5, box: box(10) };
    const lamp = { ...grinder, label: 'lamp', confidence: 0.45, box: box(60) };
    expect(joinTaught([], [grinder, mill, lamp]).map(({ label }) => label)).toEqual([
      'grinder',
      'lamp',
    ]);
  });

  it.each([
    ['goes before a likelier one that ships, where it reaches its threshold', 0.41, ['radio']],
    ['gives way to it below its threshold', 0.39, ['cutlery']],
  ])("of the user's own, %s", (_, confidence, labels) => {
    const cutlery = { ...grinder, label: 'cutlery', confidence: 1 };
    const radio = { ...grinder, label: 'radio', confidence, box: box(5) };
    const joined = joinTaught([], [cutlery, radio], { shipped: new Set(['cutlery']) });
    expect(joined.map(({ label }) => label)).toEqual(labels);
  });

  it('displaces neither a label nor a taught thing where its object cannot play', () => {
    const cup = { label: 'cup', confidence: 0.7, box: box(60) };
    const mill = { ...grinder, label: 'mill', confidence: 0.5, box: box(10) };
    const joined = joinTaught([cup], [grinder, mill], { unplayable: new Set(['grinder']) });
    expect(joined.map(({ label }) => label)).toEqual(['cup', 'grinder', 'mill']);
  });
});
