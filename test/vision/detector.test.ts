import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cacheInference } from '../../src/vision/cacheInference.js';
import { type Detector, loadDetector } from '../../src/vision/detector.js';
import { cocoSsdFiles } from './cocoSsdFiles.js';

const picture = { width: 4, height: 2, data: new Uint8Array(24) };
let detector: Detector;
beforeAll(async () => {
  detector = await loadDetector(cocoSsdFiles(), { backend: 'wasm' });
});
afterAll(() => detector.dispose());

describe('infer', () => {
  it.each([
    [{ withMap: true }, /^Expected an option of infer .* Did you mean withMaps\?$/],
    [
      { withMaps: 'yes' },
      /^Expected withMaps to be true or false but received the string "yes"\.$/,
    ],
    [{ signal: 5 }, /^Expected signal to be an AbortSignal but received the number 5\.$/],
  ])('refuses %j, whether or not it is cached', async (options, message) => {
    for (const { infer } of [detector, cacheInference(detector)]) {
      const refused = infer(picture, [], options as never);
      await expect(refused).rejects.toMatchObject({ code: 'usage' });
      await expect(refused).rejects.toThrow(message);
    }
  });

  it('stops when the signal has fired', async () => {
    await expect(
      detector.infer(picture, [], { signal: AbortSignal.abort() }),
    ).rejects.toMatchObject({ code: 'aborted' });
  });
});
