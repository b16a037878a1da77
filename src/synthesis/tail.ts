import { peakOf } from '../audio/levels.js';
import { RENDER_RATE_HZ } from '../audio/stereoBlock.js';
import { clamp } from '../math/clamp.js';

/** 80 dB below the loudest moment what rings on is inaudible. */
const INAUDIBLE = 1e-4;

/** So long it must have been inaudible: longer than a slow wave or a beating of two strings stays low. */
const QUIET_FRAMES = 0.3 * RENDER_RATE_HZ;

/** A sound that never dies away, as some SoundFonts have them, is faded out over the last second of these. */
const LONGEST_FRAMES = 20 * RENDER_RATE_HZ;
const FADE_FRAMES = RENDER_RATE_HZ;

/** What rings on after the last note. */
export interface Tail {
  /** Fades what must be faded and takes note of how loud it is; frames are counted from the end of the last note. */
  readonly pass: (left: Float32Array, right: Float32Array, framesAfterEnd: number) => void;
  readonly isOver: () => boolean;
}

export function createTail(): Tail {
  let loudest = 0;
  let quietFrames = 0;
  let isOver = false;
  return {
    pass(left, right, framesAfterEnd) {
      if (framesAfterEnd >= 0) fade(left, right, framesAfterEnd);
      const peak = Math.max(peakOf(left), peakOf(right));
      loudest = Math.max(loudest, peak);
      quietFrames = peak <= loudest * INAUDIBLE ? quietFrames + left.length : 0;
      const isLongEnough = framesAfterEnd + left.length >= LONGEST_FRAMES;
      isOver = isLongEnough || (framesAfterEnd >= 0 && quietFrames >= QUIET_FRAMES);
    },
    isOver: () => isOver,
  };
}

function fade(left: Float32Array, right: Float32Array, framesAfterEnd: number): void {
  if (framesAfterEnd + left.length <= LONGEST_FRAMES - FADE_FRAMES) return;
  for (let frame = 0; frame < left.length; frame++) {
    const rest = (LONGEST_FRAMES - framesAfterEnd - frame) / FADE_FRAMES;
    const gain = clamp(rest, 0, 1);
    left[frame] = (left[frame] ?? 0) * gain;
    right[frame] = (right[frame] ?? 0) * gain;
  }
}
