import { describe, expect, it } from 'vitest';
import { partAsItStands, partInOwnTime } from '../../../src/evaluation/pieces/ownTime.js';
import { steadyTempo } from '../../../src/music/tempo.js';
import { partOf, scoreOf, type Written } from './tracks.js';

const written: Written[] = [
  [62, 480, 240],
  [67, 1443, 119],
];

describe('a part by itself', () => {
  it('is what it is in the piece, in the piece’s seconds', () => {
    const part = partOf(written, { semitones: 2 });
    const { performance, events, secondsAt } = partAsItStands(part, scoreOf([part]));
    expect(performance).toMatchObject({ notes: part.notes, tempoBpm: 90, lengthTicks: 5760 });
    expect(events.map(({ pitches }) => pitches)).toEqual([[62], [67]]);
    expect(secondsAt(480)).toBeCloseTo(60 / 90, 12);
    const slowing = { ...scoreOf([part]), tempoChanges: steadyTempo(45) };
    expect(partAsItStands(part, slowing).secondsAt(480)).toBeCloseTo(60 / 45, 12);
  });

  it.each([
    [2, 61, 61],
    [0.5, 170, 170],
    [0.75, null, 120],
  ])('has its decoder’s ticks and tempo back: stretch %d, %j bpm', (stretch, ownTempoBpm, bpm) => {
    const part = partOf(written, { semitones: 2 });
    const options = { score: scoreOf([part]), stretch, ownTempoBpm };
    const { performance, secondsAt } = partInOwnTime(part, options);
    expect(performance.notes.map(({ pitch }) => pitch)).toEqual([60, 65]);
    expect(performance.notes.map(({ startTicks }) => startTicks)).toEqual(
      [480 / stretch, 1443 / stretch].map(Math.round),
    );
    expect(performance.isFree).toBe(ownTempoBpm === null);
    expect(secondsAt(480)).toBeCloseTo(60 / bpm, 12);
  });

  it('keeps every note for a tick at least, in order, inside the keyboard', () => {
    const part = partOf(
      [
        [66, 100, 1],
        [64, 101, 90],
        [3, 300, 50],
        [125, 400, 50],
      ],
      { semitones: 7 },
    );
    const options = { score: scoreOf([part]), stretch: 4, ownTempoBpm: 60 };
    const { notes } = partInOwnTime(part, options).performance;
    expect(notes.map(({ pitch, durationTicks }) => [pitch, durationTicks])).toEqual([
      [57, 23],
      [59, 1],
      [8, 13],
      [118, 13],
    ]);
    const raised = partOf([[122, 0, 50]], { semitones: -7 });
    expect(partInOwnTime(raised, options).performance.notes[0]?.pitch).toBe(117);
  });
});
