import { mean } from '../math/mean.js';
import { logBeat, logSilence, peakAt, SILENCE_WEIGHT, SMEAR_FRAMES } from './trackBeats.js';

/**
 * From these on, and between these tempi that were found, half or twice as many beats are told as well. `node
 * bench/beats/otherTempi.js --takes 150 --seed fresh`, which none of them was chosen by: 16 of 209 right takes are
 * told so, five of them played at twice their own tempo; of 23 fast takes whose beats are half as many 12 have the
 * true tempo beside the one that was found, of 21 whose beats are twice as many 4.
 */
const DOUBLE = { leastLead: 0.75, tempoBpm: { least: 60, most: 110 } } as const;
const HALF = { least: -0.6, tempoBpm: { least: 70 } } as const;

/** How far from the middle between two beats the beat of a doubled tempo may stand, as a share of their distance. */
const ASTRAY = 0.1;

/**
 * How well half and twice as many beats explain the notes, nats for each beat that was found; below 0 where the
 * found ones explain them better.
 */
export interface OtherTempi {
  readonly half: number;
  readonly double: number;
}

/**
 * The tempo, half or twice as fast, that explains the notes about as well as the one that was found: what people
 * tap otherwise, and a finder mistakes most often. Where each beat is as strong as its neighbours and beats may
 * fall between them, twice as many may be right; where every second one is weak, half as many.
 *
 * @param tempoBpm that was found, counted beats a minute
 * @returns beats a minute; undefined where the beats that were found are much likelier
 */
export function otherTempo(tempoBpm: number, { half, double }: OtherTempi): number | undefined {
  const isInReach = tempoBpm >= DOUBLE.tempoBpm.least && tempoBpm <= DOUBLE.tempoBpm.most;
  if (isInReach && double - half >= DOUBLE.leastLead) return 2 * tempoBpm;
  return tempoBpm >= HALF.tempoBpm.least && half >= HALF.least ? tempoBpm / 2 : undefined;
}

/**
 * What `otherTempo` decides by: log-likelihood ratios of the network's activations.
 *
 * @param path frames of the beats, at least three
 * @param activation probability of a beat in each frame
 */
export function otherTempi(path: readonly number[], activation: Float32Array): OtherTempi {
  /** What a beat in a frame counts beside silence there, nats. */
  const ratioAt = (frame: number) => {
    let silence = 0;
    for (let at = frame - SMEAR_FRAMES; at <= frame + SMEAR_FRAMES; at++) {
      silence += logSilence(activation[at] ?? 0);
    }
    return logBeat(peakAt(activation, frame)) - SILENCE_WEIGHT * silence;
  };
  const between = path.slice(1).map((frame, i) => {
    const before = path[i] as number;
    const near = { activation, within: ASTRAY * (frame - before) };
    return ratioAt(likeliestNear((before + frame) / 2, near));
  });
  const beats = path.map(ratioAt);
  // Every second beat is left out, those from the first on or those from the second on.
  const leftOut = [0, 1].map((phase) => mean(beats.filter((_, i) => i % 2 === phase)));
  return { half: -Math.min(...leftOut) / 2, double: mean(between) };
}

function likeliestNear(
  place: number,
  { activation, within }: { readonly activation: Float32Array; readonly within: number },
): number {
  let best = Math.round(place);
  for (let frame = Math.ceil(place - within); frame <= place + within; frame++) {
    if ((activation[frame] ?? 0) > (activation[best] ?? 0)) best = frame;
  }
  return best;
}
