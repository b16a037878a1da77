import type { Posteriorgrams } from '../../src/transcription/posteriorgrams.js';
import { PITCH_COUNT } from '../../src/transcription/spectrum.js';

export interface MadeUpNote {
  readonly key: number;
  readonly from: number;
  readonly to: number;
  /** 0–1, the network's certainty of onset and frames. */
  readonly onset?: number;
  readonly frame?: number;
  /** The sound of its own pitch, which fades by 0.1 dB a frame. */
  readonly decibels?: number;
}

/** What the network would say of some notes: onsets three frames wide, frames that hold, powers that fade. */
export function madeUpPosteriorgrams(
  frameCount: number,
  notes: readonly MadeUpNote[],
): Posteriorgrams {
  const empty = () => new Float32Array(frameCount * PITCH_COUNT);
  const posteriorgrams = {
    frameCount,
    frames: empty(),
    onsets: empty(),
    powers: empty().fill(1e-7),
  };
  for (const { key, from, to, onset = 0.9, frame = 0.85, decibels = 10 } of notes) {
    for (const [step, share] of [0.4, 1, 0.4].entries()) {
      posteriorgrams.onsets[(from - 1 + step) * PITCH_COUNT + key] = onset * share;
    }
    for (let at = from; at < to; at++) {
      posteriorgrams.frames[at * PITCH_COUNT + key] = frame;
      posteriorgrams.powers[at * PITCH_COUNT + key] = 10 ** ((decibels - 0.1 * (at - from)) / 10);
    }
  }
  return posteriorgrams;
}
