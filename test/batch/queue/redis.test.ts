import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { chunksOf, planBatch } from '../../../src/batch/planBatch.js';
import { openEngine } from '../../../src/batch/queue/openEngine.js';
import { parseQueueUrl, queueCredentials } from '../../../src/batch/queue/queueAddress.js';
import { removeBatch } from '../../../src/batch/queue/removeBatch.js';
import { watchBatches } from '../../../src/batch/queue/watchBatches.js';
import { markDone } from '../../../src/batch/store/batchFiles.js';
import { openFolderStore } from '../../../src/batch/store/folderStore.js';
import { useTemporaryFolder } from '../../collection/temporaryFolder.js';
import { REQUIRES, SHARED, standInBatch } from '../standIns.js';
import {
  gather,
  gatherHere,
  resultsIn,
  startSubmitter,
  startWorker,
  type TestProcess,
  untilDone,
} from './queueTests.js';
import { LACKS_REDIS, skipAloud, startRedis, type TestServer } from './servers.js';

const folder = useTemporaryFolder();
const at = (...path: string[]) => join(folder.path, ...path);
const running: { processes: TestProcess[]; servers: TestServer[] } = { processes: [], servers: [] };

afterEach(async () => {
  for (const { process } of running.processes.splice(0)) process.kill('SIGKILL');
  for (const server of running.servers.splice(0)) await server.stop();
});

async function redis(password?: string): Promise<TestServer> {
  const server = await startRedis(at('redis'), { password });
  running.servers.push(server);
  return server;
}

async function worker(
  url: string,
  ...rest: [Parameters<typeof startWorker>[1]?, Parameters<typeof startWorker>[2]?]
) {
  const started = startWorker(url, ...rest);
  running.processes.push(started);
  await started.until(/ready|ended/);
  return started;
}

describe.skipIf(skipAloud('batches over Redis', LACKS_REDIS))('a batch over Redis', () => {
  it('of 600 photos, with a stand-in for the network: a worker and the submitter are killed with −9, and so is Redis, and each photo has one result, as in one process', async () => {
    const server = await redis();
    const { url } = server;
    const batch = standInBatch(600);
    const store = at('store');
    const [first] = [await worker(url), await worker(url)];
    const submitter = startSubmitter(url, { store, batch });
    running.processes.push(submitter);
    await untilDone(store, 60);
    first.process.kill('SIGKILL');
    await untilDone(store, 120);
    await server.killAndStart();
    await untilDone(store, 210);
    submitter.process.kill('SIGKILL');
    const told = await gather(url, { store, batch });
    expect(told.map(([path]) => path).sort()).toEqual(batch.photos.map(({ path }) => path).sort());
    expect(new Set(told.map(([, { state }]) => state))).toEqual(new Set(['done']));
    await gatherHere(at('here'), batch);
    const results = await resultsIn(store);
    expect(results.size).toBe(2 * 600);
    expect(results).toEqual(await resultsIn(at('here')));
  });

  it('goes on though the clock of a worker is wrong by an hour', async () => {
    const { url } = await redis();
    await worker(url, { STAND_IN_CLOCK: '1' });
    await worker(url, { STAND_IN_CLOCK: '-1' });
    const batch = standInBatch(200);
    const told = await gather(url, { store: at('store'), batch });
    expect(told.map(([, { state }]) => state)).toEqual(new Array(200).fill('done'));
  });

  it('is done by another worker when the disk of one is full, which says so and ends', async () => {
    const { url } = await redis();
    const full = await worker(url, { STAND_IN_FAULT: 'disk full' });
    const batch = standInBatch(40);
    const gathering = gather(url, { store: at('store'), batch });
    await full.until(/ended environment No space left on device\./);
    await worker(url);
    expect((await gathering).map(([, { state }]) => state)).toEqual(new Array(40).fill('done'));
  });

  it('sets aside a photo that ends its process three times, and keeps what is damaged', async () => {
    const { url } = await redis();
    await worker(url);
    const { photos } = standInBatch(12);
    const titles = new Map([
      [3, 'kills'],
      [7, 'damaged'],
    ]);
    const batch = planBatch({
      ...SHARED,
      photos: photos.map((photo, i) => ({ ...photo, title: titles.get(i) ?? photo.title })),
    });
    const told = new Map(await gather(url, { store: at('store'), batch }));
    expect(told.get('/photos/3.jpg')).toEqual({
      state: 'failed',
      code: 'unknown',
      message: 'its process ended without a message',
      tries: 3,
      isFinal: false,
    });
    expect(told.get('/photos/7.jpg')).toMatchObject({
      message: 'Expected a photo.',
      isFinal: true,
    });
    expect([...told.values()].filter(({ state }) => state === 'done')).toHaveLength(10);
  });

  it('refuses a worker of another version, which never sees a job', async () => {
    const { url } = await redis();
    const batch = standInBatch(8);
    const gathering = gather(url, { store: at('store'), batch });
    await untilOpen(url);
    const other = await worker(url, {}, { requires: { ...REQUIRES, version: '7.2.0' } });
    expect(other.said()).toMatch(
      /^ended environment batch \w+: Expected a worker with sound-mirror 7\.1\.3, as the batch has it, but this one has sound-mirror 7\.2\.0\. .*`mirror queue --remove/,
    );
    await worker(url);
    expect(await gathering).toHaveLength(8);
  });

  it('is done by a server with a password, which stands in no job, file or word', async () => {
    const password = 'S3cret-of-the-queue';
    const { url } = await redis(password);
    const env = { MIRROR_QUEUE_PASSWORD: password };
    const started = await worker(url, env);
    const store = at('store');
    await gather(url, { store, batch: standInBatch(8), credentials: queueCredentials(env) });
    for (const name of await readdir(folder.path, { recursive: true, withFileTypes: true })) {
      if (!name.isFile()) continue;
      expect(await readFile(join(name.parentPath, name.name), 'latin1')).not.toContain(password);
    }
    expect(started.said()).not.toContain(password);
    const wrong = openEngine(parseQueueUrl(url), { user: undefined, password: 'wrong-one' }).then(
      (engine) => engine.openQueue('batches').finally(engine.close),
    );
    const error = await wrong.catch((reason) => reason);
    expect(error).toMatchObject({ name: 'MirrorError', code: 'environment' });
    expect(inspect(error)).not.toContain('wrong-one');
  });

  it('that is no longer wanted is taken out with its jobs; a worker that does not find its folder says how', async () => {
    const { url } = await redis();
    const engine = await openEngine(parseQueueUrl(url), queueCredentials({}));
    try {
      const batch = standInBatch(8);
      const submitter = startSubmitter(url, { store: at('store'), batch });
      running.processes.push(submitter);
      await untilOpen(url);
      submitter.process.kill('SIGKILL');
      await rm(at('store'), { recursive: true });
      const lost = await worker(url);
      await lost.until(/ended environment .*Mount the folder.*mirror queue --remove [0-9a-f]{12}/);
      await expect(removeBatch(engine, 'none')).rejects.toMatchObject({ code: 'usage' });
      // Its lock is the worker's until that has said that the job failed.
      const remove = () => removeBatch(engine, batch.id.slice(0, 12)).catch(() => undefined);
      let removed = await remove();
      while (removed === undefined) removed = await remove();
      expect(removed).toBe(batch.id);
      expect(await (await watchBatches(engine))()).toEqual([]);
      expect((await worker(url)).said()).toMatch(/^ready/);
    } finally {
      await engine.close();
    }
  });

  it('has a chunk done again that counts as done and whose results were taken away', async () => {
    const { url } = await redis();
    const batch = standInBatch(8);
    const gathering = gather(url, { store: at('store'), batch });
    await untilOpen(url);
    for (const { number } of chunksOf(batch)) {
      await markDone(openFolderStore(at('store')), { batch: batch.id, chunk: number });
    }
    const engine = await openEngine(parseQueueUrl(url), queueCredentials({}));
    await removeBatch(engine, batch.id).finally(engine.close);
    await worker(url);
    expect(await gathering).toHaveLength(8);
  });

  it('is watched: what is done, by how many workers, and that it has ended', async () => {
    const { url } = await redis();
    const engine = await openEngine(parseQueueUrl(url), queueCredentials({}));
    try {
      const look = await watchBatches(engine);
      expect(await look()).toEqual([]);
      const batch = standInBatch(40);
      const gathering = gather(url, { store: at('store'), batch });
      await untilOpen(url);
      expect(await look()).toMatchObject([
        { batch: batch.id, unit: 'photo', total: 40, done: 0, workers: 0 },
      ]);
      await worker(url);
      await gathering;
      let statuses = await look();
      while (statuses[0]?.isEnded !== true) statuses = await look();
      expect(statuses).toMatchObject([{ total: 40, done: 40, failed: 0, workers: 1 }]);
      const { before, handedOutAt = 0, lastAt = 0 } = statuses[0] ?? {};
      expect(before).toBe(0);
      expect(lastAt).toBeGreaterThanOrEqual(handedOutAt);
      expect(lastAt - handedOutAt).toBeLessThan(60_000);
    } finally {
      await engine.close();
    }
  });
});

/** Waits until a batch has been handed out. */
async function untilOpen(url: string): Promise<void> {
  const engine = await openEngine(parseQueueUrl(url), queueCredentials({}));
  const look = await watchBatches(engine);
  while ((await look()).length === 0);
  await engine.close();
}
