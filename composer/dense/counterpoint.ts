import type { Random } from '../../src/math/random.js';
import { between } from '../chance.js';
import { type LineOptions, line, type Passage } from '../passage.js';
import type { Rhythm } from '../rhythm.js';
import { degreeNear, pitchAt, type Scale } from '../theory.js';
import type { Range } from '../voicing.js';

/** Thirds, sixths, octaves and their compounds, in steps of the scale. */
const CONSONANT_STEPS = [2, 5, 7, 9, 12, 14, 16, 19];

export interface CounterpointOptions extends LineOptions {
  readonly scale: Scale;
  readonly values: Rhythm;
  readonly range: Range;
  readonly side: 'above' | 'below';
  readonly random: Random;
}

/**
 * A voice of its own rhythm against a given one: each note is consonant with what then sounds, and the nearest
 * such note to the one before it that does not repeat it.
 *
 * @param given a line of single notes, its first stroke at or before the first note of the new voice
 */
export function counterpoint(given: Passage, options: CounterpointOptions): Passage {
  const { scale, values, range, side, random } = options;
  let previous = degreeNear(scale, (range.lowest + range.highest) / 2);
  const pitches: number[] = [];
  let atBeats = 0;
  for (const { beats, sounds } of values) {
    if (sounds) {
      const against = degreeNear(scale, pitchSoundingAt(given, atBeats));
      previous = nearestConsonance(against, { scale, range, side, random, previous });
      pitches.push(pitchAt(scale, previous));
    }
    atBeats += beats;
  }
  return line(values, pitches, options);
}

function pitchSoundingAt({ strokes }: Passage, atBeats: number): number {
  const sounding = strokes.findLast((stroke) => stroke.atBeats <= atBeats + 1e-9) ?? strokes[0];
  return sounding?.pitches.at(-1) ?? 60;
}

function nearestConsonance(
  against: number,
  options: Pick<CounterpointOptions, 'scale' | 'range' | 'side' | 'random'> & { previous: number },
): number {
  const { scale, range, side, random, previous } = options;
  let best = previous;
  let bestCost = Number.POSITIVE_INFINITY;
  for (const steps of CONSONANT_STEPS) {
    const degree = side === 'above' ? against + steps : against - steps;
    const pitch = pitchAt(scale, degree);
    const isOutside = pitch < range.lowest || pitch > range.highest;
    // A repeated note costs as much as a fourth; chance decides between steps that are nearly as good.
    const motion = degree === previous ? 3 : Math.abs(degree - previous);
    const cost = motion + (isOutside ? 40 : 0) + between(random, 0, 2);
    if (cost < bestCost) {
      best = degree;
      bestCost = cost;
    }
  }
  return best;
}
