import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { gatherStretches } from '../../../src/batch/gatherStretches.js';
import { openEngine } from '../../../src/batch/queue/openEngine.js';
import { parseQueueUrl, queueCredentials } from '../../../src/batch/queue/queueAddress.js';
import { workQueue } from '../../../src/batch/queue/queueJobs.js';
import { watchBatches } from '../../../src/batch/queue/watchBatches.js';
import type { StretchCounts } from '../../../src/batch/segmentLedger.js';
import type { AudioToTranscribe } from '../../../src/index.js';
import { useTemporaryFolder } from '../../collection/temporaryFolder.js';
import { REQUIRES } from '../standIns.js';
import { startWorker, type TestProcess } from './queueTests.js';
import { audioOf, type HandOutOptions, handOutAudio, segmentFiles } from './segmentTests.js';
import {
  LACKS_POSTGRES,
  LACKS_REDIS,
  POSTGRES_CREDENTIALS,
  skipAloud,
  startPostgres,
  startRedis,
  type TestServer,
} from './servers.js';
import { standInSegments, standInTranscribe } from './standInStretches.js';

const folder = useTemporaryFolder();
const store = () => join(folder.path, 'store');
const processes: TestProcess[] = [];
let server: TestServer | undefined;

afterEach(async () => {
  for (const { process } of processes.splice(0)) process.kill('SIGKILL');
  await server?.stop();
});

async function redis(): Promise<string> {
  server = await startRedis(join(folder.path, 'redis'));
  return server.url;
}

async function worker(...args: Parameters<typeof startWorker>): Promise<TestProcess> {
  const started = startWorker(...args);
  processes.push(started);
  await started.until(/ready|ended/);
  return started;
}

const TWENTY_HOURS = [
  audioOf('morning.wav', 7 * 3600),
  audioOf('noon.flac', 12 * 3600 + 1803),
  audioOf('one more.mp3', 1797),
];

const handOut = (url: string, audio: readonly AudioToTranscribe[], options?: HandOutOptions) =>
  handOutAudio(url, audio, { store: store(), ...options });

/** What workers transcribed, as text; MIDI files of it would take minutes, for beats are found in each. */
async function gathered({ sha256 }: AudioToTranscribe): Promise<string> {
  const { stretches } = await gatherStretches(store(), { sha256, requires: REQUIRES });
  return JSON.stringify(stretches);
}

/** The same of this process. */
async function transcribedHere(audio: AudioToTranscribe): Promise<string> {
  const stretches = [];
  for await (const segment of standInSegments(audio)) stretches.push(...standInTranscribe(segment));
  return JSON.stringify(stretches);
}

const namesIn = (ending: string) => segmentFiles(store(), ending);

describe.skipIf(skipAloud('audio over Redis', LACKS_REDIS))('audio over Redis', () => {
  it('of 20 hours, with a stand-in for decoder and network: a worker is killed with −9, the submitter stops and is called again, and the notes are those of one process, byte for byte', async () => {
    const url = await redis();
    const env = { STAND_IN_MILLISECONDS: '4' };
    const [first] = [await worker(url, env), await worker(url, env)];
    const stop = new AbortController();
    const stopped = handOut(url, TWENTY_HOURS, {
      signal: stop.signal,
      onProgress: ({ done }) => {
        if (done > 300) first.process.kill('SIGKILL');
        if (done > 600) stop.abort();
      },
    });
    await expect(stopped).rejects.toMatchObject({ code: 'aborted' });
    const told: StretchCounts[] = [];
    await handOut(url, TWENTY_HOURS, { onProgress: (counts) => told.push(counts) });
    expect(told.at(-1)).toEqual({ total: 637 + 1138 + 46, done: 637 + 1138 + 46, failed: 0 });
    for (const audio of TWENTY_HOURS) {
      expect((await gathered(audio)) === (await transcribedHere(audio))).toBe(true);
    }
    expect(await namesIn('.json')).toHaveLength(80 + 143 + 6);
    expect([...(await namesIn('.f32')), ...(await namesIn('.tries'))]).toEqual([]);
  });

  it('is watched in stretches, refuses a worker with other weights, and is not transcribed twice', async () => {
    const url = await redis();
    const audio = [audioOf('morning.wav', 1000)];
    const over = handOut(url, audio);
    const engine = await openEngine(parseQueueUrl(url), queueCredentials({}));
    try {
      const look = await watchBatches(engine);
      while ((await look()).length === 0) await setTimeout(50);
      expect(await look()).toMatchObject([{ unit: 'stretch', total: 26, done: 0 }]);
      const weights = 'ef'.repeat(32);
      const other = await worker(url, {}, { requires: { ...REQUIRES, weights } });
      expect(other.said()).toMatch(/^ended environment batch \w+: Expected a worker with weights/);
      await worker(url);
      await over;
      let statuses = await look();
      while (statuses[0]?.isEnded !== true) statuses = await look();
      expect(statuses).toMatchObject([{ total: 26, done: 26, failed: 0 }]);
    } finally {
      await engine.close();
    }
    processes[1]?.process.kill('SIGKILL');
    await handOut(url, audio);
  });

  it('counts the same sound of two recordings twice, and two files with the same bytes once', async () => {
    const url = await redis();
    await worker(url);
    // The stand-in makes the same sound of names of one length.
    const audio = [audioOf('one.wav', 600), audioOf('two.wav', 600), audioOf('one.wav', 600)];
    const told: StretchCounts[] = [];
    await handOut(url, audio, { onProgress: (counts) => told.push(counts) });
    expect(told.at(-1)).toEqual({ total: 32, done: 32, failed: 0 });
    expect(await namesIn('.json')).toHaveLength(2);
    const again: StretchCounts[] = [];
    await handOut(url, audio, { onProgress: (counts) => again.push(counts) });
    expect(again.at(-1)).toEqual({ total: 32, done: 32, failed: 0 });
  });

  it('is said to be handed out once some of it lies in the queue, and not where all of it was transcribed before', async () => {
    const url = await redis();
    const engine = await openEngine(parseQueueUrl(url), queueCredentials({}));
    try {
      const work = await engine.openQueue(workQueue(REQUIRES));
      const audio = [audioOf('morning.wav', 1000)];
      const waiting: Promise<number>[] = [];
      const onHandedOut = () => void waiting.push(work.getWaitingCount());
      const over = handOut(url, audio, { onHandedOut });
      while (waiting.length === 0) await setTimeout(20);
      await worker(url);
      await over;
      await handOut(url, audio, { onHandedOut });
      expect(waiting).toHaveLength(1);
      expect(await waiting[0]).toBeGreaterThan(0);
    } finally {
      await engine.close();
    }
  });

  it('sets aside what ends its process and what fails three times, says so, and tries it again at the next call', async () => {
    const url = await redis();
    const poisoned = await worker(url, { STAND_IN_FAULT: 'poison' });
    const audio = [audioOf('morning.wav', 1200), audioOf('noon.flac', 300)];
    const told: StretchCounts[] = [];
    await handOut(url, audio, { onProgress: (counts) => told.push(counts) });
    expect(told.at(-1)).toEqual({ total: 31 + 8, done: 8 + 7 + 8, failed: 16 });
    await expect(gathered(audio[0] as AudioToTranscribe)).rejects.toMatchObject({
      code: 'input',
      message: expect.stringMatching(
        /5:16 to 10:33 of it was set aside after 3 tries \(its process ended without a message\)/,
      ),
    });
    await expect(gathered(audio[1] as AudioToTranscribe)).resolves.toBeDefined();
    poisoned.process.kill('SIGKILL');
    await worker(url);
    await handOut(url, audio);
    for (const each of audio) {
      expect((await gathered(each)) === (await transcribedHere(each))).toBe(true);
    }
  });
});

describe.skipIf(skipAloud('audio over PostgreSQL', LACKS_POSTGRES))('audio over PostgreSQL', () => {
  it('of 8 hours, with a stand-in for decoder and network: a worker is killed with −9, and the notes are those of one process, byte for byte', async () => {
    server = await startPostgres();
    const { url } = server;
    const env = { MIRROR_QUEUE_USER: 'mirror' };
    const [first] = [await worker(url, env), await worker(url, env)];
    const audio = audioOf('night.ogg', 8 * 3600);
    await handOut(url, [audio], {
      credentials: POSTGRES_CREDENTIALS,
      onProgress: ({ done }) => {
        if (done > 100) first.process.kill('SIGKILL');
      },
    });
    expect((await gathered(audio)) === (await transcribedHere(audio))).toBe(true);
  });
});
