import { mkdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type Job, UnrecoverableError } from 'bullmq';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Batch } from '../../../src/batch/batch.js';
import { chunksOf } from '../../../src/batch/planBatch.js';
import { handOut } from '../../../src/batch/queue/handOut.js';
import { openEngine, type QueueEngine } from '../../../src/batch/queue/openEngine.js';
import { parseQueueUrl, queueCredentials } from '../../../src/batch/queue/queueAddress.js';
import { workQueue } from '../../../src/batch/queue/queueJobs.js';
import { markDone } from '../../../src/batch/store/batchFiles.js';
import type { BatchStore } from '../../../src/batch/store/batchStore.js';
import { openFolderStore } from '../../../src/batch/store/folderStore.js';
import { writeResult } from '../../../src/batch/store/results.js';
import { knownResults } from '../../../src/cli/batches/openBatch.js';
import { useTemporaryFolder } from '../../collection/temporaryFolder.js';
import { REQUIRES, standInBatch } from '../standIns.js';
import { holdBatchEnd, startWorker, type TestProcess } from './queueTests.js';
import { LACKS_REDIS, skipAloud, startRedis, type TestServer } from './servers.js';

const folder = useTemporaryFolder();
const { signal } = new AbortController();
const now = () => performance.now();
let server: TestServer;
let engine: QueueEngine;
let started: TestProcess | undefined;

async function open(): Promise<void> {
  server = await startRedis(join(folder.path, 'redis'));
  engine = await openEngine(parseQueueUrl(server.url), queueCredentials({}));
}

async function close(): Promise<void> {
  started?.process.kill('SIGKILL');
  started = undefined;
  await engine.close();
  await server.stop();
}

/** A store that counts what it is asked. */
function countedStore() {
  const asked = { reads: 0, lists: 0 };
  const store = openFolderStore(join(folder.path, 'store'));
  const counted: BatchStore = {
    ...store,
    read: (key, options) => {
      if (key.startsWith('results/')) asked.reads += 1;
      return store.read(key, options);
    },
    list: (key) => {
      asked.lists += 1;
      return store.list(key);
    },
  };
  return { store: counted, asked };
}

/** What is told of each photo, in order. */
function handOutTelling(store: BatchStore, batch: Batch, stop = signal) {
  const told: [path: string, state: string][] = [];
  const over = handOut(engine, chunksOf(batch), {
    ...{ store, batch, signal: stop, now },
    onResult: ({ path }, result) => {
      const message = result.state === 'failed' ? `: ${result.message}` : '';
      told.push([path, `${result.state}${message}`]);
    },
  });
  over.catch(() => {});
  return { told, over };
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await setTimeout(20);
}

describe.skipIf(skipAloud('jobs that are given up', LACKS_REDIS))('a job that failed', () => {
  beforeEach(open);
  afterEach(close);

  it('is given up once the store can be read again, and not run once more; what was finished of it is told, and what comes later is known to the next call', async () => {
    const batch = standInBatch(8);
    const { store, asked } = countedStore();
    const results = join(store.address, 'results');
    const done = { state: 'done', piece: {} } as const;
    const writeAll = async (chunk: number) => {
      for (const { key } of batch.photos.slice(4 * chunk, 4 * chunk + 4)) {
        await writeResult(store, key, done);
      }
      await markDone(store, { batch: batch.id, chunk });
    };
    const run: number[] = [];
    let finish = () => {};
    const released = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const work = async ({ data }: Job<{ readonly chunk: number }>) => {
      run.push(data.chunk);
      if (data.chunk === 0) throw new UnrecoverableError('worn out');
      await released;
      await writeAll(1);
      return {};
    };
    // A folder that cannot be read, as one over a network that is away.
    await mkdir(store.address);
    await symlink('results', results);
    await engine.openWorker(workQueue(REQUIRES), work, { concurrency: 2 });
    const { told, over } = handOutTelling(store, batch);
    await until(() => asked.reads >= 8);
    expect(told).toEqual([]);
    await rm(results);
    await writeResult(store, batch.photos[2]?.key ?? '', done);
    await until(() => told.length >= 4);
    const ofFirst = (i: number) => (i === 2 ? 'done' : 'failed: worn out');
    const firstFour = [0, 1, 2, 3].map((i) => [`/photos/${i}.jpg`, ofFirst(i)]);
    expect(told).toEqual(firstFour);
    // A worker that was taken to have ended finishes it all the same.
    await writeAll(0);
    const { lists } = asked;
    await until(() => asked.lists > lists + 2);
    finish();
    await over;
    expect(told).toEqual([...firstFour, ...[4, 5, 6, 7].map((i) => [`/photos/${i}.jpg`, 'done'])]);
    expect([...run].sort()).toEqual([0, 1]);
    const known = await knownResults(batch, { store, signal });
    expect([...known.values()].map(({ state }) => state)).toEqual(new Array(8).fill('done'));
  });

  it('in an earlier call is run again, also where a worker is just about to end the batch when the call begins', async () => {
    const batch = standInBatch(4);
    const { store, asked } = countedStore();
    const work = await engine.openQueue(workQueue(REQUIRES));
    const failing = await engine.openWorker(
      workQueue(REQUIRES),
      async () => {
        throw new UnrecoverableError('worn out');
      },
      {},
    );
    const stop = new AbortController();
    const first = handOutTelling(store, batch, stop.signal);
    await until(async () => (await work.getFailedCount()) === 1);
    stop.abort();
    await expect(first.over).rejects.toMatchObject({ code: 'aborted' });
    await failing.close();
    const batchEnd = await holdBatchEnd(engine);
    const before = asked.lists;
    const { told, over } = handOutTelling(store, batch);
    // It gathers after its first look.
    await until(() => asked.lists > before);
    await batchEnd.release();
    started = startWorker(server.url);
    await over;
    expect(told.map(([, state]) => state)).toEqual(new Array(4).fill('done'));
  });
});
