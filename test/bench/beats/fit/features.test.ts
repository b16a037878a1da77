import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { FEATURES, onsetFeatures } from '../../../../src/beats/onsetFeatures.js';

const { generateTake } = await import(
  new URL('../../../../bench/beats/generate.js', import.meta.url).href
);
const script = join(import.meta.dirname, '../../../../bench/beats/fit/features.py');

// Skipped where this Python is absent or has no numpy.
const python = process.env.FIT_PYTHON ?? 'python3';
const hasNumpy = spawnSync(python, ['-c', 'import numpy']).status === 0;

/** Where the two round a sum to 32 bits in another order. */
const ROUNDING = 1e-6;

it.skipIf(!hasNumpy).each([1, 2, 3])(
  'trains on the features that the beat finder computes (take %i)',
  (seed) => {
    const take = generateTake(`features ${seed}`, { seconds: 30 });
    const rows: [number, number, number, number][] = take.notes;
    rows.sort((a, b) => a[1] - b[1] || a[0] - b[0]);
    const { stdout, stderr } = spawnSync(python, [script], {
      input: JSON.stringify(rows),
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
      env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
    });
    expect(stderr).toBe('');
    const trained: number[][] = JSON.parse(stdout);
    const { frames, values } = onsetFeatures(
      rows.map(([pitch, startSeconds, durationSeconds, velocity]) => {
        return { pitch, startSeconds, durationSeconds, velocity };
      }),
    );
    expect(trained).toHaveLength(frames);
    const furthest = Array.from({ length: FEATURES }, (_, column) =>
      Math.max(
        ...trained.map((row, frame) =>
          Math.abs((row[column] as number) - (values[frame * FEATURES + column] as number)),
        ),
      ),
    );
    expect(Math.max(...furthest), `each column: ${furthest}`).toBeLessThan(ROUNDING);
  },
);
