import { describe, expect, it } from 'vitest';
import { atPace } from '../../composer/passage.js';
import { tempoMarks } from '../../composer/tempo.js';
import { AT_EASE, MECHANICAL } from '../../composer/touch.js';
import { smallTake } from './takes.js';

const bpm = (microseconds: number) => 60e6 / microseconds;

describe('tempoMarks', () => {
  it('writes one tempo for a machine', () => {
    expect(tempoMarks(smallTake({ touch: MECHANICAL }))).toEqual([
      { atBeats: 0, microsecondsPerQuarter: 666667 },
    ]);
  });

  it('slows a little at the end of a passage and most at the very end', () => {
    const touch = { ...AT_EASE, rubato: 0.1, ending: 0.3 };
    const speeds = new Map(
      tempoMarks(smallTake({ touch })).map((mark) => [
        mark.atBeats,
        bpm(mark.microsecondsPerQuarter),
      ]),
    );
    expect(speeds.get(3)).toBeGreaterThan(90);
    expect(speeds.get(7)).toBeLessThan(87);
    expect(speeds.get(15)).toBeLessThan(75);
  });

  it('runs down where the page says so', () => {
    const [first, second] = smallTake().passages;
    if (!first || !second) throw new Error('The small take has two passages.');
    const take = smallTake({ touch: MECHANICAL, passages: [first, atPace(second, [1, 0.5])] });
    const speeds = tempoMarks(take).map((mark) => bpm(mark.microsecondsPerQuarter));
    expect(speeds).toEqual([...speeds].sort((a, b) => b - a));
    expect(speeds.at(-1)).toBeCloseTo(90 * (1 - 0.5 * (7.5 / 8)), 2);
  });
});
