import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Worker } from 'node:worker_threads';
// The built package: a thread begins with a file that Node itself can read.
import { canReadHeic, readPhoto } from 'sound-mirror';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const tiles = readFileSync(new URL('../fixtures/tiles.heic', import.meta.url));
let begun: Worker[];
const note = (worker: Worker) => begun.push(worker);

beforeEach(() => {
  begun = [];
  process.on('worker', note);
});
afterEach(() => {
  process.off('worker', note);
});

it('can be read in a checkout, where `npm ci` brings the optional package', () => {
  expect(canReadHeic()).toBe(true);
});

// Skipped where the optional package libheif-js is not installed.
describe.skipIf(!canReadHeic())('an abort', () => {
  it('ends the thread that decodes, and the next photo gets another', async () => {
    const controller = new AbortController();
    const stopped = readPhoto(tiles, { signal: controller.signal });
    const [worker] = (await once(process, 'worker')) as [Worker];
    const ended = once(worker, 'exit');
    controller.abort();
    await expect(stopped).rejects.toMatchObject({ code: 'aborted' });
    await ended;
    expect(await readPhoto(tiles)).toMatchObject({ width: 144, height: 240 });
    expect(begun).toHaveLength(2);
  });

  it('of one that waits for its turn leaves the others alone', async () => {
    const controller = new AbortController();
    const first = readPhoto(tiles);
    const stopped = readPhoto(tiles, { signal: controller.signal });
    const last = readPhoto(tiles);
    controller.abort();
    await expect(stopped).rejects.toMatchObject({ code: 'aborted' });
    expect((await Promise.all([first, last])).map(({ width }) => width)).toEqual([144, 144]);
    expect(begun).toEqual([]);
  });

  it('that came before is heard before anything is read', async () => {
    const read = readPhoto(tiles, { signal: AbortSignal.abort() });
    await expect(read).rejects.toMatchObject({ code: 'aborted' });
  });
});

it.skipIf(!canReadHeic())(
  'reads by thread after thread, each ended after 24 pictures',
  async () => {
    for (let i = 0; i < 50; i++) await readPhoto(tiles);
    expect(begun).toHaveLength(2);
    expect(begun[0]?.threadId).toBe(-1);
  },
);
