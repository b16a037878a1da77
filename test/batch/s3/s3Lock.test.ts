import { spawnSync } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { acquireS3Lock } from '../../../src/batch/s3/s3Lock.js';
import { putObject, readObject } from '../../../src/batch/s3/s3Objects.js';
import { THIS_PROCESS } from '../../../src/files/disk/processIdentity.js';
import { useS3 } from './s3Server.js';

const s3 = useS3();
const at = (key: string) => ({ bucket: 'archive', key });
/** An owner that gives no sign of life, and one that looks for it often. */
const ASLEEP = { pauseMilliseconds: 10, beatMilliseconds: 1e9, staleReads: 10 };
const AWAKE = { ...ASLEEP, beatMilliseconds: 50 };

it('is taken over at once from a process of this machine that has ended', async () => {
  const { pid } = spawnSync(process.execPath, ['--version']);
  const owner = { ...THIS_PROCESS, pid, startTicks: 1 };
  const text = JSON.stringify({ token: 'ab'.repeat(16), owner, beat: 3 });
  await putObject(at('ended'), new TextEncoder().encode(text));
  const waiting: number[] = [];
  const lock = await acquireS3Lock(at('ended'), { onWaiting: (other) => waiting.push(other.pid) });
  await lock.assertOwned();
  await lock.release();
  expect(waiting).toEqual([]);
  expect(await readObject(at('ended'))).toBeUndefined();
});

it('is taken over from an owner without a sign of life, which finds out and leaves it alone', async () => {
  const first = await acquireS3Lock(at('asleep'), { timing: ASLEEP });
  const second = await acquireS3Lock(at('asleep'), { timing: ASLEEP });
  await expect(first.assertOwned()).rejects.toMatchObject({
    code: 'environment',
    message: expect.stringContaining('s3://archive/asleep: Expected to own this lock'),
  });
  expect(first.lost.aborted).toBe(true);
  await first.release();
  await second.assertOwned();
  await second.release();
});

it('stays with an owner that gives signs of life, and waiting can be stopped', async () => {
  const first = await acquireS3Lock(at('awake'), { timing: AWAKE });
  const signal = AbortSignal.timeout(3000);
  const waiting: string[] = [];
  await expect(
    acquireS3Lock(at('awake'), {
      ...{ signal, timing: { ...ASLEEP, pauseMilliseconds: 200, staleReads: 5 } },
      onWaiting: ({ path }) => waiting.push(path),
    }),
  ).rejects.toMatchObject({ code: 'aborted' });
  expect(waiting).toEqual(['s3://archive/awake']);
  await first.assertOwned();
  await first.release();
});

it('says so where the store does not heed conditions, and keeps calls apart that come later', async () => {
  await s3.server.setFault('unconditional');
  const notes: string[] = [];
  const onNote = (line: string) => notes.push(line);
  const first = await acquireS3Lock(at('plain'), { onNote, timing: AWAKE });
  expect(notes).toEqual([expect.stringMatching(/^s3:\/\/archive\/plain: .*conditional writes/)]);
  const order: string[] = [];
  const second = acquireS3Lock(at('plain'), {
    onWaiting: () => order.push('waits'),
  }).then((lock) => {
    order.push('owns');
    return lock;
  });
  while (order.length === 0) await setTimeout(10);
  await first.assertOwned();
  order.push('ends');
  await first.release();
  await (await second).release();
  expect(order).toEqual(['waits', 'ends', 'owns']);
  await s3.server.setFault('');
});
