import { describe, expect, it } from 'vitest';
import { DENSE_SETS } from '../../../composer/dense/index.js';
import { CYCLES } from '../../../composer/objects/index.js';
import { COLLECTION } from '../../../composer/options.js';
import type { Hand, Passage, Stroke } from '../../../composer/passage.js';
import { recordTake } from '../../../composer/record.js';
import { type Cycle, composeTake } from '../../../composer/take.js';
import { polyphonyAtOnsets } from '../../../src/evaluation/measures/polyphony.js';
import {
  intervalSeconds,
  type MeasuredPerformance,
  onsetTicks,
  toMeasuredPerformance,
} from '../../../src/events/measuredPerformance.js';
import { programOf } from '../../../src/music/instruments.js';
import { readRecording } from '../../../src/recordings/readRecording.js';
import { COCO_LABELS } from '../../../src/vision/labels.js';

const numbers = Array.from({ length: COLLECTION.takes }, (_, index) => index + 1);
const bytesOf = (cycle: Cycle, number: number, seed: number = COLLECTION.seed) =>
  recordTake(cycle, { seed, number });

describe('the dense sets', () => {
  it('are four, none of them named as an object of the starter collection', () => {
    const names = [...DENSE_SETS, ...CYCLES].map(({ name }) => name);
    expect(new Set(names).size).toBe(4 + CYCLES.length);
    expect(DENSE_SETS).toHaveLength(4);
  });

  it.each(DENSE_SETS)('$name has a label and an instrument that there are', (cycle) => {
    expect(COCO_LABELS).toEqual(expect.arrayContaining([...cycle.labels]));
    expect(programOf(cycle.instrument)).toBeDefined();
  });

  it('bend the tempo in two of them and keep it in the others', () => {
    const bent = DENSE_SETS.map((cycle) => {
      const { performance } = readRecording(bytesOf(cycle, 1), 'take');
      return performance.tempoChanges.length > 20;
    });
    expect(bent).toEqual([false, true, false, true]);
  });
});

describe.each(DENSE_SETS)('$name', (cycle) => {
  const pieces = numbers.map((number) => {
    const { performance, skipped } = readRecording(bytesOf(cycle, number), `take ${number}`);
    expect(skipped).toEqual([]);
    return toMeasuredPerformance(performance);
  });

  it('has at least 800 different chords', () => {
    const chords = pieces.flatMap(({ events }) => events.map(({ pitches }) => pitches.join(' ')));
    expect(new Set(chords).size).toBeGreaterThanOrEqual(800);
  });

  it('has 8 to 18 notes a second in each take of 60 to 120 seconds', () => {
    for (const piece of pieces) {
      const seconds = secondsOf(piece);
      expect(seconds).toBeGreaterThan(60);
      expect(seconds).toBeLessThan(120);
      const density = piece.performance.notes.length / seconds;
      expect(density, piece.performance.name).toBeGreaterThanOrEqual(8);
      expect(density, piece.performance.name).toBeLessThanOrEqual(18);
    }
  });

  it('is played in a tempo of its own in each take', () => {
    const tempi = pieces.map(({ performance }) => performance.tempoBpm);
    expect(Math.max(...tempi) / Math.min(...tempi)).toBeGreaterThan(1.2);
    expect(new Set(tempi).size).toBe(numbers.length);
  });

  it('sounds several keys at most onsets', () => {
    const sounding = pieces.flatMap(polyphonyAtOnsets).sort((a, b) => a - b);
    expect(sounding[Math.floor(sounding.length / 4)]).toBeGreaterThanOrEqual(2);
    expect(sounding[Math.floor(sounding.length * 0.9)]).toBeGreaterThanOrEqual(4);
  });

  it('has hands of their own: in rhythm, in register and in loudness', () => {
    const { passages } = composeTake(cycle, { seed: COLLECTION.seed, number: 1 });
    const [right, left] = (['right', 'left'] as const).map((hand) => strokesOf(passages, hand)) as [
      Map<string, Stroke>,
      Map<string, Stroke>,
    ];
    const shared = [...right.keys()].filter((at) => left.has(at));
    expect(shared.length / (right.size + left.size - shared.length)).toBeLessThan(0.6);
    const meanPitch = (strokes: Map<string, Stroke>) =>
      mean([...strokes.values()].flatMap(({ pitches }) => pitches));
    expect(meanPitch(right) - meanPitch(left)).toBeGreaterThan(15);
    const apart = shared.map((at) =>
      Math.abs((right.get(at)?.velocity ?? 0) - (left.get(at)?.velocity ?? 0)),
    );
    expect(mean(apart)).toBeGreaterThan(8);
  });

  it('spreads its chords as hands do, without tearing them apart', () => {
    const spreads = pieces.flatMap(chordSpreadsMs).sort((a, b) => a - b);
    const median = spreads[Math.floor(spreads.length / 2)] as number;
    expect(median).toBeGreaterThan(5);
    expect(median).toBeLessThan(25);
    const intervals = pieces.flatMap(intervalSeconds);
    expect(Math.min(...intervals)).toBeGreaterThan(0.03);
  });

  it('is the same bytes with the same seed and other bytes with another', () => {
    const first = bytesOf(cycle, 2);
    expect(bytesOf(cycle, 2)).toEqual(first);
    expect(bytesOf(cycle, 2, 2)).not.toEqual(first);
    expect(bytesOf(cycle, 3)).not.toEqual(first);
  });
});

/** From the first onset to the last, by the take's own tempo map. */
function secondsOf({ performance: { notes }, secondsAt }: MeasuredPerformance): number {
  return secondsAt(notes.at(-1)?.startTicks ?? 0) - secondsAt(notes[0]?.startTicks ?? 0);
}

/** The strokes of a hand by their place in the take, the last of those that come at once. */
function strokesOf(passages: readonly Passage[], hand: Hand): Map<string, Stroke> {
  return new Map(
    passages.flatMap(({ strokes }, place) =>
      strokes
        .filter((stroke) => stroke.hand === hand)
        .map((stroke) => [`${place} ${stroke.atBeats.toFixed(6)}`, stroke] as const),
    ),
  );
}

/** How far the first and the last note of each chord of several are apart. */
function chordSpreadsMs({
  performance: { notes },
  events,
  secondsAt,
}: MeasuredPerformance): number[] {
  return events.flatMap((event, place) => {
    const next = events[place + 1];
    const untilTicks = next ? onsetTicks(next) : Number.POSITIVE_INFINITY;
    const struck = notes.filter(
      ({ startTicks }) => startTicks >= onsetTicks(event) && startTicks < untilTicks,
    );
    const first = struck[0]?.startTicks ?? 0;
    const last = struck.at(-1)?.startTicks ?? 0;
    return struck.length > 1 ? [1000 * (secondsAt(last) - secondsAt(first))] : [];
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
