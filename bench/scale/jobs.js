import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FlowProducer, Queue } from 'bullmq';
import { startRedis } from './redis.js';

const QUEUE = 'work-bench';
const PREFIX = 'sound-mirror';
const consumer = fileURLToPath(new URL('./consumeJobs.js', import.meta.url));

/** As many jobs of the batch's own shape, children of one batch, whose work is nothing: what the queue itself costs. */
export async function benchJobs({ folder, jobCount, processes }) {
  const at = join(folder, `jobs-${jobCount}-${processes}`);
  mkdirSync(at);
  const redis = await startRedis(at);
  const connection = { host: '127.0.0.1', port: redis.port, maxRetriesPerRequest: null };
  const shared = { connection, prefix: PREFIX };
  const queue = new Queue(QUEUE, shared);
  const batches = new Queue('batches', shared);
  const flows = new FlowProducer(shared);
  const batch = 'ab'.repeat(32);
  const jobOf = (chunk) => ({
    name: 'photos',
    data: { store: '/shared/music/.mirror-batch', batch, chunk },
    opts: {
      jobId: `${batch}-${chunk}`,
      attempts: 310,
      backoff: { type: 'fixed', delay: 1000 },
      removeOnComplete: true,
      ignoreDependencyOnFailure: true,
      stackTraceLimit: 1,
    },
  });
  const addedAt = performance.now();
  await flows.add({
    name: 'batch',
    queueName: 'batches',
    data: {},
    opts: { jobId: batch },
    children: [{ ...jobOf(0), queueName: QUEUE }],
  });
  const parent = { id: batch, queue: batches.qualifiedName };
  const PAGE = 2000;
  for (let from = 1; from < jobCount; from += PAGE) {
    const count = Math.min(PAGE, jobCount - from);
    const page = Array.from({ length: count }, (_, i) => jobOf(from + i));
    await queue.addBulk(page.map((job) => ({ ...job, opts: { ...job.opts, parent } })));
  }
  const addSeconds = (performance.now() - addedAt) / 1000;
  const full = await redis.info('memory');
  await redis.resetStatistics();
  const startedAt = performance.now();
  const children = Array.from({ length: processes }, () =>
    fork(consumer, [`${redis.port}`, QUEUE, PREFIX]),
  );
  await untilEmpty(queue);
  const runSeconds = (performance.now() - startedAt) / 1000;
  const { total_commands_processed: commands } = await redis.info('stats');
  const cpu = await redis.info('cpu');
  const end = await redis.info('memory');
  for (const child of children) {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  await Promise.all([queue.close(), batches.close(), flows.close()]);
  await redis.stop();
  return {
    jobCount,
    processes,
    addedASecond: jobCount / addSeconds,
    doneASecond: jobCount / runSeconds,
    bytesAJobWaiting: Number(full.used_memory) / jobCount,
    bytesAJobDone: Number(end.used_memory) / jobCount,
    peakMegabytes: Number(end.used_memory_peak) / 1e6,
    commandsAJob: Number(commands) / jobCount,
    redisCpuSeconds: Number(cpu.used_cpu_user) + Number(cpu.used_cpu_sys),
    diskMegabytes: await folderMegabytes(at),
  };
}

async function untilEmpty(queue) {
  for (;;) {
    const { wait, active, delayed } = await queue.getJobCounts('wait', 'active', 'delayed');
    if ((wait ?? 0) + (active ?? 0) + (delayed ?? 0) === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

async function folderMegabytes(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const sizes = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => statSync(join(parentPath, name)).size);
  return sizes.reduce((sum, size) => sum + size, 0) / 1e6;
}
