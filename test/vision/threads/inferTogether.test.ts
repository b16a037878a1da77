import { readFile } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
// The built package: a thread begins with a file that Node itself can read.
import {
  type Detector,
  detectObjects,
  loadDetector,
  openBackend,
  type Photo,
  readDetectorFiles,
  readPhoto,
} from 'sound-mirror';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let photo: Photo;
let alone: Detector;
const begun: Worker[] = [];
/** Of each thread that began, that it ends: listened for at once, since one may end before a test comes to it. */
const ends: Promise<unknown>[] = [];
const note = (worker: Worker) => {
  begun.push(worker);
  // Not by `once` of node:events, which is rejected where a thread ends by an error, as some here do.
  ends.push(new Promise((resolve) => worker.once('exit', resolve)));
};

beforeAll(async () => {
  process.on('worker', note);
  photo = await readPhoto(await readFile(new URL('../../../photos/study.jpg', import.meta.url)));
  alone = await loadDetector(await readDetectorFiles(), { backend: 'wasm' });
});
afterAll(() => {
  process.off('worker', note);
  alone.dispose();
});

const together = async (threads: number) =>
  loadDetector(await readDetectorFiles(), { backend: 'wasm', threads });
const squares = Array.from({ length: 7 }, (_, i) => ({
  x: 40 * i,
  y: 20 * i,
  width: 400,
  height: 400,
}));

describe('a detector of several threads', () => {
  it('sees what one sees, to the last bit, in photos at once too', async () => {
    const detector = await together(2);
    const expected = await alone.infer(photo.pixels, squares);
    const looks = [squares, squares.slice(0, 1), [], squares].map((views) =>
      detector.infer(photo.pixels, views),
    );
    expect(await Promise.all(looks)).toEqual([expected, expected.slice(0, 1), [], expected]);
    expect(await detectObjects(detector, photo)).toEqual(await detectObjects(alone, photo));
    const withMaps = { withMaps: true };
    expect(await detector.infer(photo.pixels, squares, withMaps)).toEqual(
      await alone.infer(photo.pixels, squares, withMaps),
    );
    expect([alone.threads(), detector.threads()]).toEqual([1, 2]);
    detector.dispose();
  });

  it('loses nothing when its threads die, one after another, in the middle of a look', async () => {
    begun.length = 0;
    ends.length = 0;
    const detector = await together(2);
    const expected = await alone.infer(photo.pixels, squares);
    for (const worker of begun) {
      const look = detector.infer(photo.pixels, squares);
      setTimeout(() => worker.terminate(), 100);
      expect(await look).toEqual(expected);
    }
    expect(begun).toHaveLength(2);
    expect(await detector.infer(photo.pixels, squares)).toEqual(expected);
    expect(detector.threads()).toBe(1);
    detector.dispose();
  });

  it('stops when it is told to, and looks again afterwards', async () => {
    const detector = await together(2);
    const stop = new AbortController();
    const look = detector.infer(photo.pixels, squares, { signal: stop.signal });
    setTimeout(() => stop.abort(), 50);
    await expect(look).rejects.toMatchObject({ code: 'aborted' });
    expect(await detector.infer(photo.pixels, squares.slice(0, 1))).toHaveLength(1);
    detector.dispose();
  });

  it('refuses an option that it does not know, as one alone does', async () => {
    const detector = await together(1);
    const refused = detector.infer(photo.pixels, squares, { withMap: true } as never);
    await expect(refused).rejects.toThrow('Did you mean withMaps?');
    detector.dispose();
  });

  it('says that the weights are damaged, as one alone does', async () => {
    const { modelJson, shards } = await readDetectorFiles();
    const damaged = { modelJson, shards: shards.slice(1) };
    await expect(loadDetector(damaged, { backend: 'wasm', threads: 2 })).rejects.toMatchObject({
      code: 'environment',
      message: expect.stringContaining('Reinstall sound-mirror'),
    });
  });

  it('says that the files of embeddings are damaged, and ends its threads', async () => {
    begun.length = 0;
    ends.length = 0;
    const files = await readDetectorFiles();
    const embedding = { modelJson: '{}', shards: [] };
    const loading = loadDetector({ ...files, embedding }, { backend: 'wasm', threads: 2 });
    const refused = expect(loading).rejects.toMatchObject({
      code: 'environment',
      message: expect.stringContaining('models/taught'),
    });
    await refused;
    // Node tells of a thread in the next turn.
    await setImmediate();
    expect(await Promise.all(ends)).toHaveLength(2);
  });

  it.each([-1, 1.5, Number.NaN])('refuses %d threads', async (threads) => {
    await expect(together(threads)).rejects.toMatchObject({
      code: 'usage',
      message: `Expected a whole number of threads from 0 up but received ${threads}.`,
    });
  });

  it('gives up loading when it is told to, and ends its threads', async () => {
    begun.length = 0;
    ends.length = 0;
    const stop = new AbortController();
    const files = await readDetectorFiles();
    const loading = loadDetector(files, { backend: 'wasm', threads: 2, signal: stop.signal });
    // Node tells of a thread in the next turn.
    await setImmediate();
    stop.abort();
    await expect(loading).rejects.toMatchObject({ code: 'aborted' });
    expect(await Promise.all(ends)).toHaveLength(2);
    const late = loadDetector(files, { backend: 'wasm', signal: stop.signal });
    await expect(late).rejects.toMatchObject({ code: 'aborted' });
  });

  it('looks with the engine that is asked for', async () => {
    expect((await openBackend('wasm')).name).toBe('wasm');
    const detector = await loadDetector(await readDetectorFiles(), { backend: 'cpu', threads: 2 });
    expect(detector.backend.name).toBe('cpu');
    detector.dispose();
  });
});
