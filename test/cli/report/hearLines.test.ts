import { describe, expect, it } from 'vitest';
import { hearLine } from '../../../src/cli/report/hearLines.js';
import type { Score, TimeSignature } from '../../../src/index.js';

function scoreIn(timeSignature: TimeSignature, rest: Partial<Score> = {}): Score {
  const lengthTicks = (3 * 1920 * timeSignature.beats) / timeSignature.beatUnit;
  return { title: 'jig', tempoBpm: 132, timeSignature, lengthTicks, parts: [], ...rest };
}

describe('hearLine', () => {
  it.each([
    [4, 4, '3 bars of 4/4 at 132 bpm'],
    [6, 8, '3 bars of 6/8 at 88 dotted quarters a minute'],
    [2, 2, '3 bars of 2/2 at 66 half notes a minute'],
    [3, 8, '3 bars of 3/8 at 264 eighths a minute'],
    [6, 16, '3 bars of 6/16 at 176 dotted eighths a minute'],
    [6, 4, '3 bars of 6/4 at 132 bpm'],
  ])('counts the beats of %i/%i', (beats, beatUnit, words) => {
    expect(hearLine('jig.mid', scoreIn({ beats, beatUnit }))).toBe(`jig.mid  0 notes, ${words}`);
  });

  it('says that the tempo bends', () => {
    const tempoChanges = [{ ticks: 0, tempoBpm: 132 }];
    const line = hearLine('jig.mid', scoreIn({ beats: 6, beatUnit: 8 }, { tempoChanges }));
    expect(line).toContain('around 88 dotted quarters a minute');
  });
});
