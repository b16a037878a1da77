import { describe, expect, it } from 'vitest';
import { principalAxes, project } from '../../src/math/principalAxes.js';
import { drawNormal, seededRandom } from '../../src/math/random.js';

/** Points that differ by so much along each of three directions at right angles. */
function cloud(spreads: readonly number[], { count = 4000 } = {}): Float32Array {
  const random = seededRandom('cloud');
  const [r2, r3, r6] = [Math.SQRT1_2, 1 / Math.sqrt(3), 1 / Math.sqrt(6)];
  const directions = [
    [r2, r2, 0],
    [r3, -r3, r3],
    [r6, -r6, -2 * r6],
  ];
  const points = new Float32Array(count * 3);
  for (let i = 0; i < count; i++) {
    for (const [k, direction] of directions.entries()) {
      const along = drawNormal(random) * (spreads[k] as number);
      for (let d = 0; d < 3; d++) {
        points[i * 3 + d] = (points[i * 3 + d] as number) + along * (direction[d] as number) + d;
      }
    }
  }
  return points;
}

describe('principal axes', () => {
  it('are the directions in which points differ most, with their shares of the variance', () => {
    const { axes, shares } = principalAxes(cloud([1, 3, 2]), 3);
    const r3 = 1 / Math.sqrt(3);
    const near = (axis: readonly number[], other: readonly number[]) =>
      Math.abs(axis.reduce((sum, part, d) => sum + part * (other[d] as number), 0));
    expect(near(axes[0], [r3, -r3, r3])).toBeGreaterThan(0.998);
    expect(near(axes[1], [1 / Math.sqrt(6), -1 / Math.sqrt(6), -2 / Math.sqrt(6)])).toBeGreaterThan(
      0.998,
    );
    expect(shares[0]).toBeCloseTo(9 / 14, 1);
    expect(shares[1]).toBeCloseTo(4 / 14, 1);
  });

  it('have their origin in the middle of the points', () => {
    const points = cloud([1, 3, 2], { count: 50 });
    const axes = principalAxes(points, 3);
    const along = Array.from({ length: 50 }, (_, at) => project(points, { at, axes })[0]);
    expect(along.reduce((sum, each) => sum + each, 0)).toBeCloseTo(0, 3);
    const variance = along.reduce((sum, each) => sum + each * each, 0) / 50;
    expect(variance).toBeGreaterThan(4);
  });

  it.each([
    ['points that are all the same', new Float32Array(30).fill(2), 3],
    ['a single point', Float32Array.of(1, 2, 3), 3],
    ['no points', new Float32Array(0), 3],
  ])('of %s have no variance', (_, points, dimensions) => {
    const { axes, shares } = principalAxes(points, dimensions);
    expect(shares).toEqual([0, 0]);
    expect(axes.flat().every(Number.isFinite)).toBe(true);
  });

  it('of points with one dimension are that one', () => {
    const { axes, shares } = principalAxes(Float32Array.of(1, 2, 3), 1);
    expect(axes).toEqual([[1], [0]]);
    expect(shares).toEqual([1, 0]);
  });
});
