import type { ChildProcess } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { openEngine, type QueueEngine } from '../../../src/batch/queue/openEngine.js';
import { parseQueueUrl, queueCredentials } from '../../../src/batch/queue/queueAddress.js';
import { workQueue } from '../../../src/batch/queue/queueJobs.js';
import { ownRequirements } from '../../../src/batch/requirements.js';
import {
  freePort,
  LACKS_REDIS,
  skipAloud,
  startRedis,
  type TestServer,
} from '../../batch/queue/servers.js';
import { putSmallPhotos } from '../../batch/smallPhotos.js';
import { useTemporaryFolder } from '../../collection/temporaryFolder.js';
import { ending, linesOf, startMirror } from '../runMirror.js';

const top = useTemporaryFolder();
const at = (...path: string[]) => join(top.path, ...path);
const BATCH = ['batch', 'photos', '--out', 'music', '--bars', '1'];

const started: ChildProcess[] = [];
let server: TestServer | undefined;
let engine: QueueEngine | undefined;
afterEach(async () => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
  await engine?.close();
  engine = undefined;
  await server?.stop();
  server = undefined;
});

/** A call, and what it has said so far. */
function start(...words: string[]) {
  const child = startMirror(words, { folder: top.path, env: { XDG_CACHE_HOME: at('cache') } });
  started.push(child);
  const ended = ending(child);
  let said = '';
  child.stderr?.on('data', (text) => {
    said += text;
  });
  const until = async (words: RegExp) => {
    while (!words.test(said)) {
      if (child.exitCode !== null) throw new Error(`ended without ${words}: ${said}`);
      await setTimeout(20);
    }
  };
  return { child, ended, until };
}

describe.skipIf(skipAloud('what is said of a queue', LACKS_REDIS))('mirror batch --queue', () => {
  it('says once that no worker is at work, and at Ctrl-C what becomes of the batch', async () => {
    server = await startRedis(at('redis'));
    const { url } = server;
    await putSmallPhotos(at('photos'), 1);
    const batch = start(...BATCH, '--queue', url);
    await batch.until(/No worker is at work/);
    batch.child.kill('SIGINT');
    const { code, stdout, stderr } = await batch.ended;
    expect({ code, stdout }).toEqual({ code: 130, stdout: '' });
    // On a machine that is at work elsewhere, an answer of the queue may take too long.
    const lines = linesOf(stderr).filter((line) => !/^(Lost the|The) queue /.test(line));
    expect(lines).toEqual([
      expect.stringMatching(/^1 photo handed out at /),
      `No worker is at work on this batch. Start one with \`mirror worker --queue ${url}/0\`.`,
      '0 of 1 photo mirrored. The workers go on with what was handed out; the same call gathers it.',
      expect.stringMatching(/^mirror: Stopped\. /),
    ]);
  });

  it('and its worker say that the queue is lost, and that it is back, and then end the batch', async () => {
    server = await startRedis(at('redis'));
    const { url } = server;
    await putSmallPhotos(at('photos'), 5);
    engine = await openEngine(parseQueueUrl(url), queueCredentials({}));
    const work = await engine.openQueue(workQueue(await ownRequirements('wasm')));
    // However fast the worker is, the batch does not end before the queue is lost.
    await work.pause();
    const worker = start('worker', '--jobs', '1', '--queue', url);
    await worker.until(/Waiting for jobs/);
    const batch = start(...BATCH, '--queue', url);
    await batch.until(/handed out/);
    await server.stop();
    const both = [batch, worker];
    const lost = /^Lost the queue at redis:[^\n]*; waiting for it\.$/m;
    await Promise.all(both.map(({ until }) => until(lost)));
    await server.startAgain();
    await Promise.all(both.map(({ until }) => until(/^The queue at redis:[^\n]* is back\.$/m)));
    await work.resume();
    expect((await batch.ended).stdout).toBe('music  5 of 5 photos mirrored\n');
  });

  it('makes nothing in --out where the queue does not answer, and hands nothing out', async () => {
    await putSmallPhotos(at('photos'), 1);
    const url = `redis://127.0.0.1:${await freePort()}`;
    const { code, stdout, stderr } = await start(...BATCH, '--queue', url).ended;
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(linesOf(stderr)).toEqual([
      expect.stringMatching(/^mirror: Expected a queue at redis:[^\n]* the server cannot be used/),
    ]);
    expect(await readdir(top.path)).toEqual(['photos']);
  });
});
