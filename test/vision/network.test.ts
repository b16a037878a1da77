import { createHash } from 'node:crypto';
import type { GraphModel } from '@tensorflow/tfjs-converter';
import * as tf from '@tensorflow/tfjs-core';
import { load } from '@tensorflow-models/coco-ssd';
import { beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/math/random.js';
import { openBackend } from '../../src/tensors/backend.js';
import { CLASS_COUNT } from '../../src/vision/labels.js';
import { loadNetwork } from '../../src/vision/network.js';
import { INPUT_SIDE, toNetworkInput } from '../../src/vision/networkInput.js';
import { cocoSsdFile, cocoSsdFiles, embeddingFiles } from './cocoSsdFiles.js';

describe('the weights in models/coco-ssd', () => {
  const sums = [
    ...cocoSsdFile('ORIGIN.md')
      .toString('utf8')
      .matchAll(/^([0-9a-f]{64}) {2}(\S+)$/gm),
  ];

  it('are six files with the checksums of ORIGIN.md, and their licence', () => {
    expect(sums).toHaveLength(6);
    for (const [, sum, name] of sums) {
      const bytes = cocoSsdFile(name as string);
      expect(createHash('sha256').update(bytes).digest('hex'), name).toBe(sum);
    }
    expect(cocoSsdFile('LICENSE').toString('utf8')).toMatch(/Apache License\s+Version 2.0/);
  });
});

function furthestApart(a: Float32Array, b: unknown): number {
  if (!(b instanceof Float32Array) || b.length !== a.length) return Number.POSITIVE_INFINITY;
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - (b[i] as number))), 0);
}

describe('loadNetwork', () => {
  beforeAll(() => openBackend('wasm'));
  const files = cocoSsdFiles();

  it('gives what the published graph gives', async () => {
    const random = seededRandom('a picture of noise');
    const length = INPUT_SIDE * INPUT_SIDE * 3;
    const data = Uint8Array.from({ length }, () => Math.floor(random() * 256));
    const network = await loadNetwork(files);
    const frame = { x: 0, y: 0, width: INPUT_SIDE, height: INPUT_SIDE };
    const output = await network.run(toNetworkInput({ ...frame, data }, frame));
    network.dispose();

    const { modelTopology, weightsManifest } = JSON.parse(files.modelJson);
    const weightSpecs = weightsManifest.flatMap((group: { weights: object[] }) => group.weights);
    const weightData = files.shards.map((shard) => new Uint8Array(shard).buffer);
    const modelUrl = tf.io.fromMemory({ modelTopology, weightSpecs, weightData });
    const detection = await load({ modelUrl: modelUrl as unknown as string });
    const { model } = detection as unknown as { model: GraphModel };
    const image = tf.tensor4d(data, [1, INPUT_SIDE, INPUT_SIDE, 3], 'int32');
    const [confidences, boxes] = (await model.executeAsync(image)) as tf.Tensor[];
    expect(confidences?.shape).toEqual([1, 1917, CLASS_COUNT]);
    expect(boxes?.shape).toEqual([1, 1917, 1, 4]);
    // The graph scales its levels in single precision, we in double.
    expect(furthestApart(output.confidences, confidences?.dataSync())).toBeLessThan(1e-4);
    expect(furthestApart(output.boxes, boxes?.dataSync())).toBeLessThan(1e-4);
    tf.dispose([image, confidences as tf.Tensor, boxes as tf.Tensor]);
    detection.dispose();
  });

  it('frees every tensor when it is disposed of, with feature maps and without', async () => {
    const before = tf.memory().numTensors;
    const network = await loadNetwork({ ...files, embedding: embeddingFiles() });
    const input = new Float32Array(INPUT_SIDE * INPUT_SIDE * 3);
    await network.run(input);
    const during = tf.memory().numTensors;
    await network.run(input, { withMaps: true });
    // The projection stays: two matrices and two biases.
    expect(tf.memory().numTensors).toBe(during + 4);
    network.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('gives whitened cells of both feature maps where they are asked for, and the same besides', async () => {
    const network = await loadNetwork({ ...files, embedding: embeddingFiles() });
    const random = seededRandom('another picture of noise');
    const input = Float32Array.from({ length: INPUT_SIDE * INPUT_SIDE * 3 }, () => random() - 0.5);
    const { maps, ...output } = await network.run(input, { withMaps: true });
    expect(await network.run(input)).toEqual(output);
    network.dispose();
    expect([maps?.fine.length, maps?.coarse.length]).toEqual([19 * 19 * 160, 10 * 10 * 160]);
    for (const map of [maps?.fine, maps?.coarse]) expect(map?.every(Number.isFinite)).toBe(true);
  });

  it('says that nothing can be taught where what makes embeddings is absent or damaged', async () => {
    const input = new Float32Array(INPUT_SIDE * INPUT_SIDE * 3);
    const { modelJson, shards } = embeddingFiles();
    const cut = { modelJson, shards: shards.map((shard) => shard.subarray(0, shard.length - 4)) };
    for (const embedding of [undefined, cut]) {
      const network = await loadNetwork({ ...files, ...(embedding && { embedding }) });
      await expect(network.run(input, { withMaps: true })).rejects.toThrow(
        /^Expected the projection of embeddings in models\/taught/,
      );
      network.dispose();
    }
  });

  const [first, second, ...others] = files.shards as [Buffer, Buffer, ...Buffer[]];
  it('says so at the first look when a weight has another shape, leaving no tensor behind', async () => {
    const model = JSON.parse(files.modelJson);
    const name = 'FeatureExtractor/MobilenetV2/Conv/Conv2D/merged_input';
    const weights: { name: string; shape: number[] }[] = model.weightsManifest[0].weights;
    for (const weight of weights) if (weight.name === name) weight.shape = [3, 3, 1, 96];
    const before = tf.memory().numTensors;
    const network = await loadNetwork({ ...files, modelJson: JSON.stringify(model) });
    const look = network.run(new Float32Array(INPUT_SIDE * INPUT_SIDE * 3));
    await expect(look).rejects.toMatchObject({ code: 'environment' });
    network.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it.each([
    ['a shard is missing', { ...files, shards: files.shards.slice(0, 4) }],
    ['shards have changed places', { ...files, shards: [second, first, ...others] }],
    ['a shard is cut short', { ...files, shards: [first, second.subarray(0, -3), ...others] }],
    ['model.json is cut short', { ...files, modelJson: files.modelJson.slice(0, 9_000) }],
    ['model.json is of something else', { ...files, modelJson: '{}' }],
  ])('says that the weights are damaged when %s', async (_, damaged) => {
    const before = tf.memory().numTensors;
    await expect(loadNetwork(damaged)).rejects.toMatchObject({
      code: 'environment',
      message: expect.stringMatching(
        /^Expected the weights of COCO-SSD .* Reinstall sound-mirror\.$/,
      ),
    });
    expect(tf.memory().numTensors).toBe(before);
  });
});
