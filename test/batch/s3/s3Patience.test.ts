import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { openS3Photos } from '../../../src/batch/s3/s3Photos.js';
import { openStore } from '../../../src/batch/store/openStore.js';
import { useS3 } from './s3Server.js';

const s3 = useS3();
afterEach(() => s3.server.setFault(''));
const LONG = new TextEncoder().encode(`${'music '.repeat(1000)}.`);
const ADDRESS = 's3://archive/patience';

/** How long something takes until it is refused with that code, in milliseconds. */
async function refusal(work: Promise<unknown>, code: string): Promise<number> {
  const startedAt = performance.now();
  await expect(work).rejects.toMatchObject({ name: 'MirrorError', code });
  return performance.now() - startedAt;
}

describe('what is under way at S3 when the signal fires', () => {
  it.each(['away', 'silent', 'stalled'] as const)(
    'ends at once where the store is %s, and nothing is said of the store',
    async (fault) => {
      const stop = new AbortController();
      const store = await openStore(ADDRESS, { signal: stop.signal });
      await store.write('1', LONG);
      await s3.server.setFault(fault);
      const reading = refusal(store.read('1'), 'aborted');
      const others = [
        ...(fault === 'stalled'
          ? []
          : [store.write('2', LONG), store.remove('3'), store.list('4'), store.lock(LOCK)]),
        openS3Photos({ signal: stop.signal }).read(`${ADDRESS}/1`, PHOTO),
      ].map((work) => refusal(work, 'aborted'));
      await setTimeout(500);
      stop.abort();
      for (const milliseconds of [await reading, ...(await Promise.all(others))]) {
        expect(milliseconds).toBeLessThan(2000);
      }
    },
  );

  it('is not begun again: what comes after it, such as the manifest, is written where the store answers, and has some seconds where it does not', async () => {
    const stop = new AbortController();
    const store = await openStore(ADDRESS, { signal: stop.signal });
    stop.abort();
    const lock = await (await openStore(ADDRESS)).lock(LOCK);
    await store.write('manifest.jsonl', LONG, { lock });
    const written = await store.read('manifest.jsonl');
    expect(Buffer.compare(written ?? Buffer.of(), LONG)).toBe(0);
    await lock.release();
    await s3.server.setFault('silent');
    const milliseconds = await refusal(store.write('manifest.jsonl', LONG), 'environment');
    expect(milliseconds).toBeGreaterThan(9000);
    expect(milliseconds).toBeLessThan(15_000);
  }, 30_000);
});

const LOCK = { purpose: 'batch' };
const PHOTO = { what: 'a photo', mostBytes: 1e6 };
