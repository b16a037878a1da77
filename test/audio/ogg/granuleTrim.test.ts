import { describe, expect, it } from 'vitest';
import { granuleTrim } from '../../../src/audio/ogg/granuleTrim.js';

/** Length and count of samples of each page; the last one is the stream's last. */
type Pages = readonly (readonly [length: number, granule: number | undefined])[];

/** The numbers of the samples that are left, the first one decoded being 0. */
function kept(pages: Pages, preSkip?: number): [first: number, length: number] {
  const trim = granuleTrim(preSkip);
  const left: number[] = [];
  let next = 0;
  pages.forEach(([length, granule], page) => {
    const samples = Float32Array.from({ length }, () => next++);
    left.push(...trim({ samples, granule, isLast: page === pages.length - 1 }));
  });
  expect(left).toEqual(left.map((_, i) => (left[0] as number) + i));
  return [left[0] as number, left.length];
}

describe('of what is decoded of a stream', () => {
  it.each<[title: string, pages: Pages, preSkip: number, left: [number, number]]>([
    [
      'everything stays where the counts agree',
      [
        [100, 100],
        [100, 200],
      ],
      0,
      [0, 200],
    ],
    [
      'the end goes that the last count leaves out',
      [
        [100, 100],
        [100, 137],
      ],
      0,
      [0, 137],
    ],
    [
      'the pre-skip goes, which the counts include',
      [
        [100, 100],
        [100, 137],
      ],
      31,
      [31, 106],
    ],
    [
      'a pre-skip may be longer than a page',
      [
        [100, 100],
        [100, 200],
        [100, 260],
      ],
      150,
      [150, 110],
    ],
    ['the only page is cut at its end', [[100, 63]], 0, [0, 63]],
    ['the only page may have a pre-skip, too', [[100, 63]], 31, [31, 32]],
    [
      'the beginning goes that the first count leaves out',
      [
        [100, 77],
        [100, 177],
      ],
      0,
      [23, 177],
    ],
    [
      'both ends may go',
      [
        [100, 77],
        [100, 150],
      ],
      0,
      [23, 150],
    ],
    [
      'a cut from a longer stream stays whole',
      [
        [100, 5100],
        [100, 5200],
      ],
      0,
      [0, 200],
    ],
    [
      'and is cut where its own last count says',
      [
        [100, 5100],
        [100, 5163],
      ],
      0,
      [0, 163],
    ],
    [
      'pages without a count do not count',
      [
        [0, undefined],
        [100, 100],
        [100, 142],
      ],
      0,
      [0, 142],
    ],
    [
      'a last page without a count is left whole',
      [
        [100, 100],
        [100, undefined],
      ],
      0,
      [0, 200],
    ],
    [
      'a last page of nothing cuts nothing',
      [
        [100, 100],
        [0, 100],
      ],
      0,
      [0, 100],
    ],
  ])('%s', (_, pages, preSkip, left) => {
    expect(kept(pages, preSkip)).toEqual(left);
  });
});
