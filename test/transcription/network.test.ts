import { createHash } from 'node:crypto';
import { loadGraphModel } from '@tensorflow/tfjs-converter';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/math/random.js';
import { openBackend } from '../../src/tensors/backend.js';
import { graphArtifacts } from '../../src/tensors/graphArtifacts.js';
import { loadNetwork } from '../../src/transcription/network.js';
import { LOWEST_PITCH, PITCH_COUNT } from '../../src/transcription/spectrum.js';
import { WINDOW_FRAMES, WINDOW_SAMPLES } from '../../src/transcription/windows.js';
import { basicPitchFile, basicPitchFiles } from './basicPitchFiles.js';
import { toneOf } from './tones.js';

describe('the weights in models/basic-pitch', () => {
  const sums = [
    ...basicPitchFile('ORIGIN.md')
      .toString('utf8')
      .matchAll(/^([0-9a-f]{64}) {2}(\S+)$/gm),
  ];

  it('are two files with the checksums of ORIGIN.md, and their licence', () => {
    expect(sums).toHaveLength(2);
    for (const [, sum, name] of sums) {
      const bytes = basicPitchFile(name as string);
      expect(createHash('sha256').update(bytes).digest('hex'), name).toBe(sum);
    }
    expect(basicPitchFile('LICENSE').toString('utf8')).toMatch(/Apache License\s+Version 2.0/);
  });
});

function furthestApart(a: Float32Array, b: Float32Array): number {
  if (b.length !== a.length) return Number.POSITIVE_INFINITY;
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - (b[i] as number))), 0);
}

describe('loadNetwork', () => {
  beforeAll(() => openBackend('wasm'));
  const files = basicPitchFiles();
  const random = seededRandom('two seconds of noise with a tone in it');
  const tone = toneOf(WINDOW_SAMPLES, [{ pitch: 64, fromSeconds: 0.5, toSeconds: 1.8 }]);
  const samples = tone.map((sample) => sample + 0.01 * (random() - 0.5));

  it('gives, from inside the graph, what the whole graph gives', async () => {
    const network = await loadNetwork(files);
    const { frames, onsets } = await network.run(samples);
    const whole = await loadGraphModel(tf.io.fromMemory(graphArtifacts(files)));
    const outputs = tf.tidy(() =>
      whole.execute({ input_2: tf.tensor3d(samples, [1, WINDOW_SAMPLES, 1]) }, [
        'Identity_1',
        'Identity_2',
      ]),
    ) as tf.Tensor[];
    const [wholeFrames, wholeOnsets] = await Promise.all(outputs.map((output) => output.data()));
    tf.dispose(outputs);
    whole.dispose();
    network.dispose();
    expect(frames).toHaveLength(WINDOW_FRAMES * PITCH_COUNT);
    expect(Math.max(...frames)).toBeGreaterThan(0.5);
    expect(furthestApart(frames, wholeFrames as Float32Array)).toBeLessThan(1e-4);
    expect(furthestApart(onsets, wholeOnsets as Float32Array)).toBeLessThan(1e-4);
  });

  it('finds a tone strongest at its own pitch', async () => {
    const network = await loadNetwork(files);
    const { powers } = await network.run(tone);
    network.dispose();
    const middle = [...powers.subarray(86 * PITCH_COUNT, 87 * PITCH_COUNT)];
    expect(LOWEST_PITCH + middle.indexOf(Math.max(...middle))).toBe(64);
  });

  it('keeps no tensor but its weights, and frees those', async () => {
    const before = tf.memory().numTensors;
    const network = await loadNetwork(files);
    const loaded = tf.memory().numTensors;
    await network.run(samples);
    await network.run(samples);
    expect(tf.memory().numTensors).toBe(loaded);
    network.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it.each([
    ['no graph', { modelJson: '{}', shards: [] }],
    ['no JSON', { modelJson: 'Mr', shards: [] }],
    ['half the weights', { ...files, shards: files.shards.map((shard) => shard.subarray(0, 9)) }],
  ])('says in one line that the files are damaged: %s', async (_, damaged) => {
    await expect(loadNetwork(damaged)).rejects.toMatchObject({
      code: 'environment',
      message: expect.stringMatching(/^Expected the weights of Basic Pitch .*\. Reinstall [^\n]*$/),
    });
  });
});
