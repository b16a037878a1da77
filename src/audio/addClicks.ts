import type { Beats } from '../beats/beats.js';
import { BEATS_RULE } from '../checks/argumentRules.js';
import { checkArguments, checkOptions } from '../checks/checkOptions.js';
import { RENDER_RATE_HZ, type StereoBlock } from './stereoBlock.js';

export interface ClickOptions {
  /** The clicks' highest sample; full scale is 1. */
  readonly level?: number | undefined;
}

const BEAT_HZ = 1000;
/** A downbeat is an octave and a fifth higher than the other beats. */
const DOWNBEAT_HZ = 3000;
const CLICK_SECONDS = 0.03;
/** A click has fallen by 60 dB at its end. */
const DECAY_PER_SECOND = Math.log(1000) / CLICK_SECONDS;

/**
 * Sound with a click on each beat, higher on those that begin a bar, as it streams by: to check beats by ear.
 *
 * @param blocks at 44.1 kHz, from the start of the recording; they are as long and as many afterwards
 * @param beats seconds from the start of the recording; clicks beyond the sound's end are not heard
 * @throws MirrorError `usage` for a level that is not from 0 to 1, and for an option of another type or of no known
 *   name
 */
export async function* addClicks(
  blocks: AsyncIterable<StereoBlock>,
  beats: Pick<Beats, 'beats' | 'downbeats'>,
  options: ClickOptions = {},
): AsyncGenerator<StereoBlock> {
  checkOptions('addClicks', options, { level: { least: 0, most: 1, whole: false } });
  checkArguments({ blocks, beats }, { blocks: 'stream', beats: BEATS_RULE });
  const { level = 0.5 } = options;
  const isDownbeat = new Set(beats.downbeats);
  const sounds = { beat: click(BEAT_HZ, level), downbeat: click(DOWNBEAT_HZ, level) };
  const clicks = beats.beats.map((seconds) => ({
    startFrame: Math.round(seconds * RENDER_RATE_HZ),
    sound: isDownbeat.has(seconds) ? sounds.downbeat : sounds.beat,
  }));
  let fromFrame = 0;
  let next = 0;
  for await (const block of blocks) {
    const toFrame = fromFrame + block.left.length;
    const left = block.left.slice();
    const right = block.right.slice();
    for (let i = next; i < clicks.length && (clicks[i]?.startFrame ?? 0) < toFrame; i++) {
      const { startFrame, sound } = clicks[i] as (typeof clicks)[number];
      const first = Math.max(fromFrame, startFrame);
      const end = Math.min(toFrame, startFrame + sound.length);
      for (let frame = first; frame < end; frame++) {
        const sample = sound[frame - startFrame] as number;
        left[frame - fromFrame] = (left[frame - fromFrame] as number) + sample;
        right[frame - fromFrame] = (right[frame - fromFrame] as number) + sample;
      }
      // Only what ends within this block is done with.
      if (startFrame + sound.length <= toFrame && i === next) next++;
    }
    yield { left, right };
    fromFrame = toFrame;
  }
}

function click(hz: number, level: number): Float32Array {
  return Float32Array.from({ length: Math.round(CLICK_SECONDS * RENDER_RATE_HZ) }, (_, frame) => {
    const seconds = frame / RENDER_RATE_HZ;
    return level * Math.cos(2 * Math.PI * hz * seconds) * Math.exp(-DECAY_PER_SECOND * seconds);
  });
}
