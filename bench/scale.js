// node bench/scale.js [--only photos,memory,jobs,manifest,second,requests] [--jobs 1000000] [--photos 24]: what a batch over a queue costs, and where its next bottleneck is; writes bench/SCALE.md and
// bench/scale/scale.svg from bench/scale/measured.json, in which the parts that were not measured stay. Needs redis-server and 3 GB of disk; half an hour on two cores.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { drawScale } from './scale/drawScale.js';
import { benchJobs } from './scale/jobs.js';
import { benchMemory } from './scale/memory.js';
import { inOwnProcess } from './scale/ownProcess.js';
import { scalePage } from './scale/page.js';
import { benchPhotos } from './scale/photos.js';
import { benchRequests } from './scale/requests.js';
import { benchSecondCall } from './scale/secondCall.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const kept = new URL('./scale/measured.json', import.meta.url);
const { values } = parseArgs({
  options: {
    only: { type: 'string', default: 'photos,memory,jobs,manifest,second,requests' },
    jobs: { type: 'string', default: '1000000' },
    photos: { type: 'string', default: '24' },
  },
});
const parts = values.only.split(',');
const folder = mkdtempSync(join(tmpdir(), 'sound-mirror-scale-'));
const measured = existsSync(kept) ? JSON.parse(readFileSync(kept, 'utf8')) : {};
const keep = (part, figures) => {
  measured[part] = figures;
  // Counts of requests are those of any machine.
  if (part !== 'requests') measured.machine = cpus()[0]?.model ?? 'unknown';
  writeFileSync(kept, `${JSON.stringify(measured, null, 2)}\n`);
};
try {
  if (parts.includes('jobs')) {
    const jobCount = Number(values.jobs);
    const rows = [];
    for (const processes of [1, 2, 4]) {
      rows.push(await benchJobs({ folder, jobCount: jobCount / 20, processes }));
    }
    rows.push(await benchJobs({ folder, jobCount, processes: 2 }));
    keep('jobs', { rows });
  }
  if (parts.includes('manifest')) {
    const rows = [];
    for (const photoCount of [10_000, 100_000, 1_000_000]) {
      rows.push(await inOwnProcess('manifest.js', [folder, `${photoCount}`]));
      rmSync(join(folder, 'manifest'), { recursive: true });
    }
    keep('manifest', { rows });
  }
  if (parts.includes('second')) {
    const rows = [];
    for (const photoCount of [1000, 20_000]) {
      rows.push(await benchSecondCall({ folder, photoCount }));
    }
    keep('second', { rows });
  }
  if (parts.includes('memory')) keep('memory', await benchMemory({ folder, root }));
  if (parts.includes('requests')) keep('requests', await benchRequests({ folder, root }));
  if (parts.includes('photos')) {
    const workerCounts = [1, 2, 4];
    keep(
      'photos',
      await benchPhotos({ folder, root, photoCount: Number(values.photos), workerCounts }),
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
writeFileSync(new URL('./scale/scale.svg', import.meta.url), drawScale(measured));
writeFileSync(new URL('./SCALE.md', import.meta.url), scalePage(measured));
