import { decibels, normalisingGain, stereoPeakOf } from './levels.js';
import { createLoudnessMeter } from './loudness.js';
import { RENDER_RATE_HZ, type StereoBlock } from './stereoBlock.js';

/** How long and how loud a sound is that was written. */
export interface SoundLevels {
  readonly frames: number;
  readonly seconds: number;
  /** What each sample was multiplied by. */
  readonly gain: number;
  /** The highest sample in dB below full scale; −∞ for silence. */
  readonly peakDb: number;
  /** Integrated loudness, ITU-R BS.1770-4; −∞ for silence. */
  readonly loudnessLufs: number;
}

/** What is to know of some sound before it has a gain. */
interface MeasuredSound {
  readonly frames: number;
  readonly peak: number;
  readonly loudnessLufs: (gain: number) => number;
}

/** Listens to all blocks and keeps none. */
export async function measureSound(blocks: AsyncIterable<StereoBlock>): Promise<MeasuredSound> {
  const meter = createLoudnessMeter();
  let peak = 0;
  let frames = 0;
  for await (const block of blocks) {
    meter.add(block);
    peak = Math.max(peak, stereoPeakOf(block));
    frames += block.left.length;
  }
  return { frames, peak, loudnessLufs: meter.integratedLufs };
}

/** The levels of that sound once it has the gain, by default the one that brings its peak to −1 dBFS. */
export function levelsAt(sound: MeasuredSound, gain = normalisingGain(sound.peak)): SoundLevels {
  return {
    frames: sound.frames,
    seconds: sound.frames / RENDER_RATE_HZ,
    gain,
    peakDb: decibels(sound.peak * gain),
    loudnessLufs: sound.loudnessLufs(gain),
  };
}
