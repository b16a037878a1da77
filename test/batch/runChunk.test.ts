import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { BatchPhoto, Result } from '../../src/batch/batch.js';
import type { MirrorPhotos } from '../../src/batch/photoSteps.js';
import { runChunk } from '../../src/batch/runChunk.js';
import { runHere } from '../../src/batch/runHere.js';
import { openFolderStore } from '../../src/batch/store/folderStore.js';
import { readMusic, readResult } from '../../src/batch/store/results.js';
import { readTries } from '../../src/batch/store/tries.js';
import { MirrorError } from '../../src/errors.js';
import { everythingIn, useTemporaryFolder } from '../collection/temporaryFolder.js';
import { standInBatch, standInMirror } from './standIns.js';

const folder = useTemporaryFolder();
const store = () => openFolderStore(folder.path);
const { signal } = new AbortController();
const { photos } = standInBatch(3);
const [first, second, third] = photos as [BatchPhoto, BatchPhoto, BatchPhoto];

/** One pass; what was told of each photo, by path. */
async function run(mirror: MirrorPhotos, chunk: readonly BatchPhoto[] = photos) {
  const told: [string, Result][] = [];
  const unfinished = await runChunk(chunk, {
    store: store(),
    mirror,
    signal,
    onResult: ({ path }, result) => told.push([path, result]),
  });
  return { unfinished, states: told.map(([path, { state }]) => [path, state]), told };
}

describe('a chunk', () => {
  it('is mirrored once; what lies there is only told', async () => {
    const mirrored: string[] = [];
    const mirror = standInMirror(({ path }) => mirrored.push(path));
    const { unfinished, states } = await run(mirror);
    expect(unfinished).toBeUndefined();
    expect(states).toEqual(photos.map(({ path }) => [path, 'done']));
    const before = await everythingIn(folder.path);
    expect((await run(mirror)).states).toEqual(states);
    expect(mirrored).toEqual(photos.map(({ path }) => path));
    expect(await everythingIn(folder.path)).toEqual(before);
    const music = await readMusic(store(), second.key);
    expect(new TextDecoder().decode(music)).toBe(`music of ${second.key}`);
  });

  it('computes photos of one key once and tells of each', async () => {
    const copy = { ...first, path: '/copies/0.jpg' };
    let count = 0;
    const { states } = await run(
      standInMirror(() => count++),
      [first, copy],
    );
    expect(states.map(([path]) => path)).toEqual([first.path, copy.path]);
    expect(count).toBe(1);
  });

  it.each([
    ['input', { state: 'failed', code: 'input', message: 'Bad.', tries: 1, isFinal: true }],
    ['unanswered', { state: 'unanswered', message: 'Bad.' }],
  ] as const)('keeps what is %s about a photo at once, without its path', async (code, result) => {
    const { told } = await run(
      standInMirror(({ path }) => {
        if (path === second.path) throw new MirrorError(code, `${path}: Bad.`);
      }),
    );
    expect(told[1]).toEqual([second.path, result]);
    expect(await readResult(store(), second.key)).toEqual(result);
  });

  it.each(['tries', 'results'])(
    'is stopped where %s cannot be written, which is no fault of a photo',
    async (where) => {
      await writeFile(join(folder.path, where), 'no folder');
      await expect(run(standInMirror())).rejects.toMatchObject({ code: 'environment' });
      await rm(join(folder.path, where));
      expect((await run(standInMirror())).states).toEqual(photos.map(({ path }) => [path, 'done']));
    },
  );

  it('keeps the result that another process wrote during the last try', async () => {
    const fail = standInMirror(() => {
      throw new Error('a thread ended');
    });
    for (const _ of [1, 2]) await run(fail, [second]);
    const other: MirrorPhotos = async (_photos, steps) => {
      await run(standInMirror(), [second]);
      await fail([second], steps);
    };
    expect((await run(other, [second])).states).toEqual([[second.path, 'done']]);
    expect(await readResult(store(), second.key)).toMatchObject({ state: 'done' });
  });

  it('sets a photo aside after three tries that failed for no known reason', async () => {
    const mirror = standInMirror(({ path }) => {
      if (path === second.path) throw new Error('a thread\nended');
    });
    const passes = [await run(mirror), await run(mirror), await run(mirror)];
    expect(passes.map(({ unfinished }) => unfinished)).toEqual([
      `${second.path}: a thread ended`,
      `${second.path}: a thread ended`,
      undefined,
    ]);
    expect(await readResult(store(), second.key)).toEqual({
      state: 'failed',
      code: 'unknown',
      message: 'a thread ended',
      tries: 3,
      isFinal: false,
    });
    expect(await readTries(store(), second.key)).toEqual([]);
  });

  it('sets a photo aside that ended its process three times, and takes no other one with it', async () => {
    /** As if the process were gone: nothing after it happens. */
    const die: MirrorPhotos = async (chunk, { begin }) => {
      for (const photo of chunk) await begin(photo);
      await new Promise(() => {});
    };
    for (let kill = 1; kill <= 2; kill++) {
      const chunk = kill === 1 ? photos : [second];
      run(die, chunk).catch(() => {});
      while ((await readTries(store(), second.key)).length < kill) await pause();
    }
    const alone: number[] = [];
    const mirror = standInMirror((_, among) => alone.push(among));
    const { states } = await run(mirror, [first, third]);
    expect(states).toEqual([
      [first.path, 'done'],
      [third.path, 'done'],
    ]);
    expect(alone).toEqual([1, 1]);
    run(die, [second]).catch(() => {});
    while ((await readTries(store(), second.key)).length < 3) await pause();
    const { told } = await run(mirror);
    expect(told.find(([path]) => path === second.path)?.[1]).toEqual({
      state: 'failed',
      code: 'unknown',
      message: 'its process ended without a message',
      tries: 3,
      isFinal: false,
    });
    expect(alone).toEqual([1, 1]);
  });

  it.each(['environment', 'aborted'] as const)('stops at %s, which is no try', async (code) => {
    const stopping = standInMirror(({ path }) => {
      if (path === second.path) throw new MirrorError(code, 'The disk is full.');
    });
    await expect(run(stopping)).rejects.toMatchObject({ code });
    expect(await readTries(store(), second.key)).toEqual([]);
    expect((await readResult(store(), first.key))?.state).toBe('done');
    expect(await readResult(store(), third.key)).toBeUndefined();
  });

  it('counts a photo that could not be read as tried, and never as known by its contents', async () => {
    const mirror: MirrorPhotos = async ([photo], { failed }) => {
      await failed(
        photo as BatchPhoto,
        new MirrorError('input', `${photo?.path}: There is no such file.`),
      );
    };
    const told: Result[] = [];
    await runHere([{ number: 0, photos: [first] }], {
      store: store(),
      mirror,
      signal,
      onResult: (_, result) => void told.push(result),
    });
    expect(told).toEqual([
      {
        state: 'failed',
        code: 'input',
        message: 'There is no such file.',
        tries: 3,
        isFinal: false,
      },
    ]);
  });

  it('is begun once all of the one before is kept, and what could not be kept is thrown', async () => {
    const order: string[] = [];
    const mirror = standInMirror(({ path }) => order.push(`mirrors ${path}`));
    const chunks = [first, second].map((photo, number) => ({ number, photos: [photo] }));
    const onResult = async ({ path }: BatchPhoto) => {
      await pause();
      order.push(`keeps ${path}`);
    };
    await runHere(chunks, { store: store(), mirror, signal, onResult });
    expect(order).toEqual(
      [first, second].flatMap(({ path }) => [`mirrors ${path}`, `keeps ${path}`]),
    );
    const full = () => Promise.reject(new MirrorError('environment', 'full'));
    const keeping = runHere(chunks, { store: store(), mirror, signal, onResult: full });
    await expect(keeping).rejects.toThrow('full');
  });
});

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 5));
}
