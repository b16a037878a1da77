import { expect, it } from 'vitest';
import type { Collection } from '../../../src/index.js';
import type { Room } from '../../../src/studio/server/rooms/room.js';
import { openSampleRooms } from '../../../src/studio/server/rooms/sampleRooms.js';

/** Sample rooms of a collection that can change, opened by what only counts and may fail. */
function samples() {
  let removed = ['kettle'];
  let opened = 0;
  let isFailing = false;
  let version = 0;
  const collection = async (): Promise<Collection> => ({ home: undefined, objects: [], removed });
  const openSample = openSampleRooms({
    collection,
    version: () => version,
    open: async ({ bytes, title }) => {
      opened++;
      if (isFailing) throw new Error('no');
      expect([...bytes.subarray(0, 2)]).toEqual([0xff, 0xd8]);
      return { id: `${title} ${opened}`, collection: await collection() } as Room;
    },
  });
  return {
    idOf: async (name: string) => (await openSample(name, '')).id,
    change: () => {
      removed = [...removed, 'clock'];
    },
    train: () => {
      version++;
    },
    fail: (now: boolean) => {
      isFailing = now;
    },
  };
}

it('opens each sample room once, also where two pages ask at the same time', async () => {
  const { idOf } = samples();
  const ids = await Promise.all(['kitchen', 'kitchen', 'study', 'kitchen'].map(idOf));
  expect(new Set(ids).size).toBe(2);
  expect(await idOf('kitchen')).toBe(ids[0]);
});

it('opens it anew where the collection has changed, once', async () => {
  const { idOf, change } = samples();
  const before = await idOf('kitchen');
  change();
  const [first, second] = await Promise.all([idOf('kitchen'), idOf('kitchen')]);
  expect(first).not.toBe(before);
  expect(second).toBe(first);
});

it('opens it anew after a training, which the record of a collection does not show', async () => {
  const { idOf, train } = samples();
  const before = await idOf('kitchen');
  expect(await idOf('kitchen')).toBe(before);
  train();
  const after = await idOf('kitchen');
  expect(after).not.toBe(before);
  expect(await idOf('kitchen')).toBe(after);
});

it('may be asked again for one that did not open', async () => {
  const { idOf, fail } = samples();
  fail(true);
  await expect(idOf('kitchen')).rejects.toThrow('no');
  fail(false);
  expect(await idOf('kitchen')).toBe('kitchen 2');
  await expect(idOf('../kitchen')).rejects.toMatchObject({ code: 'usage' });
});
