import { beforeAll, describe, expect, it } from 'vitest';
import {
  type ObjectClassifier,
  trainClassifier,
} from '../../../src/evaluation/classifier/classifier.js';
import { measureMix } from '../../../src/evaluation/pieces/mixFigures.js';
import { measurePart } from '../../../src/evaluation/pieces/partFigures.js';
import { summariseObjects, summarisePieces } from '../../../src/evaluation/pieces/pieceFigures.js';
import {
  measureRecordings,
  type RecordedObject,
} from '../../../src/evaluation/pieces/recordedObject.js';
import type { Part } from '../../../src/music/score.js';
import { MANNERS, playedIn } from '../measures/pieces.js';
import { partOf, scoreOf } from './tracks.js';

const takes = (name: keyof typeof MANNERS) =>
  Array.from({ length: 8 }, (_, i) => playedIn(MANNERS[name], `${name} ${i}`).performance);
let music: RecordedObject;
let classifier: ObjectClassifier;
beforeAll(async () => {
  const names = ['music', 'machine', 'bells'] as const;
  const recorded = names.map((name) => measureRecordings(name, takes(name)));
  [music] = recorded as [RecordedObject];
  classifier = await trainClassifier(recorded.flatMap(({ features }) => features));
});

/** A new take, moved up by five semitones and drawn out to twice its ticks. */
function stretchedTake(): Part {
  const { notes } = playedIn(MANNERS.music, 'another').performance;
  return {
    ...partOf([]),
    semitones: 5,
    notes: notes.map((note) => ({
      ...note,
      pitch: note.pitch + 5,
      startTicks: note.startTicks * 2,
      durationTicks: note.durationTicks * 2,
    })),
  };
}

const measure = (part: Part) =>
  measurePart(part, {
    score: scoreOf([part], { bars: 60 }),
    stretch: 2,
    ownTempoBpm: 93,
    recorded: music,
    classifier,
  });

describe('a part beside the recordings of its object', () => {
  it('is as like them as they are one another, once transposition and tempo are undone', () => {
    const part = { ...stretchedTake(), thinned: 20 };
    const { figures } = measure(part);
    const { leftOut } = music as { leftOut: NonNullable<RecordedObject['leftOut']> };
    expect(figures).toMatchObject({ object: 'music', part: 'kettle', named: 1 });
    expect(figures.pitchClassOverlap).toBeCloseTo(leftOut.pitchClassOverlap, 1);
    expect(figures.onsetOverlap).toBeCloseTo(leftOut.onsetOverlap, 1);
    expect(figures.kept).toBeCloseTo(part.notes.length / (part.notes.length + 20), 12);
    const still = measure({ ...part, semitones: 0 }).figures;
    expect(still.pitchClassOverlap).toBeLessThan(figures.pitchClassOverlap - 0.3);
  });

  it('is like nothing when it plays nothing', () => {
    const nothing = {
      notes: 0,
      pitchClassOverlap: 0,
      onsetOverlap: 0,
      named: 0,
      namedAsItStands: 0,
    };
    expect(measure(partOf([])).figures).toMatchObject({ ...nothing, kept: null });
    expect(measure(partOf([], { thinned: 9 })).figures).toMatchObject({ ...nothing, kept: 0 });
  });

  it('counts among all parts of its object, and these among all parts', () => {
    const part = stretchedTake();
    const mix = measureMix(scoreOf([part], { bars: 60 }), { seed: 1 });
    const silent = measure(partOf([], { thinned: 9 }));
    const whole = measure({ ...part, thinned: 0 });
    const pieces = [
      { mix, parts: [whole, silent] },
      { mix: { ...mix, arc: 3, longestSilence: 0.25 }, parts: [whole] },
    ];
    const [object] = summariseObjects(pieces);
    expect(object).toMatchObject({
      object: 'music',
      parts: 3,
      kept: 2 / 3,
      keptLeast: 0,
      silentParts: 1,
      named: 2 / 3,
      // Both takes together are as like the recordings as one of them.
      onsetPooled: expect.closeTo(whole.figures.onsetOverlap, 12),
    });
    const { parts, object: _, ...figures } = object as NonNullable<typeof object>;
    expect(summarisePieces(pieces)).toMatchObject({
      ...figures,
      arcMost: Math.max(3, mix.arc as number),
      arcLeast: Math.min(3, mix.arc as number),
      longestSilence: Math.max(0.25, mix.longestSilence),
    });
    expect(parts).toBe(3);
  });
});
