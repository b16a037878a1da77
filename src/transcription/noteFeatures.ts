import { clamp } from '../math/clamp.js';
import { ATTACK_FRAMES, type Candidate } from './candidates.js';
import { decibels } from './decibels.js';
import { largestOver, meanOver, type Posteriorgrams } from './posteriorgrams.js';
import { PITCH_COUNT } from './spectrum.js';

/** How many numbers `noteFeatures` gives. */
export const FEATURE_COUNT = 26;

/**
 * What speaks for and against a candidate being a note, as numbers about 1 in size: the network's probabilities,
 * whether the sound rises or only goes on, whether it stands out from the pitches around it, as noise does not,
 * whether a lower note could be the cause of an overtone here, or a higher one of a ghost below it, and how long
 * ago the same key was struck. Nothing here depends on how loud the recording is, nor on anything farther away than
 * `MEMORY_FRAMES`.
 */
export function noteFeatures(posteriorgrams: Posteriorgrams): (candidate: Candidate) => number[] {
  const { frames, onsets, powers } = posteriorgrams;
  const strongestOnset = strongestOf(onsets, posteriorgrams.frameCount);
  const strongestPower = strongestOf(powers, posteriorgrams.frameCount);
  return ({ key, frame, onset, before }) => {
    // Frames of 11.6 ms, counted from the candidate's.
    const span = (first: number, last: number) => [frame + first, frame + last] as const;
    const attack = span(...ATTACK_FRAMES);
    const sounding = largestOver(frames, key, span(0, 6));
    const heldBefore = meanOver(frames, key, span(-6, -3));
    const level = decibels(largestOver(powers, key, attack));
    const quietest = Math.min(
      ...[-6, -4, -3].map((step) => meanOver(powers, key, span(step, step))),
    );
    const onsetAt = (interval: number) => largestOver(onsets, key + interval, span(-3, 3));
    const levelOver = (interval: number) =>
      isKey(key + interval)
        ? clamp(level - decibels(largestOver(powers, key + interval, attack)), -40, 20) / 10
        : 2;
    const soundingOver = (interval: number) =>
      isKey(key + interval) ? sounding - largestOver(frames, key + interval, span(0, 6)) : 1;
    const clarity = (
      over: readonly [number, number],
      measure: (table: Float32Array, key: number, over: readonly [number, number]) => number,
    ) => {
      const around = NEIGHBOURS.map((step) => key + step).filter(isKey);
      const power = around.reduce((sum, other) => sum + measure(powers, other, over), 0);
      const own = decibels(measure(powers, key, over));
      return clamp(own - decibels(power / around.length), -20, 20) / 10;
    };
    const age = before === undefined ? Number.POSITIVE_INFINITY : frame - before.frame;
    return [
      // What the network says of the onset and of the frames behind it.
      logit(onset),
      logit(meanOver(frames, key, span(0, 3))),
      logit(meanOver(frames, key, span(2, 14))),
      logit(sounding),
      // Whether the sound rises, in power and in the network's frames.
      clamp(level - decibels(quietest), -5, 40) / 10,
      sounding - heldBefore,
      // Onsets of the notes whose overtone it may be, and of the octave above.
      ...OVERTONES.map((interval) => onsetAt(-interval)),
      onsetAt(12),
      // Its power beside that of an octave, a twelfth and two octaves below, and of an octave above.
      ...[-12, -19, -24, 12].map(levelOver),
      // Its power and its onset beside the strongest of any key.
      clamp(level - decibels(largestOf(strongestPower, attack)), -60, 0) / 10,
      onset / largestOf(strongestOnset, span(-3, 3)),
      // How lately the same key was struck, how clearly, and whether it still sounded.
      Math.exp(-age / 8),
      (before?.onset ?? 0) * Math.exp(-age / 16),
      heldBefore,
      // The network's frames beside those of an octave below and above.
      soundingOver(-12),
      soundingOver(12),
      // Its power beside that of the pitches around it, at first and later.
      clarity(attack, largestOver),
      clarity(span(2, 14), meanOver),
      // Where it lies: so far above E5, so far below Bb2.
      Math.max(0, key - 55) / 20,
      Math.max(0, 25 - key) / 20,
    ];
  };
}

/** Semitones from a note to its second, third, fourth and fifth partial. */
const OVERTONES = [12, 19, 24, 28];

/** Semitones to the pitches around one, of which the nearest are part of its own sound. */
const NEIGHBOURS = [-3, -2, 2, 3];

function isKey(key: number): boolean {
  return key >= 0 && key < PITCH_COUNT;
}

/** The largest cell of each frame. */
function strongestOf(table: Float32Array, frameCount: number): Float32Array {
  return Float32Array.from({ length: frameCount }, (_, frame) =>
    table
      .subarray(frame * PITCH_COUNT, (frame + 1) * PITCH_COUNT)
      .reduce((most, value) => Math.max(most, value), 0),
  );
}

function largestOf(values: Float32Array, [first, last]: readonly [number, number]): number {
  return values.subarray(Math.max(0, first), last + 1).reduce((a, b) => Math.max(a, b), 0);
}

function logit(share: number): number {
  return Math.log((share + 0.001) / (1.001 - share));
}
