import { countedBeats } from '../../../../music/metre.js';
import { beatSeconds, type Grid } from './grid.js';

/** A click is a short sine that dies away; the first of a bar is higher and louder. */
const CLICK_SECONDS = 0.05;
const DECAY_SECONDS = 0.008;
const ATTACK_SECONDS = 0.0005;
const FIRST = { hertz: 1760, amplitude: 0.6 };
const OTHER = { hertz: 1175, amplitude: 0.25 };

/** What a metronome is told to do, on the clock of the sound. */
export interface MetronomeOrder {
  readonly grid: Grid;
  /** Of its first click, which begins a bar; in seconds. */
  readonly startSeconds: number;
  /** Clicks that would begin here or later are not heard; in seconds. */
  readonly endSeconds: number;
}

/**
 * Adds the clicks of a metronome to a stretch of sound. It depends on nothing but the place of each sample, so that no click is lost or
 * late however the sound is cut into blocks.
 *
 * @param block samples, −1 to 1, of one channel
 * @param options.firstFrame of the block, on the clock of the sound
 */
export function addClicks(
  block: Float32Array,
  {
    order,
    firstFrame,
    sampleRateHz,
  }: {
    readonly order: MetronomeOrder;
    readonly firstFrame: number;
    readonly sampleRateHz: number;
  },
): void {
  const { grid, startSeconds, endSeconds } = order;
  const beats = countedBeats(grid.metre);
  const beat = beatSeconds(grid);
  for (let i = 0; i < block.length; i++) {
    const since = (firstFrame + i) / sampleRateHz - startSeconds;
    if (since < 0) continue;
    // The last thousandth of a millisecond belongs to the beat after: sums of seconds are not exact.
    const index = Math.floor(since / beat + 1e-6);
    if (startSeconds + index * beat >= endSeconds - 1e-6) continue;
    const seconds = Math.max(0, since - index * beat);
    if (seconds < CLICK_SECONDS) {
      block[i] = (block[i] as number) + clickAt(seconds, index % beats === 0);
    }
  }
}

function clickAt(seconds: number, isFirst: boolean): number {
  const { hertz, amplitude } = isFirst ? FIRST : OTHER;
  const envelope = Math.min(1, seconds / ATTACK_SECONDS) * Math.exp(-seconds / DECAY_SECONDS);
  return amplitude * envelope * Math.sin(2 * Math.PI * hertz * seconds);
}
