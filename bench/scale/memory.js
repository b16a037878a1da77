import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { putPhotos } from './photos.js';
import { startRedis } from './redis.js';

/** The most memory of `mirror worker --jobs 2` after some photos: of its own process, and of the larger one of those that do its jobs. */
export async function benchMemory({ folder, root, photoCount = 24 }) {
  const at = join(folder, 'memory');
  mkdirSync(at);
  const photos = join(at, 'photos');
  await putPhotos(photos, { root, photoCount });
  const redis = await startRedis(at);
  const env = { ...process.env, MIRROR_BACKEND: 'wasm', XDG_CACHE_HOME: join(at, 'cache') };
  const mirror = (words, stdio) =>
    spawn(process.execPath, [join(root, 'bin', 'mirror.js'), ...words], { env, stdio });
  const worker = mirror(['worker', '--jobs', '2', '--queue', redis.url], 'pipe');
  await once(worker.stderr, 'data');
  const words = ['batch', photos, '--out', join(at, 'music'), '--queue', redis.url];
  const [code] = await once(mirror(words, 'ignore'), 'exit');
  if (code !== 0) throw new Error(`mirror ended with ${code}`);
  const { pid } = worker;
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
  const figures = {
    photoCount,
    workerMegabytes: mostMegabytes(pid),
    jobMegabytes: Math.max(...children.map(mostMegabytes)),
  };
  worker.kill('SIGKILL');
  await redis.stop();
  return figures;
}

function mostMegabytes(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1000;
}
