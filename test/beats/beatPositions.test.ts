import { expect, it } from 'vitest';
import { beatPositions } from '../../src/beats/beatPositions.js';

it.each<[title: string, beats: number[], beatsPerBar: number, counted: number[]]>([
  ['one after another, whatever their tempo', [1, 1.5, 3.7, 4], 4, [0, 1, 2, 3]],
  ['that slow beats take as they are', [0, 13, 40, 52], 4, [0, 1, 2, 3]],
  ['in which a silence takes whole bars', [0, 0.5, 1, 61, 61.5], 4, [0, 1, 2, 123, 124]],
  ['in which a silence takes at least one bar', [0, 3, 6, 9, 49], 32, [0, 1, 2, 3, 36]],
])('beats have positions %s', (_, beats, beatsPerBar, counted) => {
  const positions = beatPositions(beats, { beatTicks: 720, beatsPerBar });
  expect(positions).toEqual(counted.map((count) => count * 720));
});
