import { describe, expect, it } from 'vitest';
import { countBigrams, walkBigrams } from '../../../src/evaluation/draws/bigramWalk.js';
import type { MusicalEvent } from '../../../src/events/events.js';
import { interOnsetIntervals } from '../../../src/events/measuredPerformance.js';
import { indexRecordings, traceRuns } from '../../../src/events/traceRuns.js';
import { seededRandom } from '../../../src/math/random.js';
import { MANNERS, melodyOf, pieceOf, playedIn } from '../measures/pieces.js';

const BAR_STEPS = 36;

function walk(
  recordings: readonly (readonly MusicalEvent[])[],
  { events = 400, seed = 'walk', copyLimit = 8 } = {},
) {
  const bigrams = countBigrams(recordings, { barSteps: BAR_STEPS, copyLimit });
  const walked: MusicalEvent[] = [];
  for (const event of walkBigrams(bigrams, seededRandom(seed))) {
    if (walked.push(event) === events) break;
  }
  return walked;
}

function longestCopy(
  events: readonly MusicalEvent[],
  recordings: readonly (readonly MusicalEvent[])[],
) {
  const runs = traceRuns(events, indexRecordings(recordings));
  return Math.max(...runs.map((run) => run?.length ?? 0));
}

const scale = [60, 62, 64, 65, 67, 69, 71, 72, 74, 76, 77, 79];
const recorded = ['a', 'b', 'c'].map((seed) => playedIn(MANNERS.music, seed).events);

describe('a bigram walk', () => {
  it('is the same for the same seed', () => {
    expect(walk(recorded)).toEqual(walk(recorded));
    expect(walk(recorded, { seed: 'other' })).not.toEqual(walk(recorded));
  });

  it('takes each transition and each event as some recording has them', () => {
    const transitionsOf = (events: readonly MusicalEvent[]) =>
      interOnsetIntervals(events, ({ step }) => step).map((distance, i) => {
        const { step: _, ...next } = events[i + 1] as MusicalEvent;
        return JSON.stringify([events[i]?.pitches, distance, next]);
      });
    const known = new Set(recorded.flatMap(transitionsOf));
    const unknown = transitionsOf(walk(recorded)).filter((transition) => !known.has(transition));
    expect(unknown).toEqual([]);
  });

  it.each([
    ['of one melody, which has no other way to go on', [melodyOf(scale)]],
    ['of one note at one distance', [melodyOf(new Array(40).fill(61))]],
    ['of bars that are all the same', [melodyOf(new Array(12).fill([60, 64, 67]).flat())]],
    ['of a single note', [melodyOf([61])]],
    ['of many ways', ['a', 'b'].map((seed) => playedIn(MANNERS.machine, seed))],
  ])('%s never copies more than the limit', (_, pieces) => {
    const recordings = pieces.map(({ events }) => events);
    for (const copyLimit of [1, 2, 8, 64]) {
      const walked = walk(recordings, { copyLimit });
      expect(walked).toHaveLength(400);
      expect(longestCopy(walked, recordings)).toBeLessThanOrEqual(copyLimit);
    }
  });

  it.each([2, 5, 8])('reaches a limit of %d', (copyLimit) => {
    const recordings = [melodyOf(scale).events];
    expect(longestCopy(walk(recordings, { copyLimit }), recordings)).toBe(copyLimit);
  });

  it('begins with an opening at its place in the bar, and goes on with one behind the last event', () => {
    const late = pieceOf([
      [[50], BAR_STEPS + 9],
      [[52], BAR_STEPS + 14],
    ]);
    const walked = walk([late.events], { events: 6 });
    expect(walked.map(({ pitches, step }) => [...pitches, step])).toEqual([
      [50, 9],
      [52, 14],
      [50, 45],
      [52, 50],
      [50, 81],
      [52, 86],
    ]);
  });

  it('counts every recording the same, however long it is', () => {
    const short = melodyOf([60, 72]).events;
    const long = melodyOf(new Array(50).fill([60, 48]).flat()).events;
    const walked = walk([short, long], { events: 4000 });
    const [high, low] = [72, 48].map(
      (pitch) => walked.filter(({ pitches }) => pitches[0] === pitch).length,
    );
    // Behind a 60 stands one of 2 events there, 50 of 100 here.
    expect((high as number) / ((high as number) + (low as number))).toBeCloseTo(0.5, 1);
  });

  it('leads on from transitions that all keep to one step', () => {
    const struck = { pitches: [60], microtimingTicks: 0, durationTicks: 100, velocity: 60 };
    const again = [
      { ...struck, step: 0, microtimingTicks: -15 },
      { ...struck, step: 0, microtimingTicks: 15 },
    ];
    expect(walk([again]).at(-1)?.step).toBeGreaterThan(BAR_STEPS);
  });

  it('of recordings without events is empty', () => {
    expect(walk([])).toEqual([]);
  });
});
