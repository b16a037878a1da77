import { describe, expect, it } from 'vitest';
import { recognisedBy } from '../../../src/studio/page/views/collection/recognisedBy.js';

describe('recognisedBy', () => {
  it.each([
    [['cup', 'bowl'], 0, 'cup, bowl'],
    [[], 5, 'taught 5 photos'],
    [['cup'], 1, 'cup, taught 1 photo'],
    [[], 0, 'no label'],
  ])('says of labels %j and %i photos: %s', (labels, taughtPhotos, text) => {
    expect(recognisedBy({ labels, taughtPhotos })).toBe(text);
  });
});
