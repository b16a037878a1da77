import { describe, expect, it } from 'vitest';
import { addClicks } from '../../src/audio/addClicks.js';
import type { StereoBlock } from '../../src/audio/stereoBlock.js';

const BEATS = { beats: [0.0101, 0.21, 0.4199, 7], downbeats: [0.21] };

/** Half a second of a constant, in blocks of so many frames. */
async function* blocksOf(frames: number, level = 0): AsyncGenerator<StereoBlock> {
  for (let at = 0; at < 22_050; at += frames) {
    const length = Math.min(frames, 22_050 - at);
    yield {
      left: new Float32Array(length).fill(level),
      right: new Float32Array(length).fill(level),
    };
  }
}

async function sampled(blocks: AsyncIterable<StereoBlock>) {
  const left: number[] = [];
  const right: number[] = [];
  for await (const block of blocks) {
    left.push(...block.left);
    right.push(...block.right);
  }
  return { left, right };
}

describe('clicks', () => {
  it('begin at the frames of the beats, on both sides, and those on downbeats are higher', async () => {
    const { left, right } = await sampled(addClicks(blocksOf(5000), BEATS, { level: 0.37 }));
    expect(left).toEqual(right);
    expect(left).toHaveLength(22_050);
    const begins = left.flatMap((sample, i) => (sample !== 0 && !left[i - 1] ? [i] : []));
    expect(begins).toEqual([445, 9261, 18_518]);
    expect(Math.max(...left)).toBeCloseTo(0.37, 6);
    const crossings = (from: number) =>
      left.slice(from, from + 882).filter((each, i, all) => i > 0 && each * (all[i - 1] ?? 0) < 0)
        .length;
    expect(crossings(445)).toBe(40);
    expect(crossings(9261)).toBe(120);
  });

  it.each([1, 441, 1000, 22_050])('are the same in blocks of %i frames', async (frames) => {
    const whole = await sampled(addClicks(blocksOf(22_050), BEATS));
    expect(await sampled(addClicks(blocksOf(frames), BEATS))).toEqual(whole);
  });

  it('are added to the sound, whose blocks stay as they were', async () => {
    const block = {
      left: new Float32Array(900).fill(0.25),
      right: new Float32Array(900).fill(-0.5),
    };
    const { left, right } = await sampled(
      addClicks(
        (async function* () {
          yield block;
        })(),
        { beats: [0.01], downbeats: [] },
      ),
    );
    expect([left[0], left[441], right[441]]).toEqual([0.25, 0.75, 0]);
    expect(block.left.every((sample) => sample === 0.25)).toBe(true);
  });
});
