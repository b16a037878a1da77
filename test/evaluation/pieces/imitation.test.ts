import { describe, expect, it } from 'vitest';
import { measureImitation } from '../../../src/evaluation/pieces/imitation.js';
import { notesOf, type Written } from './tracks.js';

const BAR = 1920;

/** A motif from a place on: quarter, eighth, eighth, then a half. */
function motif(fromTicks: number, pitches: readonly number[]): Written[] {
  const starts = [0, 480, 720, 960];
  return pitches.map((pitch, i) => [pitch, fromTicks + (starts[i] as number), 200]);
}

const CALL = motif(0, [60, 64, 62, 67]);
const measure = (answer: readonly Written[], call = CALL) =>
  measureImitation([notesOf(call), notesOf(answer)], BAR);

describe('measureImitation', () => {
  it.each([
    ['the same motif', motif(BAR, [60, 64, 62, 67]), 1],
    ['a transposed one', motif(BAR, [65, 69, 67, 72]), 1],
    ['a tonal answer', motif(2 * BAR, [67, 69, 67, 72]), 1],
    ['a stray hand', motif(BAR + 15, [60, 64, 62, 67]), 1],
    ['one some beats later', motif(960, [60, 64, 62, 67]), 1],
    ['one upside down', motif(BAR, [67, 62, 64, 60]), 0],
    ['wider intervals', motif(BAR, [60, 72, 62, 77]), 0],
    ['no call five bars before', motif(5 * BAR, [60, 64, 62, 67]), null],
  ])('knows %s', (_, answer, share) => {
    expect(measure(answer)).toBe(share);
  });

  it('tells rhythms apart', () => {
    const even = [60, 64, 62, 67].map((pitch, i): Written => [pitch, BAR + i * 480, 200]);
    expect(measure(even)).toBe(0);
  });

  it('counts entries after a bar of rest, and what opens the piece not at all', () => {
    expect(measure([])).toBeNull();
    const answers = [...motif(BAR, [60, 64, 62, 67]), ...motif(6 * BAR, [67, 60, 59, 58])];
    // The second entry has no call within four bars to be held against.
    expect(measure(answers)).toBe(1);
    const again = [...CALL, ...motif(4 * BAR, [48, 52, 50, 55])];
    expect(measure(answers, again)).toBeCloseTo(2 / 3, 9);
  });

  it('takes chords by their top notes', () => {
    const below = CALL.map(
      ([pitch, start, duration]): Written => [pitch - 12, start + 10, duration],
    );
    expect(measure(motif(BAR, [60, 64, 62, 67]), [...CALL, ...below])).toBe(1);
  });
});
