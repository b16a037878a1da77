import { describe, expect, it } from 'vitest';
import {
  copyLimitAt,
  DEFAULT_VARIATION,
  noveltyAt,
  openCopyLimit,
} from '../../src/decoding/copyLimit.js';

describe('copyLimitAt', () => {
  it.each([
    [0, 64],
    [0.25, 23],
    [DEFAULT_VARIATION, 8],
    [0.75, 3],
    [1, 2],
  ])('at a variation of %d is %d events', (variation, events) => {
    expect(copyLimitAt(variation)).toBe(events);
  });
});

describe('noveltyAt', () => {
  it.each([
    [0, 0],
    [DEFAULT_VARIATION, 0],
    [0.75, 0.5],
    [1, 1],
  ])('at a variation of %d is a share of %d', (variation, share) => {
    expect(noveltyAt(variation)).toBeCloseTo(share, 12);
  });
});

describe('openCopyLimit', () => {
  const { follow, copied, limit } = openCopyLimit(
    {
      chords: [[60], [48, 64], [67]],
      events: [
        [
          [0, 6],
          [1, 12],
          [0, 6],
          [2, 0],
        ],
        [
          [2, 6],
          [2, 0],
        ],
      ],
    },
    1,
  );
  /** Copied events behind each of some, each so many steps behind the one before. */
  const along = (events: readonly (readonly [pitches: readonly number[], after: number])[]) => {
    let standing: ReturnType<typeof follow> | undefined;
    return events.map(([pitches, after]) => {
      standing = follow(standing, pitches, after);
      return copied(standing);
    });
  };

  it.each([
    ['counts events that follow one another as in a recording', [1, 2, 3, 4], [6, 12, 6]],
    ['begins anew where they come at another time', [1, 2, 1, 2], [6, 7, 6]],
  ])('%s', (_, counts, [second, third, fourth]) => {
    const played = along([
      [[60], 99],
      [[48, 64], second as number],
      [[60], third as number],
      [[67], fourth as number],
    ]);
    expect(played).toEqual(counts);
  });

  it('counts nothing where no recording has the chord, and goes on behind it', () => {
    expect(
      along([
        [[60], 0],
        [[48], 6],
        [[60], 12],
        [[67], 6],
      ]),
    ).toEqual([1, 0, 1, 2]);
  });

  it('does not take the end of one recording for the beginning of another', () => {
    expect(
      along([
        [[60], 0],
        [[67], 6],
        [[67], 0],
        [[67], 6],
      ]),
    ).toEqual([1, 2, 1, 2]);
  });

  it('has the limit that the variation asks for', () => {
    expect(limit).toBe(2);
  });

  it('follows through no recordings at all', () => {
    const none = openCopyLimit({ chords: [], events: [] }, 0);
    expect(none.copied(none.follow(undefined, [60], 0))).toBe(0);
  });
});
