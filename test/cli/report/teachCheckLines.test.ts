import { describe, expect, it } from 'vitest';
import { teachCheckLines, teachCheckNotes } from '../../../src/cli/report/teachCheckLines.js';
import type { JudgedTaughtPhoto } from '../../../src/index.js';

const photo = (name: string, change: Partial<JudgedTaughtPhoto> = {}): JudgedTaughtPhoto => ({
  name,
  areaShare: 0.04,
  boxes: 1,
  found: 1,
  mistaken: 0,
  ...change,
});
const near = { areaShare: 0.31 };
const missed = { found: 0 };
const hall = photo('hall.jpg', { boxes: 0, found: 0, areaShare: 0 });

describe('what --check says', () => {
  it('is a line for each photo', () => {
    const photos = [photo('a.jpg', { boxes: 3, found: 2 }), photo('b.jpg', missed), hall];
    const [first, ...others] = photos.map((each, i) => ({ ...each, mistaken: i }));
    expect(teachCheckLines({ photos: [first as JudgedTaughtPhoto, ...others], notes: [] })).toEqual(
      [
        'a.jpg     2 of 3 found',
        'b.jpg     not found         1 place taken for it',
        'hall.jpg  does not show it  2 places taken for it',
      ],
    );
  });

  it.each([
    ['no photo shows it', [hall], [/No photo shows mill yet: `mirror teach mill photo.jpg/]],
    ['one does', [photo('a.jpg'), hall], [/^Of one photo none .* from farther away\.$/]],
    ['all are found', [photo('a.jpg'), photo('b.jpg')], [/^All boxes are found/]],
    [
      'most are',
      [photo('a.jpg'), photo('b.jpg'), photo('c.jpg', missed)],
      [/^2 of 3 boxes .* photo like c\.jpg helps\.$/],
    ],
    [
      'few are',
      ['a', 'b', 'c'].map((name) => photo(name, missed)),
      [/^This looks like many things/],
    ],
    [
      'two are too few',
      ['a', 'b'].map((name) => photo(name, missed)),
      [/^Neither photo .* farther away\.$/],
    ],
    ['all are near', [photo('a.jpg', near), photo('b.jpg', near)], [/^All/, /from farther away/]],
    [
      'something else is taken for it',
      [photo('a.jpg'), photo('b.jpg'), { ...hall, mistaken: 2 }],
      [/^All/, /taken for it in hall.jpg: .*`mirror teach mill --not photo.jpg`/],
    ],
  ])('says what it means where %s', (_, photos, expected) => {
    expect(teachCheckNotes('mill', { photos, notes: [] })).toEqual(
      expected.map((text) => expect.stringMatching(text)),
    );
  });

  it('names first what cannot be used', () => {
    const notes = ['/x: Expected JSON.'];
    expect(teachCheckNotes('mill', { photos: [hall], notes })[0]).toBe(notes[0]);
  });

  it('names photos and objects as they are called, be there a dollar in it', () => {
    const photos = [photo('a.jpg'), photo('$1.jpg', { ...missed, mistaken: 1 })];
    expect(teachCheckNotes('$& mill', { photos, notes: [] })).toEqual([
      expect.stringMatching(/ One more photo like \$1\.jpg helps\.$/),
      expect.stringMatching(
        /^Something else is taken for it in \$1\.jpg: .*mirror teach .\$& mill. --not/,
      ),
    ]);
  });
});
