import { describe, expect, it } from 'vitest';
import type { Collection } from '../../src/collection/collection.js';
import { matchObjects } from '../../src/composition/matchObjects.js';
import type { Detection } from '../../src/vision/detection.js';
import { makeObject } from './players.js';

const photo = { width: 100, height: 50 };
const seen = (label: string, x: number, width: number, height = 10): Detection => ({
  label,
  confidence: 0.71,
  box: { x, y: 5, width, height },
});
const collectionOf = (...objects: Collection['objects']): Collection => ({
  home: undefined,
  objects,
});

describe('matchObjects', () => {
  it('gives all boxes of all its labels to one object, and counts what they share once', () => {
    const bowl = makeObject('fruit-bowl', { labels: ['apple', 'bowl'] });
    const { matched, unmatched } = matchObjects(
      [seen('apple', 10, 5), seen('bowl', 0, 20), seen('apple', 40, 10)],
      { collection: collectionOf(bowl), photo },
    );
    expect(unmatched).toEqual([]);
    expect(matched).toHaveLength(1);
    expect(matched[0]).toMatchObject({ object: bowl, labels: ['apple', 'bowl'] });
    expect(matched[0]?.boxes.map((box) => box.width)).toEqual([20, 10, 5]);
    expect(matched[0]?.areaShare).toBeCloseTo((20 * 10 + 10 * 10) / 5000);
  });

  it('deals the boxes of a label out to all objects of the shelf that list it, largest first', () => {
    const [one, two] = [makeObject('ann'), makeObject('bob')];
    const { matched } = matchObjects([seen('cup', 0, 5), seen('cup', 20, 9), seen('cup', 40, 7)], {
      collection: collectionOf(one, two),
      photo,
    });
    const widths = matched.map(({ object, boxes }) => [object.name, boxes.map((b) => b.width)]);
    expect(widths).toEqual([
      ['ann', [9, 5]],
      ['bob', [7]],
    ]);
  });

  it("lets the user's own object win a label from the starter collection", () => {
    const own = makeObject('mug', { shelf: 'home' });
    const { matched } = matchObjects([seen('cup', 0, 5), seen('cup', 20, 9)], {
      collection: collectionOf(makeObject('coffee-grinder'), own),
      photo,
    });
    expect(matched.map(({ object }) => object.name)).toEqual(['mug']);
  });

  it('lets the object of its name answer a taught thing, whoever answers the label of that name', () => {
    const grinder = makeObject('coffee-grinder', { labels: [] });
    const own = makeObject('mug', { shelf: 'home', labels: ['cup', 'clock'] });
    const clock = makeObject('clock', { labels: ['clock'] });
    const taught = (label: string, x: number) => ({ ...seen(label, x, 9), taught: true as const });
    const { matched, unmatched } = matchObjects(
      [
        seen('cup', 0, 5),
        taught('coffee-grinder', 20),
        taught('clock', 40),
        seen('clock', 60, 7),
        taught('gone', 80),
      ],
      { collection: collectionOf(grinder, own, clock), photo },
    );
    const answers = matched.map((each) => [each.object.name, each.labels, each.taught]);
    expect(answers).toEqual([
      ['mug', ['cup', 'clock'], undefined],
      ['clock', ['clock'], true],
      ['coffee-grinder', ['coffee-grinder'], true],
    ]);
    expect(unmatched.map(({ label }) => label)).toEqual(['gone']);
  });

  it('names what was seen and nobody recorded, with its share of the photo', () => {
    const { matched, unmatched } = matchObjects([seen('kite', 0, 50), seen('bus', 0, 60, 25)], {
      collection: collectionOf(makeObject('mug')),
      photo,
    });
    expect(matched).toEqual([]);
    expect(unmatched).toEqual([
      { label: 'bus', areaShare: 0.3 },
      { label: 'kite', areaShare: 0.1 },
    ]);
  });

  it('puts the largest object first and equals in order of their names', () => {
    const objects = [
      makeObject('b', { labels: ['cup'] }),
      makeObject('a', { labels: ['fork'] }),
      makeObject('c', { labels: ['bed'] }),
    ];
    const { matched } = matchObjects([seen('cup', 0, 5), seen('fork', 20, 5), seen('bed', 40, 9)], {
      collection: collectionOf(...objects),
      photo,
    });
    expect(matched.map(({ object }) => object.name)).toEqual(['c', 'a', 'b']);
  });
});
