import { describe, expect, it } from 'vitest';
import type { Box } from '../../src/vision/box.js';
import { cacheInference } from '../../src/vision/cacheInference.js';
import type { Detector } from '../../src/vision/detector.js';
import type { NetworkOutput } from '../../src/vision/network.js';

const picture = () => ({ width: 4, height: 2, data: new Uint8Array(24) });
const WHOLE = { x: 0, y: 0, width: 4, height: 2 };
const LEFT = { x: 0, y: 0, width: 2, height: 2 };
const RIGHT = { x: 2, y: 0, width: 2, height: 2 };

/** Gives each view a pass of its own, and notes what it was asked for. */
function notingDetector() {
  const asked: { views: readonly Box[]; withMaps: boolean }[] = [];
  const detector = {
    infer: async (_, views, { withMaps = false } = {}) => {
      asked.push({ views, withMaps });
      return views.map(() => (withMaps ? { maps: {} } : {}) as NetworkOutput);
    },
  } as Partial<Detector> as Detector;
  return { asked, ...cacheInference(detector) };
}

describe('a detector that remembers', () => {
  it('looks at each part of each picture once, however the calls share them out', async () => {
    const { infer, asked } = notingDetector();
    const [one, other] = [picture(), picture()];
    const [whole] = await infer(one, [WHOLE]);
    const [left, right] = await infer(one, [LEFT, RIGHT]);
    expect(await infer(one, [RIGHT, WHOLE, LEFT])).toEqual([right, whole, left]);
    const again = await infer(one, [WHOLE, LEFT, RIGHT]);
    expect([again[0] === whole, again[1] === left, again[2] === right]).toEqual([true, true, true]);
    const elsewhere = await infer(other, [WHOLE]);
    expect(elsewhere[0] === whole).toBe(false);
    expect(asked.map(({ views }) => views)).toEqual([[WHOLE], [LEFT, RIGHT], [WHOLE]]);
  });

  it('looks again where feature maps are wanted that it did not keep', async () => {
    const { infer, asked } = notingDetector();
    const one = picture();
    await infer(one, [WHOLE]);
    const [withMaps] = await infer(one, [WHOLE, LEFT], { withMaps: true });
    expect(withMaps?.maps).toBeDefined();
    for (const options of [{ withMaps: true }, {}]) {
      expect((await infer(one, [WHOLE], options))[0] === withMaps).toBe(true);
    }
    expect(asked).toEqual([
      { views: [WHOLE], withMaps: false },
      { views: [WHOLE, LEFT], withMaps: true },
    ]);
  });

  it('looks again where a look failed', async () => {
    let calls = 0;
    const detector = {
      infer: async (_: unknown, views: readonly Box[]) => {
        calls++;
        if (calls === 1) throw new Error('no thread');
        return views.map(() => ({}) as NetworkOutput);
      },
    } as Partial<Detector> as Detector;
    const { infer } = cacheInference(detector);
    const one = picture();
    await expect(infer(one, [WHOLE])).rejects.toThrow('no thread');
    expect(await infer(one, [WHOLE])).toEqual([{}]);
  });
});
