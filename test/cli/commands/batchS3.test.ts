import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { openStore } from '../../../src/batch/store/openStore.js';
import { LACKS_REDIS, skipAloud, startRedis, type TestServer } from '../../batch/queue/servers.js';
import { s3Env, useS3 } from '../../batch/s3/s3Server.js';
import { putSmallPhotos } from '../../batch/smallPhotos.js';
import { takeBytes } from '../../collection/shelves.js';
import { useTemporaryFolder } from '../../collection/temporaryFolder.js';
import { withoutMark } from '../../output/withoutMark.js';
import { linesOf, runMirror, startMirror } from '../runMirror.js';

const s3 = useS3();
const top = useTemporaryFolder();
const at = (...path: string[]) => join(top.path, ...path);
const env = () => ({ ...s3.server.env, XDG_CACHE_HOME: at('cache') });
const run = (...words: string[]) => runMirror(words, { folder: top.path, env: env() });
const SETTINGS = ['--bars', '1', '--jobs', '1'];

/** Puts small photos into a folder and into S3. */
async function putPhotos(address: string, count: number): Promise<void> {
  const store = await openStore(address);
  for (const name of await putSmallPhotos(at('photos'), count)) {
    await store.write(name, await readFile(at('photos', name)));
  }
}

/** Checks that S3 holds what a folder holds, but for photos and their sums, which lie elsewhere. */
async function expectSameAs(folder: string, address: string): Promise<number> {
  const store = await openStore(address);
  const names = await readdir(at(folder), { recursive: true });
  const values = names.filter((name) => /results.*\.|^\d+\.mid$/.test(name));
  for (const name of values) {
    const inS3 = Buffer.from((await store.read(name)) ?? []);
    expect(inS3.equals(await readFile(at(folder, name))), name).toBe(true);
  }
  return values.length;
}

let redis: TestServer | undefined;
const workers: { readonly kill: (signal: NodeJS.Signals) => boolean }[] = [];
afterEach(async () => {
  for (const worker of workers.splice(0)) worker.kill('SIGKILL');
  await redis?.stop();
  redis = undefined;
});

it('mirrors photos of S3 into S3 with the bytes of a folder, and computes nothing twice, wherever the photos lie', async () => {
  await putPhotos('s3://archive/photos', 2);
  const words = ['batch', 's3://archive/photos', '--out', 's3://archive/music/', ...SETTINGS];
  expect(await run(...words)).toEqual({
    code: 0,
    stdout: 's3://archive/music/  2 of 2 photos mirrored\n',
    stderr: '',
  });
  await run('batch', 'photos', '--out', 'music', ...SETTINGS);
  expect(await expectSameAs('music', 's3://archive/music')).toBe(2 + 2 * 2);
  const out = await openStore('s3://archive/music');
  const manifest = new TextDecoder().decode(await out.read('manifest.jsonl'));
  const onDisk = await readFile(at('music', 'manifest.jsonl'), 'utf8');
  expect(manifest).toBe(onDisk.replaceAll(at('photos'), 's3://archive/photos'));
  await s3.server.requests();
  const again = await run(...words);
  expect(again.stdout).toBe('s3://archive/music/  2 of 2 photos mirrored, 2 known from before\n');
  // Nothing is written but the lock, twice.
  expect(await s3.server.requests()).toMatchObject({ PUT: 2, DELETE: 1 });
  const mine = withoutMark(takeBytes('mine'));
  await out.write('0001.mid', mine);
  expect((await run(...words)).stderr).toMatch(
    /^s3:\/\/archive\/music\/0001\.mid: .* kept as s3:\/\/archive\/music\/0001\.before\.mid\n$/,
  );
  expect(new Uint8Array((await out.read('0001.before.mid')) ?? [])).toEqual(mine);
  await out.remove('0001.before.mid');
  const mixed = [
    await run('batch', 'photos', '--out', 's3://archive/music', ...SETTINGS),
    await run('batch', 's3://archive/photos/0001.jpg', '--out', 'music', ...SETTINGS),
  ];
  expect(mixed.map(({ stdout }) => stdout)).toEqual([
    's3://archive/music  2 of 2 photos mirrored, 2 known from before\n',
    'music  1 of 1 photo mirrored, 1 known from before\n',
  ]);
  // Photos that lie elsewhere are other photos, with names of their own.
  const names = (await out.list('')).filter((name) => name.endsWith('.mid')).sort();
  expect(names).toEqual(['0000-2.mid', '0000.mid', '0001-2.mid', '0001.mid']);
});

describe.skipIf(skipAloud('mirror batch --queue over S3', LACKS_REDIS))('over a queue', () => {
  it('a worker mirrors photos of S3 into S3 with the real network, and no job, value or line holds a credential', async () => {
    redis = await startRedis(at('redis'));
    const { url } = redis;
    await putPhotos('s3://archive/queued', 2);
    const worker = startMirror(['worker', '--jobs', '1', '--queue', url], {
      folder: top.path,
      env: env(),
    });
    workers.push(worker);
    let said = '';
    worker.stderr?.on('data', (text) => {
      said += text;
    });
    while (!said.includes('Waiting for jobs') && worker.exitCode === null) await setTimeout(20);
    const settings = ['--bars', '1', '--seed', '5'];
    const out = 's3://archive/from-queue';
    const over = await run(
      ...['batch', 's3://archive/queued', '--out', out, '--queue', url, ...settings],
    );
    expect(over).toMatchObject({ code: 0, stdout: `${out}  2 of 2 photos mirrored\n` });
    await run('batch', 'photos', '--out', 'music', '--jobs', '1', ...settings);
    expect(await expectSameAs('music', out)).toBe(2 + 2 * 2);
    const told = [said, over.stderr];
    for (const name of await readdir(at('redis'), { recursive: true })) {
      if (name.endsWith('.aof')) told.push(await readFile(at('redis', name), 'latin1'));
    }
    expect(told.length).toBeGreaterThan(2);
    expect(told.join()).toContain('from-queue');
    expect(told.join()).not.toContain('S3RVER');
  });
});

describe('what is wrong with S3 is said in one line', () => {
  const words = ['batch', 'photos', '--out', 's3://archive/music'];
  const nowhere = [...words.slice(0, 3), 's3://nowhere/music'];
  it.each([
    ['a missing bucket', nowhere, {}, 1, /s3:\/\/nowhere.* Expected a bucket/],
    ['no photos', ['batch', 's3://archive/none', ...words.slice(2)], {}, 2, /found none/],
    [
      'a wrong secret',
      words,
      { AWS_SECRET_ACCESS_KEY: 'AKIAHUSH' },
      1,
      /SignatureDoesNotMatch.*AWS_SECRET_ACCESS_KEY/,
    ],
    [
      'no credentials',
      words,
      { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' },
      1,
      /found none\. Set AWS_ACCESS_KEY_ID/,
    ],
    [
      'a store that does not answer',
      words,
      { ...s3Env('http://127.0.0.1:1'), AWS_MAX_ATTEMPTS: '2' },
      1,
      /ECONNREFUSED.*AWS_ENDPOINT_URL/,
    ],
  ])('%s', async (_, call, more, code, line) => {
    await putSmallPhotos(at('photos'), 1);
    const ended = await runMirror(call, { folder: top.path, env: { ...env(), ...more } });
    expect(ended).toMatchObject({ code, stdout: '' });
    expect(ended.stderr).toMatch(line);
    expect(ended.stderr).not.toContain('AKIAHUSH');
    expect(linesOf(ended.stderr)).toHaveLength(1);
  });

  it('a photo that may not be read gets its line, and something else in the place of music is left alone', async () => {
    await putPhotos('s3://archive/denied', 1);
    await s3.server.setFault('denied');
    const denied = await run('batch', 's3://archive/denied', '--out', 'music', ...SETTINGS);
    await s3.server.setFault('');
    expect(denied.code).toBe(2);
    expect(denied.stderr).toMatch(
      /s3:\/\/archive\/denied\/0000\.jpg: Expected a photo but.*s3:Get/,
    );
    const out = await openStore('s3://archive/taken');
    await out.write('0000.mid', new TextEncoder().encode('my diary'));
    const taken = await run('batch', 'photos', '--out', 's3://archive/taken', ...SETTINGS);
    expect(taken).toMatchObject({ code: 2, stdout: '' });
    expect(taken.stderr).toMatch(/s3:\/\/archive\/taken\/0000\.mid: .* no MIDI file/);
    expect(new TextDecoder().decode(await out.read('0000.mid'))).toBe('my diary');
  });

  it('the missing package, with the command that installs it', async () => {
    const hook = `export const resolve = (id, context, next) => {
      if (id === '@aws-sdk/client-s3') throw Object.assign(new Error('away'), { code: 'ERR_MODULE_NOT_FOUND' });
      return next(id, context);
    };`;
    await writeFile(at('hook.mjs'), hook);
    const register = `import { register } from 'node:module'; register(${JSON.stringify(`file://${at('hook.mjs')}`)});`;
    await writeFile(at('register.mjs'), register);
    const nodeOptions = ['--import', at('register.mjs')];
    const options = { folder: top.path, env: env(), nodeOptions };
    const { code, stderr } = await runMirror(
      ['batch', 's3://archive/photos', '--out', 'music'],
      options,
    );
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^mirror: Expected the package @aws-sdk\/client-s3, .*npm install @aws-sdk\/client-s3/,
    );
    expect(linesOf(stderr)).toHaveLength(1);
  });
});
