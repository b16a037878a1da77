import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const kernels = fileURLToPath(new URL('../../../src/autoencoder/kernels/', import.meta.url));

it('the bytes of the kernels are what their text assembles to', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kernels-'));
  try {
    const fresh = join(folder, 'assembled.ts');
    execFileSync(process.execPath, [join(kernels, 'assemble.js'), fresh]);
    const isCurrent = readFileSync(join(kernels, 'assembled.ts')).equals(readFileSync(fresh));
    expect(isCurrent, 'after a change of a .wat file, run: npm run kernels').toBe(true);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
