import { setTimeout } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { acquireS3Lock } from '../../../src/batch/s3/s3Lock.js';
import { openStore } from '../../../src/batch/store/openStore.js';
import { sha256Of } from '../../../src/files/checksum.js';
import { useS3 } from './s3Server.js';

const s3 = useS3();
afterEach(() => s3.server.setFault(''));

/** Twenty megabytes in pieces of lengths that no part has. */
function* pieces(): Generator<Uint8Array> {
  for (let i = 0; i < 60; i++) yield new Uint8Array(350_003).fill(i);
}

const LARGE = sha256Of(Buffer.concat([...pieces()]));
const SMALL = new TextEncoder().encode('a line\n');

async function storeWith(name: string, options: { readonly signal?: AbortSignal } = {}) {
  const store = await openStore(`s3://archive/${name}`, options);
  await store.write('manifest.jsonl', SMALL);
  await s3.server.requests();
  const sum = async () => sha256Of((await store.read('manifest.jsonl')) ?? Uint8Array.of());
  return { store, sum };
}

it('a value of many pieces is sent in parts, and a small one by one request', async () => {
  const { store, sum } = await storeWith('parts');
  await store.write('manifest.jsonl', pieces());
  expect(await s3.server.requests()).toEqual({ POST: 2, PUT: 3 });
  expect(await sum()).toBe(LARGE);
  await s3.server.requests();
  await store.write('manifest.jsonl', [SMALL.subarray(0, 3), SMALL.subarray(3)]);
  await store.write('empty', []);
  expect(await s3.server.requests()).toEqual({ PUT: 2 });
  expect(await sum()).toBe(sha256Of(SMALL));
  expect(await store.read('empty')).toEqual(Buffer.of());
  expect(await s3.server.uploads()).toBe(0);
});

it('a part that is refused leaves the former value, and nothing of the upload', async () => {
  const { store, sum } = await storeWith('refused');
  await s3.server.setFault('parts-denied');
  await expect(store.write('manifest.jsonl', pieces())).rejects.toMatchObject({
    code: 'environment',
    message: expect.stringContaining('s3://archive/refused/manifest.jsonl: '),
  });
  expect(await s3.server.requests()).toEqual({ POST: 1, PUT: 2, DELETE: 1 });
  expect(await s3.server.uploads()).toBe(0);
  expect(await sum()).toBe(sha256Of(SMALL));
});

it('so does a signal that fires in the middle; what is written after it is written whole', async () => {
  const stop = new AbortController();
  const { store, sum } = await storeWith('stopped', stop);
  await s3.server.setFault('parts-silent');
  const writing = store.write('manifest.jsonl', pieces());
  writing.catch(() => {});
  // The second part is sent when the store has answered that the upload began: before, there is nothing that could be aborted.
  for (let sent = 0; sent < 2; ) {
    sent += (await s3.server.requests()).PUT ?? 0;
    await setTimeout(20);
  }
  stop.abort();
  await expect(writing).rejects.toMatchObject({ code: 'aborted' });
  expect(await s3.server.uploads()).toBe(0);
  await s3.server.setFault('');
  expect(await sum()).toBe(sha256Of(SMALL));
  await store.write('manifest.jsonl', pieces());
  expect(await sum()).toBe(LARGE);
});

it('so does a lock that another call has taken over meanwhile', async () => {
  const { store, sum } = await storeWith('lost');
  const timing = { pauseMilliseconds: 10, beatMilliseconds: 1e9, staleReads: 10 };
  const at = { bucket: 'archive', key: 'lost/lock' };
  const lock = await acquireS3Lock(at, { timing });
  const other = await acquireS3Lock(at, { timing });
  await expect(store.write('manifest.jsonl', pieces(), { lock })).rejects.toMatchObject({
    code: 'environment',
    message: expect.stringContaining('Expected to own this lock'),
  });
  expect(await s3.server.uploads()).toBe(0);
  expect(await sum()).toBe(sha256Of(SMALL));
  await other.release();
});
