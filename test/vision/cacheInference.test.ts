import { describe, expect, it } from 'vitest';
import { cacheInference } from '../../src/vision/cacheInference.js';
import type { Detector } from '../../src/vision/detector.js';
import type { NetworkPass } from '../../src/vision/network.js';

describe('a detector that remembers', () => {
  it('looks at each picture once', async () => {
    const looked: unknown[] = [];
    const detector = {
      look: async (picture: unknown) => {
        looked.push(picture);
        return [{ scores: new Float32Array(looked.length) }] as unknown as NetworkPass[];
      },
    } as Partial<Detector> as Detector;
    const caching = cacheInference(detector);
    const picture = () => ({ width: 2, height: 1, data: new Uint8Array(6) });
    const [one, other] = [picture(), picture()];
    const first = await caching.look(one, []);
    const second = await caching.look(other, []);
    expect(await caching.look(one, [])).toBe(first);
    expect(await caching.look(other, [])).toBe(second);
    expect(looked).toEqual([one, other]);
  });

  it('looks again where feature maps are wanted that it did not keep', async () => {
    const looked: boolean[] = [];
    const detector = {
      look: async (_: unknown, __: unknown, { withMaps = false } = {}) => {
        looked.push(withMaps);
        return [withMaps ? { maps: {} } : {}] as unknown as NetworkPass[];
      },
    } as Partial<Detector> as Detector;
    const { look } = cacheInference(detector);
    const picture = { width: 2, height: 1, data: new Uint8Array(6) };
    await look(picture, []);
    const withMaps = await look(picture, [], { withMaps: true });
    expect(await look(picture, [], { withMaps: true })).toBe(withMaps);
    expect(await look(picture, [])).toBe(withMaps);
    expect(looked).toEqual([false, true]);
  });

  it('looks again where a look failed', async () => {
    let calls = 0;
    const detector = {
      look: async () => {
        calls++;
        if (calls === 1) throw new Error('no thread');
        return [];
      },
    } as Partial<Detector> as Detector;
    const { look } = cacheInference(detector);
    const picture = { width: 2, height: 1, data: new Uint8Array(6) };
    await expect(look(picture, [])).rejects.toThrow('no thread');
    expect(await look(picture, [])).toEqual([]);
  });
});
