import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { objectJson, recordTake } from './record.js';
import type { Cycle } from './take.js';

/**
 * Writes a cycle's object.json and its takes into `folder`, which is made if it is not there.
 *
 * Takes of an earlier, longer run are removed; recordings under any other name are left alone.
 */
export function writeObject(
  cycle: Cycle,
  options: { folder: string; takes: number; seed: number; tempi?: readonly number[] | undefined },
): void {
  const { folder, takes, seed, tempi } = options;
  const recordings = join(folder, 'recordings');
  mkdirSync(recordings, { recursive: true });
  for (const file of readdirSync(recordings)) {
    if (/^take-\d+\.mid$/.test(file)) rmSync(join(recordings, file));
  }
  writeFileSync(join(folder, 'object.json'), objectJson(cycle));
  const inTempi = tempi === undefined ? cycle : { ...cycle, tempi };
  for (let number = 1; number <= takes; number++) {
    writeFileSync(join(recordings, takeFile(number)), recordTake(inTempi, { seed, number }));
  }
}

/** @example takeFile(3) // 'take-03.mid' */
export function takeFile(number: number): string {
  return `take-${String(number).padStart(2, '0')}.mid`;
}

/** Writes the names of cycles, sorted, as `starter.json`: in a clone it tells them from the user's own objects. */
export function writeStarterNames(cycles: readonly Cycle[], folder: string): void {
  const names = cycles.map((cycle) => cycle.name).sort();
  writeFileSync(join(folder, 'starter.json'), `${JSON.stringify(names, null, 2)}\n`);
}
