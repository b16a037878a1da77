import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { BatchStore } from '../../../src/batch/store/batchStore.js';
import { openStore } from '../../../src/batch/store/openStore.js';
import { takeBytes } from '../../collection/shelves.js';
import { useTemporaryFolder } from '../../collection/temporaryFolder.js';
import { withoutMark } from '../../output/withoutMark.js';
import { useS3 } from '../s3/s3Server.js';

const folder = useTemporaryFolder();
useS3();
const bytes = (text: string) => new TextEncoder().encode(text);
const text = (value: Uint8Array | undefined) => value && new TextDecoder().decode(value);

const openers: readonly (readonly [string, (name: string) => Promise<BatchStore>])[] = [
  ['a folder', (name) => openStore(join(folder.path, 'a b', name))],
  ['S3', (name) => openStore(`s3://archive/a b/é+%20/${name}`)],
];

describe.each(openers)('a store in %s', (_, open) => {
  it('gives back what was written, by keys, and nothing for others', async () => {
    const store = await open('#1');
    expect(await store.read('results/abc/1.json')).toBeUndefined();
    await store.write('results/abc/1.json', bytes('one'));
    await store.write('results/abc/1.json', bytes('two'));
    await store.write('results/abc/2 #.json', bytes(''), { isMark: true });
    expect(text(await store.read('results/abc/1.json'))).toBe('two');
    expect(text(await store.read('results/abc/1.json', { first: 2 }))).toBe('tw');
    expect(text(await store.read('results/abc/2 #.json', { first: 2 }))).toBe('');
    await store.remove('results/abc/1.json');
    await store.remove('results/abc/1.json');
    expect(await store.read('results/abc/1.json')).toBeUndefined();
  });

  it('places music over its own only, and keeps that of another maker', async () => {
    const store = await open('#placed');
    const [ours, next] = [takeBytes('ours'), takeBytes('next')];
    const [mine, another] = [withoutMark(takeBytes('mine')), withoutMark(takeBytes('another'))];
    const same = (value: Uint8Array | undefined) => value && new Uint8Array(value);
    expect(await store.placeMidi('a.mid', ours)).toEqual({ isWritten: true });
    expect(await store.placeMidi('a.mid', ours)).toEqual({ isWritten: false });
    expect(await store.placeMidi('a.mid', next)).toEqual({ isWritten: true });
    await store.write('a.mid', mine);
    // Music of an older version, which has no mark: these bytes are what is to be there.
    expect(await store.placeMidi('a.mid', mine)).toEqual({ isWritten: false });
    await store.write('a.before.mid', bytes('something'));
    const kept = (name: string) => ({ isWritten: true, kept: `${store.address}/${name}` });
    expect(await store.placeMidi('a.mid', ours)).toEqual(kept('a.before-2.mid'));
    await store.write('a.mid', another);
    expect(await store.placeMidi('a.mid', ours)).toEqual(kept('a.before-3.mid'));
    // As after a call that was killed between its two writes.
    await store.write('a.mid', mine);
    expect(await store.placeMidi('a.mid', next)).toEqual(kept('a.before-2.mid'));
    expect(same(await store.read('a.mid'))).toEqual(next);
    expect(same(await store.read('a.before-2.mid'))).toEqual(mine);
    expect(same(await store.read('a.before-3.mid'))).toEqual(another);
    expect(text(await store.read('a.before.mid'))).toBe('something');
  });

  it('loses no music of another maker where two calls place theirs at once', async () => {
    const store = await open('#at-once');
    const mine = withoutMark(takeBytes('mine'));
    const ours = ['x', 'y', 'z'].map((name) => takeBytes(name));
    await store.write('a.mid', mine);
    const placed = await Promise.all(ours.map((each) => store.placeMidi('a.mid', each)));
    expect(placed.some(({ kept }) => kept !== undefined)).toBe(true);
    const values = await Promise.all(
      (await store.list('')).map(async (name) => new Uint8Array((await store.read(name)) ?? [])),
    );
    expect(values).toContainEqual(mine);
    expect(ours).toContainEqual(new Uint8Array((await store.read('a.mid')) ?? []));
  });

  it('lists what lies directly in a folder', async () => {
    const store = await open('#2');
    expect(await store.list('done')).toEqual([]);
    for (const key of ['done/0.json', 'done/1.json', 'done/more/2.json', 'done-not/3.json', '4']) {
      await store.write(key, bytes('{}'));
    }
    expect([...(await store.list('done'))].sort()).toEqual(['0.json', '1.json']);
    expect(await store.list('')).toEqual(['4']);
  });

  it('has one owner of a lock at a time, and others wait', async () => {
    const store = await open('#3');
    const first = await store.lock({ purpose: 'batch' });
    const waiting: number[] = [];
    const second = store.lock({ purpose: 'batch', onWaiting: ({ pid }) => waiting.push(pid) });
    while (waiting.length === 0) await setTimeout(20);
    expect(waiting).toEqual([process.pid]);
    await store.write('manifest.jsonl', bytes('x'), { lock: first });
    await first.release();
    await (await second).release();
    await expect(store.write('manifest.jsonl', bytes('y'), { lock: first })).rejects.toMatchObject({
      code: 'environment',
    });
    expect(text(await store.read('manifest.jsonl'))).toBe('x');
  });

  it('keeps calls apart that want a lock in the same moment', async () => {
    const store = await open('#4');
    let owners = 0;
    const takeTurn = async () => {
      const lock = await store.lock({ purpose: 'batch' });
      owners += 1;
      expect(owners).toBe(1);
      await lock.assertOwned();
      expect(owners).toBe(1);
      owners -= 1;
      await lock.release();
    };
    await Promise.all([takeTurn(), takeTurn(), takeTurn()]);
    expect(await store.list('')).toEqual([]);
  });
});
