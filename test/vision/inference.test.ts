import { describe, expect, it } from 'vitest';
import type { Detector } from '../../src/vision/detector.js';
import { type Inference, runInference } from '../../src/vision/inference.js';
import type { NetworkOutput } from '../../src/vision/network.js';
import type { Photo } from '../../src/vision/photo/photo.js';
import { CELL_LENGTH, COARSE_SIDE, FINE_SIDE } from '../../src/vision/taught/projectedMaps.js';
import { EMBEDDING_LENGTH, type TaughtThing } from '../../src/vision/taught/taughtThing.js';

const SIDE = 800;
const photo = {
  width: SIDE,
  height: SIDE,
  pixels: { width: SIDE, height: SIDE, data: new Uint8Array(3 * SIDE * SIDE) },
} as unknown as Photo;

const MUG: TaughtThing = {
  name: 'mug',
  weights: new Float32Array(EMBEDDING_LENGTH),
  boxRegression: {
    mean: [0, 0, 0, 0],
    weights: Array.from({ length: 4 }, () => new Float32Array(EMBEDDING_LENGTH)),
  },
  mean: 0,
  deviation: 1,
  threshold: 100,
  calibration: { slope: 1, offset: 0 },
};

/** Sees nothing anywhere, and notes what it was asked for; each pass tells by its first numbers which view it is of. */
function blindDetector() {
  const asked: { readonly views: number; readonly withMaps: boolean }[] = [];
  const maps = {
    fine: new Float32Array(FINE_SIDE ** 2 * CELL_LENGTH),
    coarse: new Float32Array(COARSE_SIDE ** 2 * CELL_LENGTH),
  };
  const detector = {
    logitScale: { mean: new Float32Array(80), deviation: new Float32Array(80).fill(1) },
    infer: async (_, views, { withMaps = false } = {}) => {
      asked.push({ views: views.length, withMaps });
      return views.map(({ x, y }): NetworkOutput => {
        const boxes = new Float32Array(1917 * 4);
        boxes.set([x, y]);
        // A box that can be embedded, of the middle of each view.
        boxes.set([0.4, 0.4, 0.6, 0.6], 4);
        const output = { confidences: new Float32Array(1917 * 90), boxes };
        return withMaps ? { ...output, maps } : output;
      });
    },
  } as Pick<Detector, 'infer' | 'logitScale'> as Detector;
  return { detector, asked };
}

/** Where a crop lies, and which view its pass is of: comparing all 180,000 numbers of a pass takes ten seconds. */
const seenIn = ({ view, output }: Inference['crops'][number]) => ({
  view,
  output: [...output.boxes.subarray(0, 2)],
  maps: output.maps !== undefined,
});

describe('runInference', () => {
  it.each([
    ['nothing is taught', false, []],
    ['a thing is taught', true, [MUG]],
  ])('has feature maps copied out of the engine where %s: %s', async (_, withMaps, taught) => {
    const { detector, asked } = blindDetector();
    await runInference(detector, photo, { taught });
    expect(asked).toEqual([{ views: 5, withMaps }]);
  });

  it.each([
    ['nothing', []],
    ['a thing', [MUG]],
  ])(
    'gives the whole photo first, and the same in the end, where %s is taught',
    async (_, taught) => {
      const { detector, asked } = blindDetector();
      const wholes: Inference[] = [];
      const given = await runInference(detector, photo, {
        taught,
        onWhole: (whole) => wholes.push(whole),
      });
      expect(asked.map(({ views }) => views)).toEqual([1, 4]);
      expect(wholes.map(({ crops }) => crops.map(({ view }) => view.box))).toEqual([
        [{ x: 0, y: 0, width: SIDE, height: SIDE }],
      ]);
      const plain = await runInference(detector, photo, { taught });
      expect(given.taught).toEqual(plain.taught);
      expect(given.crops.map(seenIn)).toEqual(plain.crops.map(seenIn));
    },
  );

  it('looks for what is taught in the same five passes, careful or not', async () => {
    const { detector, asked } = blindDetector();
    // What the mirrored photo shows is surer of everything.
    const infer: Detector['infer'] = async (picture, views, options) => {
      const outputs = await detector.infer(picture, views, options);
      return outputs.map((output) =>
        picture === photo.pixels
          ? output
          : { ...output, confidences: output.confidences.map(() => 0.9) },
      );
    };
    const near = { ...MUG, threshold: -1 };
    const inferences = [];
    for (const careful of [false, true]) {
      inferences.push(
        await runInference({ ...detector, infer }, photo, { taught: [near], careful }),
      );
    }
    const [plain, careful] = inferences as [Inference, Inference];
    expect(asked.map(({ views }) => views)).toEqual([5, 14, 5]);
    expect(plain.taught).not.toEqual([]);
    expect(careful.taught).toEqual(plain.taught);
    expect(careful.crops[0]?.output.confidences[0]).toBeCloseTo(0.45);
  });
});
