import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import sharp from 'sharp';

const PORT = 4571;
const URL = `http://127.0.0.1:${PORT}`;

/** Requests a photo to S3, photos and music in it: what `many` photos need more than `few` in a call of one process, and in a second call that finds all of it done. */
export async function benchRequests({ folder, root, few = 2, many = 10 }) {
  const server = join(root, 'test', 'batch', 's3', 'serveS3.js');
  const served = join(folder, 's3');
  mkdirSync(served);
  const words = ['--openssl-legacy-provider', server, served, `${PORT}`, 'archive'];
  const s3 = spawn(process.execPath, words, { stdio: 'inherit' });
  const env = {
    ...process.env,
    ...{ AWS_ENDPOINT_URL: URL, AWS_ACCESS_KEY_ID: 'S3RVER', AWS_SECRET_ACCESS_KEY: 'S3RVER' },
    ...{ MIRROR_BACKEND: 'wasm', XDG_CACHE_HOME: join(folder, 'cache') },
  };
  try {
    while (!(await fetch(`${URL}/-/requests`).catch(() => undefined))) await setTimeout(100);
    const calls = [];
    for (const count of [few, many]) {
      await putPhotos(root, { env, prefix: `photos-${count}`, count });
      const batch = async () => {
        await requests();
        await mirror(root, { env, count });
        return requests();
      };
      calls.push({ count, first: await batch(), second: await batch() });
    }
    const [less, more] = calls;
    const perPhoto = (call) =>
      Object.fromEntries(
        ['LIST', 'GET', 'PUT', 'DELETE'].map((kind) => [
          kind,
          ((more[call][kind] ?? 0) - (less[call][kind] ?? 0)) / (many - few),
        ]),
      );
    return { few, many, first: perPhoto('first'), second: perPhoto('second') };
  } finally {
    s3.kill();
  }
}

async function requests() {
  return (await fetch(`${URL}/-/requests`)).json();
}

async function mirror(root, { env, count }) {
  const words = ['batch', `s3://archive/photos-${count}`, '--out', `s3://archive/music-${count}`];
  const bin = join(root, 'bin', 'mirror.js');
  const child = spawn(process.execPath, [bin, ...words, '--bars', '1'], { env, stdio: 'ignore' });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`mirror ended with ${code}`);
}

/** Photos of a sample room, each a little brighter than the one before. */
async function putPhotos(root, { env, prefix, count }) {
  Object.assign(process.env, env);
  const { openStore } = await import('../../dist/batch/store/openStore.js');
  const store = await openStore(`s3://archive/${prefix}`);
  for (let i = 0; i < count; i++) {
    const photo = sharp(join(root, 'photos', 'kitchen.jpg')).resize(320);
    const bright = photo.modulate({ brightness: 0.85 + (0.3 * i) / count });
    await store.write(`${i}.jpg`, await bright.jpeg().toBuffer());
  }
}
