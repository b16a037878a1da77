import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { keptRooms } from '../../../src/studio/page/views/keptRooms.js';

let storage: Map<string, string>;

beforeEach(() => {
  storage = new Map();
  vi.stubGlobal('sessionStorage', {
    getItem: (name: string) => storage.get(name) ?? null,
    setItem: (name: string, value: string) => storage.set(name, value),
    removeItem: (name: string) => storage.delete(name),
  });
  // A browser whose disk is full: its database takes no photo.
  vi.stubGlobal('indexedDB', {
    open: () => {
      throw new DOMException('full', 'QuotaExceededError');
    },
  });
  vi.stubGlobal('navigator', { locks: { query: async () => ({}) } });
});

afterEach(() => vi.unstubAllGlobals());

it('keeps no other room in the place of one whose photo cannot be stored', async () => {
  const sample = { source: { kind: 'sample', name: 'kitchen' } } as const;
  keptRooms.write('/home', sample);
  expect(await keptRooms.read('/home')).toEqual(sample);
  keptRooms.write('/home', { source: { kind: 'photo', file: new File([], 'our room.jpg') } });
  await vi.waitFor(() => expect(storage.size).toBe(0));
  expect(await keptRooms.read('/home')).toBeUndefined();
  keptRooms.write('/home', sample);
  expect(await keptRooms.read('/home')).toEqual(sample);
});
