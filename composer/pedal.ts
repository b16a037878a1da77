import type { Random } from '../src/math/random.js';
import { TICKS_PER_QUARTER } from '../src/music/time.js';
import { between, wholeBetween } from './chance.js';
import type { Passage } from './passage.js';

/** The sustain pedal (controller 64) arrives at a depth, 0–127. */
export interface PedalMove {
  readonly atTicks: number;
  readonly depth: number;
}

/**
 * Pedals a piece as a pianist does: between two harmonies the foot comes up just after the new chord is
 * struck and goes down again while the fingers still hold it, so that nothing breaks and nothing blurs.
 */
export function pedalMoves(
  passages: readonly Passage[],
  { ticksPerMs, random }: { ticksPerMs: number; random: Random },
): PedalMove[] {
  const spans = spansOf(passages);
  return spans.flatMap(({ downTicks, upTicks }, index) => {
    const followsAtOnce = spans[index - 1]?.upTicks === downTicks;
    const goesOn = spans[index + 1]?.downTicks === upTicks;
    const downDelayMs = followsAtOnce ? between(random, 95, 130) : 0;
    const upDelayMs = goesOn ? between(random, 20, 40) : 0;
    return [
      {
        atTicks: Math.round(downTicks + downDelayMs * ticksPerMs),
        depth: wholeBetween(random, 96, 127),
      },
      { atTicks: Math.round(upTicks + upDelayMs * ticksPerMs), depth: 0 },
    ];
  });
}

function spansOf(passages: readonly Passage[]): { downTicks: number; upTicks: number }[] {
  let start = 0;
  return passages.flatMap((passage) => {
    const spans = passage.pedals.map(({ downBeats, upBeats }) => ({
      downTicks: Math.round((start + downBeats) * TICKS_PER_QUARTER),
      upTicks: Math.round((start + upBeats) * TICKS_PER_QUARTER),
    }));
    start += passage.lengthBeats;
    return spans;
  });
}
