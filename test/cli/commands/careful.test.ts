import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Detection } from '../../../src/index.js';
import { takeBytes } from '../../collection/shelves.js';
import { useTemporaryFolder } from '../../collection/temporaryFolder.js';
import { runInProcess } from '../runInProcess.js';
import { KITCHEN, linesOf } from '../runMirror.js';

const folder = useTemporaryFolder();
const run = (...words: string[]) => runInProcess(words, { folder: folder.path });

describe('--careful', () => {
  it('looks otherwise, and still sees what is plain to see', async () => {
    const seenBy = async (...words: string[]): Promise<Detection[]> => {
      const { stdout } = await run('look', KITCHEN, '--json', ...words);
      return JSON.parse(stdout).detections;
    };
    const [plain, careful] = [await seenBy(), await seenBy('--careful')];
    expect(careful).not.toEqual(plain);
    const labels = new Set(careful.map(({ label }) => label));
    for (const { label, confidence } of plain)
      if (confidence > 0.6) expect(labels).toContain(label);
    const mirrored = await run(KITCHEN, '--careful', '--json', '--bars', '1');
    expect(JSON.parse(mirrored.stdout).detections).toEqual(
      careful.map(({ label, confidence, box, taught }) => ({
        label,
        confidence,
        box,
        ...(taught && { taught }),
      })),
    );
  });

  it('is for photos', async () => {
    await writeFile(join(folder.path, 'take.mid'), takeBytes('take'));
    const { code, stderr } = await run('play', 'take.mid', '--careful');
    expect(code).toBe(2);
    expect(linesOf(stderr)).toEqual([expect.stringContaining('--careful')]);
  });
});
