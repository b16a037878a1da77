import { spawnSync } from 'node:child_process';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { UnrecoverableError } from 'bullmq';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openEngine } from '../../../src/batch/queue/openEngine.js';
import {
  parseQueueUrl,
  queueCredentials,
  queueServerName,
} from '../../../src/batch/queue/queueAddress.js';
import { workQueue } from '../../../src/batch/queue/queueJobs.js';
import type { StretchCounts } from '../../../src/batch/segmentLedger.js';
import { THIS_PROCESS } from '../../../src/files/disk/processIdentity.js';
import type { AudioToTranscribe } from '../../../src/index.js';
import { useTemporaryFolder } from '../../collection/temporaryFolder.js';
import { REQUIRES } from '../standIns.js';
import { holdBatchEnd, startWorker, type TestProcess } from './queueTests.js';
import { audioOf, type HandOutOptions, handOutAudio, segmentFiles } from './segmentTests.js';
import { LACKS_REDIS, skipAloud, startRedis, type TestServer } from './servers.js';

const folder = useTemporaryFolder();
const store = () => join(folder.path, 'store');
const samples = () => segmentFiles(store(), '.f32');
const running: { processes: TestProcess[]; servers: TestServer[] } = { processes: [], servers: [] };

async function redis(name: string): Promise<string> {
  const server = await startRedis(join(folder.path, name));
  running.servers.push(server);
  return server.url;
}

async function worker(url: string): Promise<void> {
  const started = startWorker(url);
  running.processes.push(started);
  await started.until(/ready/);
}

const handOut = (url: string, audio: readonly AudioToTranscribe[], options?: HandOutOptions) =>
  handOutAudio(url, audio, { store: store(), ...options });

/** A call that is stopped once all of its audio, of less than six hours, lies in the queue. */
async function handOutAndStop(url: string, audio: readonly AudioToTranscribe[]): Promise<void> {
  const stop = new AbortController();
  const stopped = handOut(url, audio, {
    signal: stop.signal,
    onHandedOut: () => setTimeout(500).then(() => stop.abort()),
  });
  await expect(stopped).rejects.toMatchObject({ code: 'aborted' });
}

describe.skipIf(skipAloud('calls for audio over Redis', LACKS_REDIS))('a call for audio', () => {
  let url: string;
  beforeEach(async () => {
    url = await redis('redis');
  });
  afterEach(async () => {
    for (const { process } of running.processes.splice(0)) process.kill('SIGKILL');
    for (const server of running.servers.splice(0)) await server.stop();
  });

  it('takes away the samples that a killed call left, unless a job or another call waits for some', async () => {
    const leave = async () => {
      const queue = queueServerName(parseQueueUrl(url), THIS_PROCESS.host);
      const within = join(store(), 'samples', queue);
      await mkdir(within, { recursive: true });
      await writeFile(join(within, `${'abc'.repeat(21)}d.f32`), 'samples');
      const { pid } = spawnSync(process.execPath, ['--version']);
      await writeFile(
        join(within, `.mirror-${THIS_PROCESS.system}-${pid}-1-0.tmp`),
        'half of them',
      );
      return async () => (await readdir(within)).filter((name) => /^abcabc|tmp$/.test(name));
    };
    await handOutAndStop(url, [audioOf('morning.wav', 600)]);
    const waiting = await samples();
    expect(waiting).toHaveLength(2);
    const left = await leave();
    const other = new AbortController();
    const second = handOut(url, [audioOf('noon.wav', 600)], { signal: other.signal });
    second.catch(() => {});
    while ((await samples()).length < 4) await setTimeout(20);
    expect(await left()).toEqual([]);
    expect(await samples()).toEqual(expect.arrayContaining(waiting));
    // The second call is under way: what is left now may be its own.
    await leave();
    await worker(url);
    await handOut(url, [audioOf('a night.wav', 600)]);
    expect(await left()).toHaveLength(2);
    await second;
    await handOut(url, [audioOf('a night.wav', 600)]);
    expect(await left()).toEqual([]);
    expect((await readdir(store())).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('leaves alone the samples of jobs that are in another queue', async () => {
    const elsewhere = await redis('elsewhere');
    const audio = [audioOf('morning.wav', 600)];
    await handOutAndStop(elsewhere, audio);
    const waiting = await samples();
    expect(waiting).toHaveLength(2);
    await worker(url);
    // The same sound as well, which has results then.
    await handOut(url, [audioOf('noon.wav', 600), audioOf('evening.wav', 300)]);
    expect(await samples()).toEqual(waiting);
    await worker(elsewhere);
    const told: StretchCounts[] = [];
    while ((await samples()).length > 0) await setTimeout(20);
    await handOut(elsewhere, audio, { onProgress: (counts) => told.push(counts) });
    expect(told.at(-1)).toEqual({ total: 16, done: 16, failed: 0 });
  });

  it('has a segment transcribed whose job failed in an earlier call, also where a worker is just about to end the batch when the call begins', async () => {
    const audio = [audioOf('morning.wav', 300)];
    const engine = await openEngine(parseQueueUrl(url), queueCredentials({}));
    try {
      const work = await engine.openQueue(workQueue(REQUIRES));
      const fail = async () => {
        throw new UnrecoverableError('worn out');
      };
      const failing = await engine.openWorker(workQueue(REQUIRES), fail, {});
      const stop = new AbortController();
      const first = handOut(url, audio, { signal: stop.signal });
      first.catch(() => {});
      while ((await work.getFailedCount()) === 0) await setTimeout(20);
      stop.abort();
      await expect(first).rejects.toMatchObject({ code: 'aborted' });
      await failing.close();
      const batchEnd = await holdBatchEnd(engine);
      const told: StretchCounts[] = [];
      const second = handOut(url, audio, { onProgress: (counts) => told.push(counts) });
      while ((await samples()).length === 0) await setTimeout(20);
      // Time for a look at the queue with the segment open.
      await setTimeout(4000);
      await batchEnd.release();
      await worker(url);
      await second;
      expect(told.at(-1)).toEqual({ total: 8, done: 8, failed: 0 });
    } finally {
      await engine.close();
    }
  });
});
