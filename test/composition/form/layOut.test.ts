import { describe, expect, it } from 'vitest';
import { layOut, returnShare } from '../../../src/composition/form/layOut.js';
import { innerOrdersOf, ordersOf } from '../../../src/composition/form/sectionOrders.js';
import { adjacentSlots, slotsOf } from '../../../src/composition/form/slots.js';

const SONG = { order: 'AABA', statement: 'A', contrast: 'A' };

describe('layOut', () => {
  it('brings a phrase back with another last bar, and ends on a bar of its own', () => {
    const { bars, material, sections } = layOut(16, SONG);
    expect(bars).toEqual([0, 1, 2, 3, 0, 1, 2, 4, 5, 6, 7, 8, 0, 1, 2, 9]);
    expect(material.map(({ cadence }) => cadence ?? '-').join(' ')).toBe(
      '- - - half full - - - half full',
    );
    expect(sections.map(({ material: letter, variation }) => letter + variation)).toEqual([
      'A0',
      'A1',
      'B0',
      'A1',
    ]);
    expect(returnShare({ bars, material })).toBe(6 / 16);
  });

  it('says where each section begins, which place each bar has in its phrase, and what a phrase is made of', () => {
    const { sections, material, phrases } = layOut(16, SONG);
    expect(sections.map(({ fromBar, bars }) => [fromBar, bars])).toEqual([
      [0, 4],
      [4, 4],
      [8, 4],
      [12, 4],
    ]);
    expect(material.map(({ letter, bar }) => `${letter}${bar}`).join(' ')).toBe(
      'A0 A1 A2 A3 A3 B0 B1 B2 B3 A3',
    );
    // The last bar of the piece belongs to none of them.
    expect(phrases.map(({ places }) => places)).toEqual([
      [[0], [1], [2], [3, 4]],
      [[5], [6], [7], [8]],
    ]);
  });

  it('closes a section that returns with a full cadence, and every other phrase with a half one', () => {
    const { bars, material } = layOut(25, { order: 'ABA', statement: 'AB', contrast: 'AB' });
    const cadences = bars.flatMap((bar, at) => {
      const { cadence } = material[bar] as (typeof material)[number];
      return cadence ? [`${at} ${cadence}`] : [];
    });
    expect(cadences).toEqual([
      '3 half',
      '7 half',
      '11 half',
      '15 half',
      '19 half',
      '23 full',
      '24 full',
    ]);
  });

  it('has no section and no phrase for which there are no bars', () => {
    const { sections, phrases } = layOut(5, { order: 'ABA', statement: 'AB', contrast: 'A' });
    expect(sections.map(({ material, fromBar, bars }) => [material, fromBar, bars])).toEqual([
      ['A', 0, 5],
    ]);
    expect(phrases.map(({ places }) => places)).toEqual([[[0], [1], [2], [3]]]);
    // One bar, and the last one, are a section.
    const short = layOut(6, { order: 'AB', statement: 'A', contrast: 'A' });
    expect(short.sections.map(({ fromBar, bars }) => [fromBar, bars])).toEqual([
      [0, 4],
      [4, 2],
    ]);
  });

  it('makes a period of a phrase that is repeated within its section', () => {
    const { bars } = layOut(16, { order: 'AB', statement: 'AA', contrast: 'AB' });
    expect(bars.slice(0, 8)).toEqual([0, 1, 2, 3, 0, 1, 2, 4]);
    expect(bars.slice(8)).toEqual([5, 6, 7, 8, 9, 10, 11, 12]);
  });

  it.each([
    [1, [0]],
    [3, [0, 1, 2]],
    [5, [0, 1, 2, 3, 4]],
    [7, [0, 1, 2, 3, 0, 1, 4]],
  ])('cuts the last phrase of %d bars short', (bars, laid) => {
    expect(layOut(bars, SONG).bars).toEqual(laid);
  });
});

describe('ordersOf', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])('names %d sections in order of appearance', (count) => {
    for (const order of ordersOf(count)) {
      expect(order).toHaveLength(count);
      const letters = [...new Set(order)].join('');
      expect('ABCDEFGHIJ'.startsWith(letters)).toBe(true);
      if (count > 3) expect(letters.length).toBeLessThan(count);
    }
  });

  it('has an order of phrases that repeats nothing, for long sections too', () => {
    for (const count of [2, 4, 9, 16]) {
      const orders = innerOrdersOf(count);
      expect(orders.every((order) => order.length === count)).toBe(true);
      expect(orders.some((order) => new Set(order).size === count)).toBe(true);
    }
  });
});

describe('slotsOf', () => {
  it('casts half a phrase as one, with all of its last bars', () => {
    const slots = slotsOf(layOut(16, SONG), 2);
    expect(slots.map(({ material }) => material)).toEqual([[0, 1], [2, 3, 4], [5, 6], [7, 8], [9]]);
    expect(slots[1]?.bars).toEqual([2, 3, 6, 7, 14]);
    expect(slots.map(({ half }) => half)).toEqual([0, 1, 0, 1, 1]);
  });

  it.each([1, 2])('leaves no bar out, %d at a time', (slotBars) => {
    for (const bars of [1, 2, 3, 5, 8, 15, 16]) {
      const slots = slotsOf(layOut(bars, SONG), slotBars);
      const covered = slots.flatMap((slot) => slot.bars).sort((a, b) => a - b);
      expect(covered).toEqual(Array.from({ length: bars }, (_, bar) => bar));
    }
  });

  it('knows what sounds beside a slot wherever it sounds', () => {
    const adjacent = adjacentSlots(slotsOf(layOut(16, SONG), 2));
    expect([...(adjacent[0] as Set<number>)].sort()).toEqual([1, 3]);
    expect([...(adjacent[1] as Set<number>)].sort()).toEqual([0, 2, 4]);
  });
});
