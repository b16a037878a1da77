import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type BatchQueues,
  type EnsureOptions,
  ensureJobs,
  openBatchQueues,
  type PartJob,
} from '../../../src/batch/queue/ensureJobs.js';
import { openEngine, type QueueEngine } from '../../../src/batch/queue/openEngine.js';
import { parseQueueUrl, queueCredentials } from '../../../src/batch/queue/queueAddress.js';
import { workQueue } from '../../../src/batch/queue/queueJobs.js';
import { useTemporaryFolder } from '../../collection/temporaryFolder.js';
import { REQUIRES } from '../standIns.js';
import {
  LACKS_POSTGRES,
  LACKS_REDIS,
  POSTGRES_CREDENTIALS,
  skipAloud,
  startPostgres,
  startRedis,
  type TestServer,
} from './servers.js';

const folder = useTemporaryFolder();
let server: TestServer | undefined;
let engine: QueueEngine | undefined;
afterEach(async () => {
  await engine?.close();
  await server?.stop();
});

/** More than are listed at a time. */
const COUNT = 2500;
/** PostgreSQL ends some sixty jobs a second here. */
const FEW = 100;

const partOf = (id: string): PartJob => ({ id, name: 'photos', data: {}, size: 1, attempts: 1 });
const PARTS = Array.from({ length: COUNT }, (_, i) => partOf(`b-${i}`));

async function queuesAt(url: string, credentials = queueCredentials({})): Promise<BatchQueues> {
  engine = await openEngine(parseQueueUrl(url), credentials);
  return openBatchQueues(engine, REQUIRES);
}

function ensure(queues: BatchQueues, options: Partial<EnsureOptions> = {}): Promise<boolean> {
  return ensureJobs({
    queues,
    batch: { batch: 'b', unit: 'photo', requires: REQUIRES, total: COUNT },
    open: PARTS,
    ended: async () => new Set(),
    ...options,
  });
}

/** A job that was taken away is added again, and no other; one that failed for good is given up. */
async function checkLacking(queues: BatchQueues, count: number): Promise<void> {
  const open = PARTS.slice(0, count);
  await ensure(queues, { open });
  expect(await queues.work.getWaitingCount()).toBe(count);
  await queues.work.remove('b-7');
  await ensure(queues, { open });
  expect(await queues.work.getWaitingCount()).toBe(count);
  const added = await queues.work.getJob('b-7');
  expect(added?.parent?.id).toBe('b');
  const fail = async ({ id }: { readonly id?: string }) => {
    if (id === 'b-3') throw new Error('worn out');
    return {};
  };
  const worker = await engine?.openWorker(workQueue(REQUIRES), fail, { concurrency: 50 });
  while ((await queues.work.getJobCountByTypes('wait', 'active')) > 0) await setTimeout(50);
  await worker?.close();
  const given: [string, string][] = [];
  await ensure(queues, {
    open: [partOf('b-3')],
    giveUp: async (...told) => void given.push(told),
  });
  expect(given).toEqual([['b-3', 'worn out']]);
}

describe.skipIf(skipAloud('a look at a batch over Redis', LACKS_REDIS))('over Redis', () => {
  it('a look at 2,500 jobs takes some ten requests, and finds those that lack', async () => {
    server = await startRedis(join(folder.path, 'redis'));
    const queues = await queuesAt(server.url);
    const redis = new Redis(server.url);
    try {
      await ensure(queues);
      const commands = async () =>
        Number(/total_commands_processed:(\d+)/.exec(await redis.info('stats'))?.[1]);
      const before = await commands();
      await ensure(queues);
      expect((await commands()) - before).toBeLessThan(20);
      await checkLacking(queues, COUNT);
    } finally {
      redis.disconnect();
    }
  });

  it('a job that the server has lost is found by a thorough look', async () => {
    server = await startRedis(join(folder.path, 'redis'));
    const queues = await queuesAt(server.url);
    const redis = new Redis(server.url);
    try {
      await ensure(queues);
      await redis.del(queues.work.toKey('b-5'));
      await ensure(queues);
      expect(await queues.work.getJob('b-5')).toBeUndefined();
      await ensure(queues, { isThorough: true });
      expect((await queues.work.getJob('b-5'))?.id).toBe('b-5');
    } finally {
      redis.disconnect();
    }
  });
});

describe.skipIf(skipAloud('a look at a batch over PostgreSQL', LACKS_POSTGRES))(
  'over PostgreSQL',
  () => {
    it('a look finds the jobs that lack', async () => {
      server = await startPostgres();
      await checkLacking(await queuesAt(server.url, POSTGRES_CREDENTIALS), FEW);
    });
  },
);
