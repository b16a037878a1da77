import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { StoreLock } from '../../../src/batch/store/batchStore.js';
import { openFolderStore } from '../../../src/batch/store/folderStore.js';
import { openManifest } from '../../../src/batch/store/manifest.js';
import { exists } from '../../../src/files/disk/pathChecks.js';
import { linesOf } from '../../cli/runMirror.js';
import { useTemporaryFolder } from '../../collection/temporaryFolder.js';

const folder = useTemporaryFolder();
let lock: StoreLock;
beforeEach(async () => {
  lock = await openFolderStore(folder.path).lock({ purpose: 'batch' });
});
afterEach(() => lock.release());

const record = (photo: string, midi: string | null = `${photo}.mid`) => ({
  photo,
  state: midi === null ? ('failed' as const) : ('done' as const),
  midi,
  sha256: null,
  key: null,
  message: midi === null ? 'Bad.' : null,
});
const read = async () =>
  linesOf(await readFile(join(folder.path, 'manifest.jsonl'), 'utf8')).map((line) =>
    JSON.parse(line),
  );

describe('the manifest', () => {
  it('has a line for each that is added, and after it is compacted the last of each photo', async () => {
    const manifest = await openManifest(openFolderStore(folder.path), lock);
    manifest.add(record('b', null));
    manifest.add(record('a'));
    manifest.add(record('a'));
    manifest.add(record('b'));
    await manifest.flush();
    expect(await read()).toEqual([record('b', null), record('a'), record('b')]);
    await manifest.compact();
    expect(await read()).toEqual([record('b'), record('a')]);
  });

  it('goes on behind a line that a killed process left unfinished', async () => {
    const whole = `${JSON.stringify(record('a'))}\n`;
    await writeFile(join(folder.path, 'manifest.jsonl'), `${whole}{"photo":"b","sta`);
    const manifest = await openManifest(openFolderStore(folder.path), lock);
    manifest.add(record('c'));
    await manifest.flush();
    await manifest.compact();
    expect(await read()).toEqual([record('a'), record('c')]);
  });

  it('is written no more once its lock is lost, and says so', async () => {
    const manifest = await openManifest(openFolderStore(folder.path), lock);
    await lock.release();
    manifest.add(record('a'));
    await expect(manifest.flush()).rejects.toMatchObject({ code: 'environment' });
    await expect(read()).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('is not begun where there is nothing to say', async () => {
    await (await openManifest(openFolderStore(folder.path), lock)).compact();
    await expect(read()).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('is written whole where the store cannot append: half a minute after a line came, and at the end', async () => {
    const store = { ...openFolderStore(folder.path), append: undefined };
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const manifest = await openManifest(store, lock);
      manifest.add(record('b', null));
      manifest.add(record('a'));
      vi.advanceTimersByTime(29_000);
      await setImmediate();
      await expect(read()).rejects.toMatchObject({ code: 'ENOENT' });
      vi.advanceTimersByTime(2000);
      while (!(await exists(join(folder.path, 'manifest.jsonl')))) await setImmediate();
      expect(await read()).toEqual([record('b', null), record('a')]);
      manifest.add(record('b'));
      await manifest.flush();
      expect(await read()).toEqual([record('b'), record('a')]);
      const { mtimeMs } = await stat(join(folder.path, 'manifest.jsonl'));
      await manifest.compact();
      expect((await stat(join(folder.path, 'manifest.jsonl'))).mtimeMs).toBe(mtimeMs);
      await lock.release();
      manifest.add(record('c'));
      expect(manifest.failed.aborted).toBe(false);
      vi.advanceTimersByTime(31_000);
      while (!manifest.failed.aborted) await setImmediate();
      await expect(manifest.flush()).rejects.toBe(manifest.failed.reason);
      expect(manifest.failed.reason).toMatchObject({ code: 'environment' });
    } finally {
      vi.useRealTimers();
    }
  });
});
