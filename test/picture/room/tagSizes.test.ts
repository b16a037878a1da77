import { describe, expect, it } from 'vitest';
import { SMALL_DISC, TAG_HEIGHT } from '../../../src/picture/room/tag.js';
import { type TagToSize, tagSizes } from '../../../src/picture/room/tagSizes.js';

const tagsOf = (count: number): TagToSize[] =>
  Array.from({ length: count }, (_, i) => ({
    box: { x: 0, y: 0, width: 300 - i, height: 200 },
    longWidth: 180,
    namedWidth: 90,
  }));
const areaOf = (sizes: readonly { width: number; height: number }[][]) =>
  sizes.reduce((sum, [first]) => sum + (first ? first.width * first.height : 0), 0);

describe('tags on a photo', () => {
  it('have names where they cover little of it', () => {
    const [first, ...others] = tagSizes(tagsOf(5), 500_000);
    expect(first?.map(({ shows }) => shows)).toEqual(['long', 'name', 'number']);
    expect(others.every(([fullest]) => fullest?.shows === 'long')).toBe(true);
  });

  it('say what was seen only in a box with room for it', () => {
    const small = { box: { x: 0, y: 0, width: 200, height: 60 }, longWidth: 180, namedWidth: 90 };
    expect(tagSizes([small], 500_000)[0]?.map(({ shows }) => shows)).toEqual(['name', 'number']);
  });

  it('shrink to numbers, to small numbers and to none as a photo is smaller, the smallest boxes first', () => {
    const tags = tagsOf(15);
    const named = [1_000_000, 250_000, 160_000, 60_000, 20_000].map((photoArea) => {
      const sizes = tagSizes(tags, photoArea);
      expect(areaOf(sizes)).toBeLessThan(photoArea * 0.1);
      const shown = sizes.map(([fullest]) => fullest?.shows ?? 'none');
      const rank = ['long', 'name', 'number', 'none'];
      expect(shown).toEqual([...shown].sort((a, b) => rank.indexOf(a) - rank.indexOf(b)));
      return shown.filter((shows) => shows === 'long').length;
    });
    expect(named[0]).toBe(15);
    expect(named.slice(1)).toEqual([...named.slice(1)].sort((a, b) => b - a));
    expect(named.at(-1)).toBe(0);
    const heights = [160_000, 60_000].map((area) => tagSizes(tags, area)[0]?.[0]?.height);
    expect(heights).toEqual([TAG_HEIGHT, SMALL_DISC]);
    expect(tagSizes(tags, 20_000).filter((sizes) => sizes.length === 0)).toHaveLength(5);
  });
});
