import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { steadyTempo, tempoClock } from '../../src/music/tempo.js';

describe('a tempo clock', () => {
  it('counts a steady tempo', () => {
    const clock = tempoClock(steadyTempo(90));
    expect(clock.secondsAt(480 * 3)).toBeCloseTo(2, 12);
    expect(clock.ticksAt(2)).toBeCloseTo(480 * 3, 9);
  });

  it('has one tempo from the beginning on', () => {
    expect(steadyTempo(97)).toEqual([{ ticks: 0, tempoBpm: 97 }]);
  });

  it('slows where the music does', () => {
    const clock = tempoClock([
      { ticks: 0, tempoBpm: 120 },
      { ticks: 960, tempoBpm: 60 },
      { ticks: 1440, tempoBpm: 30 },
    ]);
    expect([480, 960, 1200, 1440, 1920].map(clock.secondsAt)).toEqual([0.5, 1, 1.5, 2, 4]);
  });

  it('turns every place there and back', () => {
    const change = fc.record({
      ticks: fc.integer({ min: 1, max: 5000 }),
      tempoBpm: fc.double({ min: 20, max: 300, noNaN: true }),
    });
    fc.assert(
      fc.property(
        fc.array(change, { maxLength: 12 }),
        fc.double({ min: 0, max: 9000, noNaN: true }),
        (rest, ticks) => {
          const clock = tempoClock([
            { ticks: 0, tempoBpm: 97 },
            ...rest.sort((a, b) => a.ticks - b.ticks),
          ]);
          expect(clock.ticksAt(clock.secondsAt(ticks))).toBeCloseTo(ticks, 5);
        },
      ),
    );
  });
});
