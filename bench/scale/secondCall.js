import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { standInBatch } from './standInBatch.js';

const script = fileURLToPath(new URL('./runSecondCall.js', import.meta.url));

/** What a call holds that finds the results of all its photos: time and memory of a process of its own. */
export async function benchSecondCall({ folder, photoCount }) {
  const out = join(folder, 'second-call');
  // As many bytes as a piece of 16 bars has on the average.
  const result = JSON.stringify({ state: 'done', piece: { detections: 'x'.repeat(3000) } });
  const music = Buffer.alloc(5000, 7);
  const lines = [];
  for (const { path, key, sha256, title } of standInBatch(photoCount).photos) {
    const results = join(out, '.mirror-batch', 'results', key.slice(0, 3));
    mkdirSync(results, { recursive: true });
    writeFileSync(join(results, `${key}.json`), result);
    writeFileSync(join(results, `${key}.mid`), music);
    writeFileSync(join(out, `${title}.mid`), music);
    const midi = `${title}.mid`;
    lines.push(
      `${JSON.stringify({ photo: path, state: 'done', midi, sha256, key, message: null })}\n`,
    );
  }
  writeFileSync(join(out, 'manifest.jsonl'), lines.join(''));
  const { stdout } = await promisify(execFile)(process.execPath, [script, out, `${photoCount}`]);
  rmSync(out, { recursive: true });
  return { photoCount, ...JSON.parse(stdout) };
}
