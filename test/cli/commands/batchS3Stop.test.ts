import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { readText } from '../../../src/batch/store/batchStore.js';
import { openStore } from '../../../src/batch/store/openStore.js';
import { useS3 } from '../../batch/s3/s3Server.js';
import { putSmallPhotos } from '../../batch/smallPhotos.js';
import { useTemporaryFolder } from '../../collection/temporaryFolder.js';
import { ending, linesOf, startMirror } from '../runMirror.js';

const s3 = useS3();
const top = useTemporaryFolder();
afterEach(() => s3.server.setFault(''));

it('after Ctrl-C a batch has time to write its manifest into an S3 that takes a second for each request, and to release its lock', async () => {
  await putSmallPhotos(join(top.path, 'photos'), 60);
  const out = await openStore('s3://archive/stopped');
  const batch = startMirror(
    ['batch', 'photos', '--out', out.address, '--bars', '1', '--jobs', '1'],
    { folder: top.path, env: { ...s3.server.env, XDG_CACHE_HOME: join(top.path, 'cache') } },
  );
  const ended = ending(batch);
  const music = async () => (await out.list('')).filter((name) => name.endsWith('.mid'));
  while ((await music()).length === 0) {
    expect(batch.exitCode).toBeNull();
    await setTimeout(20);
  }
  const locks = async () =>
    (await out.list('.mirror-batch')).filter((name) => name.endsWith('.lock'));
  expect(await locks()).toHaveLength(1);
  await s3.server.setFault('slow');
  const stoppedAt = performance.now();
  batch.kill('SIGINT');
  const { code, stdout, stderr } = await ended;
  // What ends within the half second that other commands have would show nothing.
  expect(performance.now() - stoppedAt).toBeGreaterThan(1000);
  await s3.server.setFault('');
  expect({ code, stdout }).toEqual({ code: 130, stdout: '' });
  expect(linesOf(stderr)).toEqual([
    expect.stringMatching(/^\d+ of 60 photos mirrored\./),
    expect.stringMatching(/^mirror: Stopped\. /),
  ]);
  const lines = linesOf((await readText(out, 'manifest.jsonl')) ?? '').map((line) =>
    JSON.parse(line),
  );
  const told = lines.filter(({ state }) => state === 'done').map(({ midi }) => midi);
  expect(told.length).toBeGreaterThan(0);
  expect(await music()).toEqual(expect.arrayContaining(told));
  expect(await locks()).toEqual([]);
});
