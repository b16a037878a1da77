import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { useTemporaryFolder } from '../../collection/temporaryFolder.js';
import { standInBatch } from '../standIns.js';
import {
  gather,
  gatherHere,
  resultsIn,
  startWorker,
  type TestProcess,
  untilDone,
} from './queueTests.js';
import {
  LACKS_POSTGRES,
  POSTGRES_CREDENTIALS,
  skipAloud,
  startPostgres,
  type TestServer,
} from './servers.js';

const folder = useTemporaryFolder();
const processes: TestProcess[] = [];
let server: TestServer | undefined;

afterEach(async () => {
  for (const { process } of processes.splice(0)) process.kill('SIGKILL');
  await server?.stop();
});

describe.skipIf(skipAloud('batches over PostgreSQL', LACKS_POSTGRES))(
  'a batch over PostgreSQL',
  () => {
    it('of 600 photos, with a stand-in for the network: a worker is killed with −9, and so is PostgreSQL, and each photo has one result, as in one process', async () => {
      server = await startPostgres();
      const { url } = server;
      const env = { MIRROR_QUEUE_USER: 'mirror' };
      const batch = standInBatch(600);
      const store = join(folder.path, 'store');
      processes.push(startWorker(url, env), startWorker(url, env));
      for (const each of processes) await each.until(/ready/);
      const gathering = gather(url, { store, batch, credentials: POSTGRES_CREDENTIALS });
      await untilDone(store, 100);
      processes[0]?.process.kill('SIGKILL');
      await untilDone(store, 200);
      await server.killAndStart();
      expect((await gathering).map(([, { state }]) => state)).toEqual(new Array(600).fill('done'));
      await gatherHere(join(folder.path, 'here'), batch);
      expect(await resultsIn(store)).toEqual(await resultsIn(join(folder.path, 'here')));
    });
  },
);
