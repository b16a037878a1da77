import type { StereoBlock } from '../../src/audio/stereoBlock.js';
import { RENDER_RATE_HZ } from '../../src/audio/stereoBlock.js';

/** All blocks in a row. */
export async function collect(blocks: AsyncIterable<StereoBlock>): Promise<StereoBlock> {
  const all: StereoBlock[] = [];
  for await (const block of blocks) all.push(block);
  return { left: joined(all.map((b) => b.left)), right: joined(all.map((b) => b.right)) };
}

/**
 * Where sound sets in after at least a tenth of a second that was 40 dB softer than the loudest sample,
 * in seconds: enough for notes that stand apart.
 */
export function onsetSeconds({ left, right }: StereoBlock): number[] {
  const level = left.map((sample, frame) =>
    Math.max(Math.abs(sample), Math.abs(right[frame] ?? 0)),
  );
  const threshold = 0.01 * level.reduce((most, each) => Math.max(most, each), 0);
  const onsets: number[] = [];
  let lastLoud = -RENDER_RATE_HZ;
  for (const [frame, each] of level.entries()) {
    if (each <= threshold) continue;
    if (frame - lastLoud > RENDER_RATE_HZ / 10) onsets.push(frame / RENDER_RATE_HZ);
    lastLoud = frame;
  }
  return onsets;
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
