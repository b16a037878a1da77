import type { Random } from '../../random.js';
import type { Matrices, Matrix } from '../matrices.js';

/**
 * What each hidden unit counts in each window, [windows, units]: a share of them nothing, the others more by as much. A unit
 * is dropped for a whole window (Gal and Ghahramani 2016). None where nothing is dropped.
 */
export function dropScales(options: {
  random: Random;
  dropout: number;
  windows: number;
  units: number;
}): Float32Array | undefined {
  const { random, dropout, windows, units } = options;
  if (dropout === 0) return undefined;
  const kept = 1 / (1 - dropout);
  return Float32Array.from({ length: windows * units }, () => (random() < dropout ? 0 : kept));
}

/** A copy of the units of all events as each counts in its window; the same matrix where nothing is dropped. */
export function scaleUnits(
  memory: Matrices,
  units: Matrix,
  { scales, size }: { scales: Float32Array | undefined; size: number },
): Matrix {
  if (!scales) return units;
  const { columns, rows, stride } = units;
  const made = memory.make(units);
  const [from, to] = [memory.view(units), memory.view(made)];
  for (let event = 0; event < rows; event++) {
    const scale = Math.floor(event / size) * columns;
    const row = event * stride;
    for (let i = 0; i < columns; i++) {
      to[row + i] = (from[row + i] as number) * (scales[scale + i] as number);
    }
  }
  return made;
}
