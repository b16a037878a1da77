import { describe, expect, it } from 'vitest';
import { chordsNamed } from '../../composer/chord.js';
import { tuneOver, turnsInRound } from '../../composer/melody.js';
import { rhythm } from '../../composer/rhythm.js';
import { scaleNamed } from '../../composer/theory.js';

const OPTIONS = {
  motif: { rhythm: rhythm('q e e h'), steps: [0, 1, 2, 1] },
  turns: turnsInRound(0),
  scale: scaleNamed('G major'),
  range: { lowest: 62, highest: 81 },
  near: 67,
  close: rhythm('q h.'),
  velocity: 60,
};

describe('tuneOver', () => {
  it('sings one figure a chord and rests on the root of the last', () => {
    const { strokes, lengthBeats } = tuneOver(chordsNamed('G C D7 G'), OPTIONS);
    expect(lengthBeats).toBe(16);
    expect(strokes).toHaveLength(14);
    expect((strokes.at(-1)?.pitches[0] ?? 0) % 12).toBe(7);
  });

  it('keeps the rhythm when it comes again, and changes the notes', () => {
    const first = tuneOver(chordsNamed('G C D7 G'), OPTIONS);
    const again = tuneOver(chordsNamed('G C D7 G'), { ...OPTIONS, turns: turnsInRound(2) });
    expect(again.strokes.map(({ atBeats }) => atBeats)).toEqual(
      first.strokes.map(({ atBeats }) => atBeats),
    );
    expect(again.strokes.map(({ pitches }) => pitches)).not.toEqual(
      first.strokes.map(({ pitches }) => pitches),
    );
  });
});
