import { describe, expect, it } from 'vitest';
import {
  cutOff,
  inTurn,
  line,
  louder,
  pedalled,
  silence,
  together,
  transposed,
} from '../../composer/passage.js';
import { rhythm } from '../../composer/rhythm.js';

describe('line', () => {
  it('plays its notes again from the first and skips the rests', () => {
    const { strokes, lengthBeats } = line(rhythm('q -e e q'), [60, [64, 67]], { velocity: 50 });
    expect(strokes.map(({ atBeats, pitches }) => [atBeats, pitches])).toEqual([
      [0, [60]],
      [1.5, [64, 67]],
      [2, [60]],
    ]);
    expect(lengthBeats).toBe(3);
  });

  it('goes from the first velocity to the last and holds as long as asked', () => {
    const { strokes } = line(rhythm('q q h'), [60], { velocity: [40, 70], held: 0.5 });
    expect(strokes.map(({ velocity }) => velocity)).toEqual([40, 55, 70]);
    expect(strokes.map(({ lengthBeats }) => lengthBeats)).toEqual([0.5, 0.5, 1]);
  });
});

describe('putting passages together', () => {
  const high = line(rhythm('q h'), [72, 74], { velocity: 60 });
  const low = pedalled(line(rhythm('h.'), [48], { velocity: 40, hand: 'left' }), 2);

  it('plays them in turn, strokes and pedals moved', () => {
    const joined = inTurn([silence(1.5), high, low]);
    expect(joined.strokes.map(({ atBeats }) => atBeats)).toEqual([1.5, 2.5, 4.5]);
    expect(joined.pedals).toEqual([
      { downBeats: 4.5, upBeats: 6.5 },
      { downBeats: 6.5, upBeats: 7.5 },
    ]);
    expect(joined.lengthBeats).toBe(7.5);
  });

  it('plays them at once in order of time, the lower first', () => {
    const both = together(high, low);
    expect(both.strokes.map(({ pitches }) => pitches)).toEqual([[48], [72], [74]]);
    expect(both.lengthBeats).toBe(3);
  });

  it('cuts what sounds at a place and leaves out what begins there', () => {
    const { strokes, lengthBeats, pedals } = cutOff(together(high, low), 1);
    expect(strokes.map((stroke) => [stroke.pitches, stroke.lengthBeats])).toEqual([
      [[48], 1],
      [[72], 0.95],
    ]);
    expect([lengthBeats, pedals]).toEqual([1, []]);
  });

  it('moves pitches and velocities without touching what it was given', () => {
    const moved = transposed(louder(high, 0.5), -5);
    expect(moved.strokes.map(({ pitches, velocity }) => [pitches, velocity])).toEqual([
      [[67], 30],
      [[69], 30],
    ]);
    expect(high.strokes.map(({ pitches, velocity }) => [pitches, velocity])).toEqual([
      [[72], 60],
      [[74], 60],
    ]);
  });
});
