import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { useTemporaryFolder } from '../../collection/temporaryFolder.js';
import { standInBatch } from '../standIns.js';
import { createNetwork, lacksNamespaces, type TestNetwork } from './namespaces.js';
import {
  gatherHere,
  resultsIn,
  startSubmitter,
  startWorker,
  type TestProcess,
  untilDone,
} from './queueTests.js';
import { LACKS_REDIS, skipAloud, startRedis, type TestServer } from './servers.js';

const folder = useTemporaryFolder();
const processes: TestProcess[] = [];
let server: TestServer | undefined;
let network: TestNetwork | undefined;

afterEach(async () => {
  for (const { process } of processes.splice(0)) process.kill('SIGKILL');
  await server?.stop();
  network?.remove();
});

const lacking = skipAloud('a batch over three hosts', LACKS_REDIS ?? lacksNamespaces());

/** Longer than a worker may say nothing before its job is given to another one. */
const CUT_MILLISECONDS = 40_000;

it.skipIf(lacking)(
  'over three hosts, with a stand-in for the network of photos: the link of one is cut for 40 s and mended, and each photo has one result',
  async () => {
    network = createNetwork(`mirror${process.pid % 10_000}`);
    const address = network.address(0);
    server = await startRedis(join(folder.path, 'redis'), { on: network.on(0), address });
    const { url } = server;
    const store = join(folder.path, 'store');
    const batch = standInBatch(700);
    const slow = { STAND_IN_MILLISECONDS: '100' };
    const [first, second] = [1, 2].map((host) =>
      startWorker(url, slow, { on: network?.on(host) ?? [] }),
    ) as [TestProcess, TestProcess];
    const submitter = startSubmitter(url, { store, batch, on: network.on(0) });
    processes.push(first, second, submitter);
    await first.until(/ready/);
    await second.until(/ready/);
    await untilDone(store, 60);
    network.cut(1);
    await setTimeout(CUT_MILLISECONDS);
    network.mend(1);
    while (submitter.process.exitCode === null) await setTimeout(100);
    expect(submitter.said()).toBe('');
    await gatherHere(join(folder.path, 'here'), batch);
    const results = await resultsIn(store);
    expect(results.size).toBe(2 * 700);
    expect(results).toEqual(await resultsIn(join(folder.path, 'here')));
  },
);
