import { describe, expect, it } from 'vitest';
import { form } from '../../composer/form.js';
import { line, type Passage } from '../../composer/passage.js';
import { rhythm } from '../../composer/rhythm.js';
import { seededRandom } from '../../src/math/random.js';

const desk = (targetBeats: number) => ({ random: seededRandom(5), targetBeats, beatsPerBar: 3 });
const bars = (text: string, pitch: number) => line(rhythm(text), [pitch], { velocity: 50 });
const SECTIONS = {
  A: (round: number) => bars('h. h.', 60 + round),
  B: () => bars('h', 50),
  Z: () => bars('q', 40),
};
const firstPitches = (passages: readonly Passage[]) =>
  passages.map((passage) => passage.strokes[0]?.pitches[0]);

describe('form', () => {
  it.each([
    [3, [60, 40]],
    [14, [60, 50, 40]],
    [28, [60, 50, 61, 50, 62, 40]],
  ])('fills %i beats in the order of its letters and closes', (beats, pitches) => {
    expect(firstPitches(form(desk(beats), 'AB', SECTIONS))).toEqual(pitches);
  });

  it('ends every section on a bar line', () => {
    const lengths = form(desk(20), 'AB', SECTIONS).map(({ lengthBeats }) => lengthBeats);
    expect(new Set(lengths)).toEqual(new Set([6, 3]));
  });

  it('names the letter nobody wrote a section for', () => {
    expect(() => form(desk(20), 'AX', SECTIONS)).toThrow(/Expected a section for X/);
  });
});
