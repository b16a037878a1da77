import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openStore } from '../../../src/batch/store/openStore.js';
import { useTemporaryFolder } from '../../collection/temporaryFolder.js';
import {
  gather,
  gatherHere,
  resultsIn,
  startWorker,
  type TestProcess,
} from '../queue/queueTests.js';
import { LACKS_REDIS, skipAloud, startRedis, type TestServer } from '../queue/servers.js';
import { standInBatch } from '../standIns.js';
import { useS3 } from './s3Server.js';

const s3 = useS3();
const folder = useTemporaryFolder();
const STORE = 's3://archive/music/.mirror-batch';

let redis: TestServer | undefined;
let workers: readonly TestProcess[] = [];
afterEach(async () => {
  for (const { process } of workers) process.kill('SIGKILL');
  await redis?.stop();
});

describe.skipIf(skipAloud('a batch over a queue, its store in S3', LACKS_REDIS))('a batch', () => {
  it('of 60 photos, by a stand-in for the network: two workers share a store in S3, one is killed with −9, and the results are those of a folder', async () => {
    redis = await startRedis(join(folder.path, 'redis'));
    const { url } = redis;
    const batch = standInBatch(60);
    const env = { ...s3.server.env, STAND_IN_MILLISECONDS: '20' };
    workers = [startWorker(url, env), startWorker(url, env)];
    for (const worker of workers) await worker.until(/ready/);
    const gathering = gather(url, { store: STORE, batch });
    await workers[0]?.until(/job/);
    workers[0]?.process.kill('SIGKILL');
    const told = await gathering;
    expect(told.map(([path]) => path).sort()).toEqual(batch.photos.map(({ path }) => path).sort());
    expect(new Set(told.map(([, { state }]) => state))).toEqual(new Set(['done']));
    const here = join(folder.path, 'here');
    await gatherHere(here, batch);
    const store = await openStore(STORE);
    const expected = await resultsIn(here);
    expect(expected.size).toBe(120);
    for (const [name, text] of expected) {
      expect(new TextDecoder().decode(await store.read(`results/${name}`))).toBe(text);
    }
  });
});
