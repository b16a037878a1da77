import { describe, expect, it } from 'vitest';
import { readWeights } from '../../src/tensors/graphWeights.js';
import { CLASS_COUNT } from '../../src/vision/labels.js';
import { averageWithMirrored, mirroredAnchors } from '../../src/vision/mirroredOutput.js';
import { cocoSsdFiles } from './cocoSsdFiles.js';

const ANCHORS = 1917;

describe('mirroredAnchors', () => {
  it('names for each of the published anchors the one that lies mirrored', () => {
    const anchors = readWeights(cocoSsdFiles())('Postprocessor/ExpandDims').values;
    const mirrored = mirroredAnchors();
    expect(mirrored).toHaveLength(ANCHORS);
    const edges = (i: number) => [...anchors.subarray(4 * i, 4 * i + 4)] as number[];
    for (const [i, other] of mirrored.entries()) {
      const [top = 0, left = 0, bottom = 0, right = 0] = edges(i);
      for (const [edge, value] of [top, 1 - right, bottom, 1 - left].entries()) {
        expect(edges(other)[edge]).toBeCloseTo(value, 5);
      }
    }
  });

  it('leads back where it is followed twice', () => {
    const mirrored = mirroredAnchors();
    for (const [i, other] of mirrored.entries()) expect(mirrored[other]).toBe(i);
  });
});

describe('averageWithMirrored', () => {
  it.each([0, 17, CLASS_COUNT - 1])(
    'takes the mean of a place and of the mirrored place, box and confidence, of label %d',
    (column) => {
      const output = emptyPass();
      const mirrored = emptyPass();
      const anchor = 4;
      const other = mirroredAnchors()[anchor] as number;
      output.confidences[anchor * CLASS_COUNT + column] = 0.7;
      mirrored.confidences[other * CLASS_COUNT + column] = 0.3;
      output.boxes.set([0.1, 0.2, 0.3, 0.5], 4 * anchor);
      mirrored.boxes.set([0.14, 0.46, 0.36, 0.82], 4 * other);
      const { confidences, boxes } = averageWithMirrored(output, mirrored);
      expect(confidences[anchor * CLASS_COUNT + column]).toBeCloseTo(0.5);
      const box = [...boxes.subarray(4 * anchor, 4 * anchor + 4)];
      for (const [i, value] of [0.12, 0.19, 0.33, 0.52].entries())
        expect(box[i]).toBeCloseTo(value);
      expect(output.boxes[4 * anchor]).toBeCloseTo(0.1);
    },
  );
});

function emptyPass() {
  return {
    confidences: new Float32Array(ANCHORS * CLASS_COUNT),
    boxes: new Float32Array(ANCHORS * 4),
  };
}
