import { MirrorError } from '../src/errors.js';

/** One value of a rhythm: how long until the next, in quarter notes, and whether it is played at all. */
export interface Value {
  readonly beats: number;
  readonly sounds: boolean;
}
export type Rhythm = readonly Value[];

const BEATS: Readonly<Record<string, number>> = { w: 4, h: 2, q: 1, e: 1 / 2, s: 1 / 4 };

/**
 * A rhythm in short hand: `w h q e s` from whole to sixteenth, a dot for dotted, `3` for one of three in
 * the time of two, a minus before a rest, `*n` for n times. Everything lies on twelfths of a quarter.
 *
 * @throws MirrorError `usage` for a value that cannot be read
 * @example rhythm('q. e -h').map((value) => value.beats) // [1.5, 0.5, 2]
 */
export function rhythm(text: string): Rhythm {
  return text.split(' ').flatMap((word) => {
    const [, rest, letter = '', mark, times = '1'] =
      /^(-?)([whqes])([.3]?)(?:\*(\d+))?$/.exec(word) ?? [];
    const plain = BEATS[letter];
    if (plain === undefined)
      throw new MirrorError(
        'usage',
        `Expected a note value such as q, e. or -h but received ${word}.`,
      );
    const beats = mark === '.' ? plain * 1.5 : mark === '3' ? (plain * 2) / 3 : plain;
    return Array.from({ length: Number(times) }, () => ({ beats, sounds: rest === '' }));
  });
}

/** Length of a rhythm in quarter notes, rests included. */
export function beatsOf(values: Rhythm): number {
  return values.reduce((sum, value) => sum + value.beats, 0);
}

/** How many of the values are played. */
export function soundsIn(values: Rhythm): number {
  return values.filter((value) => value.sounds).length;
}
