import { describe, expect, it } from 'vitest';
import { nearestNames } from '../../src/checks/nearestNames.js';
import { INSTRUMENTS } from '../../src/music/instruments.js';
import { COCO_LABELS } from '../../src/vision/labels.js';

describe('the names nearest to a mistyped one', () => {
  it.each<[string, readonly string[], string[]]>([
    ['refridgerator', COCO_LABELS, ['refrigerator']],
    ['knive', COCO_LABELS, ['knife']],
    ['Wine-Glass', COCO_LABELS, ['wine glass']],
    ['table', COCO_LABELS, ['dining table']],
    ['wineglass', COCO_LABELS, ['wine glass']],
    ['ovne', COCO_LABELS, ['oven']],
    // One slip in three to six letters, two in seven to nine, three in ten to twelve.
    ['cap', ['cup'], ['cup']],
    ['cupp', ['cup'], ['cup']],
    ['cacti', ['couch', 'cacta'], ['cacta']],
    ['bycicle', COCO_LABELS, ['bicycle']],
    ['scizors', COCO_LABELS, ['scissors']],
    ['tosater', COCO_LABELS, ['toaster']],
    ['lok', ['look', 'hear', 'objects'], ['look']],
    ['church orgen', INSTRUMENTS, ['church organ']],
    ['bass', INSTRUMENTS, ['acoustic bass', 'electric bass (finger)', 'electric bass (pick)']],
  ])('%s', (mistyped, names, expected) => {
    expect(nearestNames(mistyped, names)).toEqual(expected);
  });

  it.each<[string, readonly string[]]>([
    ['nosuch', COCO_LABELS],
    ['cot', ['cup']],
    ['vx', ['tv']],
    ['t', ['tv']],
    ['cuff', ['cup']],
    ['knobs', ['knife']],
    ['fridge', ['bridle']],
    ['biscuit', ['bicycle']],
    ['telescope', ['telephone']],
    ['church bells', ['church organ']],
  ])('are none where %s would need more than slips', (mistyped, names) => {
    expect(nearestNames(mistyped, names)).toEqual([]);
  });

  it.each(['', '   ', 'xylophonist', 'zzz', '\u0000', '🍷', 'x'.repeat(100_000)])(
    'are none when nothing comes near %j',
    (mistyped) => {
      expect(nearestNames(mistyped, ['cup', 'knife', 'tv'])).toEqual([]);
    },
  );
});
