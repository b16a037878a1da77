import type { Random } from '../../math/random.js';
import type { Matrices, Matrix } from '../matrices.js';

/**
 * What each hidden unit counts in each window, [windows, units]: a share of them nothing, the others more by as much. A unit
 * is dropped for a whole window (Gal and Ghahramani 2016). None where nothing is dropped.
 */
export function dropScales(
  memory: Matrices,
  options: { random: Random; dropout: number; windows: number; units: number },
): Matrix | undefined {
  const { random, dropout, windows, units } = options;
  if (dropout === 0) return undefined;
  const kept = 1 / (1 - dropout);
  const scales = new Float32Array(windows * units);
  for (let i = 0; i < scales.length; i++) scales[i] = random() < dropout ? 0 : kept;
  return memory.put(scales, { rows: windows, columns: units });
}

/** What the latent's plan of each event counts, [events, plan]: nothing where it is dropped. None where nothing is dropped. */
export function planScales(
  memory: Matrices,
  { unplanned, plan }: { unplanned: Uint8Array; plan: number },
): Matrix | undefined {
  if (!unplanned.includes(1)) return undefined;
  const scales = new Float32Array(unplanned.length * plan).fill(1);
  for (let event = 0; event < unplanned.length; event++) {
    if (unplanned[event]) scales.fill(0, event * plan, (event + 1) * plan);
  }
  return memory.put(scales, { rows: unplanned.length, columns: plan });
}

/** A copy of the units of all events as each counts in its window; the same matrix where nothing is dropped. */
export function scaleUnits(memory: Matrices, units: Matrix, scales: Matrix | undefined): Matrix {
  return scales ? memory.scaleRows(units, scales) : units;
}
