import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { LACKS_REDIS, skipAloud, startRedis, type TestServer } from '../../batch/queue/servers.js';
import { putSmallPhotos } from '../../batch/smallPhotos.js';
import { putObject, putTrainedObject } from '../../collection/shelves.js';
import { useTemporaryFolder } from '../../collection/temporaryFolder.js';
import { ending, linesOf, runMirror, startMirror } from '../runMirror.js';

const top = useTemporaryFolder();
const at = (...path: string[]) => join(top.path, ...path);
/** Collections are kept where the test is, and not in the home of whoever runs it. */
const env = () => ({ XDG_CACHE_HOME: at('cache') });
const run = (...words: string[]) => runMirror(words, { folder: top.path, env: env() });
const BATCH = ['batch', 'photos', '--bars', '1', '--home', 'home'];

const workers: { readonly kill: (signal: NodeJS.Signals) => boolean }[] = [];
let server: TestServer | undefined;
afterEach(async () => {
  for (const worker of workers.splice(0)) worker.kill('SIGKILL');
  await server?.stop();
  server = undefined;
});

/** A worker that waits for jobs. */
async function startWorker(url: string) {
  const words = ['worker', '--jobs', '1', '--queue', url];
  const worker = startMirror(words, { folder: top.path, env: env() });
  workers.push(worker);
  const ended = ending(worker);
  let said = '';
  worker.stderr?.on('data', (text) => {
    said += text;
  });
  while (!said.includes('Waiting for jobs') && worker.exitCode === null) await setTimeout(20);
  return { worker, ended };
}

const musicIn = async (folder: string) =>
  (await readdir(at(folder)).catch(() => [])).filter((name) => name.endsWith('.mid')).sort();

describe.skipIf(skipAloud('mirror batch --queue', LACKS_REDIS))('mirror batch --queue', () => {
  it('mirrors 14 photos with the real network: of two workers one is killed with −9, the collection travels, and the bytes are those of one process', async () => {
    server = await startRedis(at('redis'));
    const { url } = server;
    await putSmallPhotos(at('photos'), 14);
    await putTrainedObject(at('home'), { name: 'kettle', labels: ['cup', 'bowl', 'oven'] });
    const [first] = [await startWorker(url), await startWorker(url)];
    const batch = startMirror([...BATCH, '--out', 'music', '--json', '--queue', url], {
      folder: top.path,
      env: env(),
    });
    const ended = ending(batch);
    while ((await musicIn('music')).length < 4) await setTimeout(50);
    first.worker.kill('SIGKILL');
    const watched = await run('queue', '--json', '--queue', url);
    expect(linesOf(watched.stdout).map((line) => JSON.parse(line))).toMatchObject([
      { unit: 'photo', total: 14 },
    ]);
    const { code, stdout, stderr } = await ended;
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: expect.stringMatching(/^14 photos handed out at redis:\/\/[^\n]*\n$/),
    });
    const lines = linesOf(stdout).map((line) => JSON.parse(line));
    expect(lines.at(-1)).toMatchObject({ photo: null, photos: 14, done: 14, known: 0 });
    await run(...BATCH, '--out', 'here');
    expect(await musicIn('here')).toHaveLength(14);
    for (const name of await musicIn('here')) {
      expect(await readFile(at('music', name))).toEqual(await readFile(at('here', name)));
    }
    const again = await run(...BATCH, '--out', 'music', '--queue', url);
    expect(again).toMatchObject({
      code: 0,
      stdout: 'music  14 of 14 photos mirrored, 14 known from before\n',
      stderr: '',
    });
  });

  it('sets a photo aside that workers do not find, goes on, and tries it again at the next call', async () => {
    server = await startRedis(at('redis'));
    const { url } = server;
    await putSmallPhotos(at('photos'), 2);
    const words = [...BATCH.slice(0, -2), '--out', 'music', '--queue', url];
    const batch = startMirror(words, { folder: top.path, env: env() });
    const ended = ending(batch);
    batch.stderr?.once('data', () => rename(at('photos', '0001.jpg'), at('away.jpg')));
    while ((await readdir(at('photos'))).length > 1) await setTimeout(20);
    await startWorker(url);
    const { code, stdout, stderr } = await ended;
    expect({ code, stdout }).toEqual({
      code: 2,
      stdout: 'music  1 of 2 photos mirrored, 1 failed\n',
    });
    expect(linesOf(stderr).at(-1)).toMatch(
      /^mirror: photos\/0001\.jpg: .* no such file.* \(set aside after 3 tries\)\.$/,
    );
    await rename(at('away.jpg'), at('photos', '0001.jpg'));
    expect(await run(...words)).toMatchObject({
      code: 0,
      stdout: 'music  2 of 2 photos mirrored, 1 known from before\n',
    });
  });
});

describe.skipIf(LACKS_REDIS !== undefined)('mirror doctor with MIRROR_QUEUE', () => {
  it('says that the queue answers and, once it does not, what to do, and that photos can be mirrored', async () => {
    server = await startRedis(at('redis'));
    const doctor = () =>
      runMirror(['doctor'], {
        folder: top.path,
        env: { ...env(), MIRROR_QUEUE: server?.url ?? '' },
      });
    const queueLine = (stdout: string) => linesOf(stdout).find((line) => / queue /.test(line));
    const reached = await doctor();
    expect(reached.code).toBe(0);
    expect(queueLine(reached.stdout)).toMatch(
      /^ok +queue +redis:.*, which MIRROR_QUEUE names, answers$/,
    );
    await server.stop();
    const away = await doctor();
    expect(away.code).toBe(0);
    expect(queueLine(away.stdout)).toMatch(
      /^mend +queue +Expected a queue at redis:.* Start it, or/,
    );
  });
});

describe.skipIf(LACKS_REDIS !== undefined)('mirror train --queue', () => {
  it('trains with the bytes of one process; what cannot be learned has its line', async () => {
    server = await startRedis(at('redis'));
    const { url } = server;
    for (const home of ['home', 'here']) {
      for (const name of ['kettle', 'mug', 'spoon']) await putObject(at(home), { name });
      await writeFile(at(home, 'objects', 'mug', 'recordings', 'one.mid'), 'no MIDI');
      await writeFile(at(home, 'objects', 'mug', 'recordings', 'two.mid'), 'no MIDI');
    }
    await startWorker(url);
    const words = ['--kind', 'seed', '--seed', '5'];
    const over = await run('train', ...words, '--home', 'home', '--queue', url);
    const here = await run('train', ...words, '--home', 'here');
    expect(over.code).toBe(2);
    expect(linesOf(over.stdout).sort()).toEqual(linesOf(here.stdout).sort());
    expect(over.stderr).toMatch(/^3 trainings handed out at redis:/);
    expect(linesOf(over.stderr)).toContain(
      linesOf(here.stderr.replaceAll(at('here'), at('home'))).find((line) =>
        line.startsWith('mirror: '),
      ),
    );
    for (const name of ['kettle', 'spoon']) {
      for (const file of ['decoder.json', 'weights.bin']) {
        const path = ['models', name, 'seed', file];
        expect(await readFile(at('home', ...path))).toEqual(await readFile(at('here', ...path)));
      }
    }
    const again = await run('train', 'kettle', ...words, '--home', 'home', '--queue', url);
    expect(again).toMatchObject({ code: 0, stdout: '' });
  });
});

it.each([
  ['no queue', ['worker'], {}, /MIRROR_QUEUE/],
  ['a password in the URL', ['queue', '--queue', 'redis://me:hush@h'], {}, /MIRROR_QUEUE_PASSWORD/],
  [
    'a picture of trainings elsewhere',
    ['train', '--picture', '--queue', 'redis://h'],
    {},
    /--picture/,
  ],
  ['another kind of URL', ['worker', '--queue', 'amqp://host'], {}, /Redis or PostgreSQL/],
  ['what is no URL', ['queue'], { MIRROR_QUEUE: 'my queue' }, /redis:\/\/host/],
])('%s is refused in one line', async (_, words, more, line) => {
  const { code, stdout, stderr } = await runMirror(words, {
    folder: top.path,
    env: { ...env(), ...more },
  });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(line);
  expect(stderr).not.toContain('hush');
  expect(linesOf(stderr)).toHaveLength(1);
});

it('a server that is not there is said to be so, in one line', async () => {
  const { code, stderr } = await run('queue', '--queue', 'redis://127.0.0.1:1');
  expect(code).toBe(1);
  expect(stderr).toMatch(
    /^mirror: Expected a queue at redis:\/\/127\.0\.0\.1:1\/0 but .*ECONNREFUSED.*\n$/,
  );
});

it.each([
  ['bullmq', 'redis://127.0.0.1:1', 'npm install bullmq ioredis'],
  ['ioredis', 'redis://127.0.0.1:1', 'npm install bullmq ioredis'],
  ['pg', 'postgres://127.0.0.1:1', 'npm install bullmq pg'],
])(
  'where the package %s is not installed, the line names the command',
  async (name, url, command) => {
    const hook = `export const resolve = (id, context, next) => {
    if (id === '${name}') throw Object.assign(new Error('away'), { code: 'ERR_MODULE_NOT_FOUND' });
    return next(id, context);
  };`;
    await writeFile(at('hook.mjs'), hook);
    const register = `import { register } from 'node:module'; register(${JSON.stringify(`file://${at('hook.mjs')}`)});`;
    await writeFile(at('register.mjs'), register);
    const { code, stderr } = await runMirror(['queue', '--queue', url], {
      folder: top.path,
      nodeOptions: ['--import', at('register.mjs')],
    });
    expect(code).toBe(1);
    expect(stderr).toMatch(new RegExp(`^mirror: Expected the package ${name}, .*${command}`));
    expect(linesOf(stderr)).toHaveLength(1);
  },
);
