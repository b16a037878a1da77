import { describe, expect, it } from 'vitest';
import type { PlayedPart } from '../../../src/composition/playing/playedPart.js';
import type { Score } from '../../../src/music/score.js';
import { colourOf } from '../../../src/picture/palette.js';
import { seenAs, tracksToDraw } from '../../../src/picture/room/tracksToDraw.js';

/** Of a played part, what the page reads. */
function played(name: string, labels: readonly string[], text = '', instance = 0): PlayedPart {
  const voice = { instance: Math.max(1, instance), instances: instance > 0 ? 2 : 1 };
  const matched = { object: { name, text }, labels, boxes: [], areaShare: 0.1, ...voice };
  return { matched } as unknown as PlayedPart;
}
const scoreOf = (...names: string[]) =>
  ({ parts: names.map((name) => ({ name })) }) as unknown as Score;

describe('tracks on a page', () => {
  it('have one colour an object, in the order in which objects first play, and its idea once', () => {
    const tracks = tracksToDraw(scoreOf('person 1', 'person 2', 'cup-and-saucer', 'dog'), [
      played('person', ['person'], 'Walks about.', 1),
      played('person', ['person'], 'Walks about.', 2),
      played('cup-and-saucer', ['cup'], ' Clinks. '),
      played('dog', ['dog']),
    ]);
    expect(tracks.map(({ name }) => name)).toEqual([
      'person 1',
      'person 2',
      'cup-and-saucer',
      'dog',
    ]);
    expect(tracks.map(({ voice }) => voice)).toEqual([' 1', ' 2', '', '']);
    expect(tracks.map(({ colour }) => colour)).toEqual([0, 0, 1, 2].map(colourOf));
    expect(tracks.map(({ idea }) => idea)).toEqual(['Walks about.', '', 'Clinks.', '']);
    expect(tracks.map((track) => track.seenAs)).toEqual(['', '', 'seen as cup', '']);
  });

  it.each([
    ['coffee-grinder', ['cup'], 'seen as cup'],
    ['fruit-bowl', ['bowl', 'banana'], 'seen as bowl, banana'],
    ['spoon-and-fork', ['fork', 'spoon'], 'seen as fork, spoon'],
    ['oven', ['microwave', 'oven'], 'seen as microwave, oven'],
    ['clock', ['clock'], ''],
    ['wine-glass', ['wine glass'], ''],
    ['Wine_Glass', ['wine glass'], ''],
    ['冷蔵庫', ['refrigerator'], 'seen as refrigerator'],
  ])('%s that answers %j says %j', (name, labels, text) => {
    expect(seenAs(name, labels)).toBe(text);
  });
});
