import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import sharp from 'sharp';
import { startRedis } from './redis.js';

/** Clock ticks a second of /proc, on all Linux of today. */
const TICKS = 100;

/** Photos of the four sample rooms, each a little brighter than the one before, as `mirror worker`s mirror them. */
export async function benchPhotos({ folder, root, photoCount, workerCounts }) {
  const photos = join(folder, 'photos');
  await putPhotos(photos, { root, photoCount });
  const rows = [];
  for (const workers of workerCounts) rows.push(await run({ folder, root, photos, workers }));
  return { rows, cores: availableParallelism(), photoCount };
}

/** Puts photos of the sample rooms into a new folder. */
export async function putPhotos(photos, { root, photoCount }) {
  mkdirSync(photos);
  const rooms = readdirSync(join(root, 'photos')).filter((name) => name.endsWith('.jpg'));
  for (let i = 0; i < photoCount; i++) {
    await sharp(join(root, 'photos', rooms[i % rooms.length]))
      .modulate({ brightness: 0.85 + (0.3 * i) / photoCount })
      .jpeg()
      .toFile(join(photos, `${i}.jpg`));
  }
}

async function run({ folder, root, photos, workers }) {
  const at = join(folder, `redis-${workers}`);
  mkdirSync(at);
  const redis = await startRedis(at);
  const env = { ...process.env, MIRROR_BACKEND: 'wasm', XDG_CACHE_HOME: join(folder, 'cache') };
  const mirror = (words, stdio) =>
    spawn(process.execPath, [join(root, 'bin', 'mirror.js'), ...words], { env, stdio });
  const started = [];
  for (let i = 0; i < workers; i++) {
    const child = mirror(['worker', '--jobs', '1', '--queue', redis.url], 'pipe');
    started.push(child);
    await once(child.stderr, 'data');
  }
  const out = join(folder, `music-${workers}`);
  // What a worker pays once, its network and its first compilation, is paid before.
  await ended(
    mirror(['batch', photos, '--out', `${out}-warm`, '--bars', '1', '--queue', redis.url]),
  );
  await redis.resetStatistics();
  const before = started.map(({ pid }) => treeOf(pid));
  const startedAt = performance.now();
  await ended(mirror(['batch', photos, '--out', out, '--queue', redis.url]));
  const seconds = (performance.now() - startedAt) / 1000;
  const after = started.map(({ pid }) => treeOf(pid));
  const cpuSeconds = sum(after.map((each, i) => each.seconds - before[i].seconds));
  const { total_commands_processed: commands } = await redis.info('stats');
  for (const child of started) child.kill('SIGKILL');
  await setTimeout(500);
  await redis.stop();
  const count = readdirSync(photos).length;
  return {
    workers,
    photosASecond: count / seconds,
    cpuSecondsAPhoto: cpuSeconds / count,
    megabytesAWorker: Math.max(...after.map(({ megabytes }) => megabytes)),
    commandsAPhoto: Number(commands) / count,
    store: storeOf(join(out, '.mirror-batch'), count),
  };
}

async function ended(child) {
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`mirror ended with ${code}`);
}

/** CPU time and memory of a process and its children, as /proc tells. */
function treeOf(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  const own = (Number(stat[11]) + Number(stat[12])) / TICKS;
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const megabytes = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1000;
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ');
  const below = children.filter((child) => child.trim() !== '').map(treeOf);
  return {
    seconds: own + sum(below.map((each) => each.seconds)),
    megabytes: megabytes + sum(below.map((each) => each.megabytes)),
  };
}

/** Files and bytes of a store for each photo, without the collection, which is there once. */
function storeOf(store, count) {
  const entries = readdirSync(store, { recursive: true, withFileTypes: true });
  const collections = join(store, 'collections');
  const files = entries.filter(
    (entry) => entry.isFile() && !entry.parentPath.startsWith(collections),
  );
  const bytes = sum(files.map(({ parentPath, name }) => statSync(join(parentPath, name)).size));
  return { filesAPhoto: files.length / count, bytesAPhoto: bytes / count };
}

function sum(values) {
  return values.reduce((total, value) => total + value, 0);
}
