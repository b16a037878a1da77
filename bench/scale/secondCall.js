import { linkSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inOwnProcess } from './ownProcess.js';
import { standInBatch } from './standInBatch.js';

/** Names that one file may have on the disks of today. */
const MOST_LINKS = 30_000;

/** What a call takes that finds the results of all its photos. */
export async function benchSecondCall({ folder, photoCount }) {
  const out = join(folder, 'second-call');
  mkdirSync(out);
  // As many bytes as a piece of 16 bars has on the average.
  const result = `${JSON.stringify({ state: 'done', piece: { detections: 'x'.repeat(3000) } })}\n`;
  const music = Buffer.alloc(5000, 7);
  const lines = [];
  for (const [i, { path, key, sha256, title }] of standInBatch(photoCount).photos.entries()) {
    const number = Math.floor(i / MOST_LINKS);
    const [json, mid, copy] = ['json', 'mid', 'copy'].map((name) =>
      join(folder, `${name}-${number}`),
    );
    if (i % MOST_LINKS === 0) {
      writeFileSync(json, result);
      for (const file of [mid, copy]) writeFileSync(file, music);
    }
    const results = join(out, '.mirror-batch', 'results', key.slice(0, 3));
    mkdirSync(results, { recursive: true });
    linkSync(json, join(results, `${key}.json`));
    linkSync(mid, join(results, `${key}.mid`));
    linkSync(copy, join(out, `${title}.mid`));
    const midi = `${title}.mid`;
    lines.push(JSON.stringify({ photo: path, state: 'done', midi, sha256, key, message: null }));
  }
  writeFileSync(join(out, 'manifest.jsonl'), `${lines.join('\n')}\n`);
  const figures = await inOwnProcess('runSecondCall.js', [out, `${photoCount}`]);
  rmSync(out, { recursive: true });
  return { photoCount, ...figures };
}
