// node bench/taught/fit.js <folder of photos> [--out models/taught]: makes what ships in models/taught from photos of
// everyday places and the CREDITS.md beside them: the projection of feature maps, the scale of class logits, and the bank of anchors that taught things
// are told apart from. A minute for 32 photos.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs-core';
import { openBackend, readPhoto } from 'sound-mirror';
import { readWeights } from '../../dist/tensors/graphWeights.js';
import { decodeBoxes } from '../../dist/vision/boxCoder.js';
import { boxAt } from '../../dist/vision/candidates.js';
import { toNetworkInput } from '../../dist/vision/networkInput.js';
import { buildSsdlite } from '../../dist/vision/ssdlite.js';
import { writeBank } from '../../dist/vision/taught/bank.js';
import { embedAnchors, likeliestAnchors, logitsAt } from '../../dist/vision/taught/embedAnchors.js';
import { readLogitScale } from '../../dist/vision/taught/logitScale.js';
import { CELL_LENGTH, COARSE_SIDE, FINE_SIDE } from '../../dist/vision/taught/projectedMaps.js';
import { buildProjection } from '../../dist/vision/taught/projection.js';
import { suppressAnchors } from '../../dist/vision/taught/selectAnchors.js';
import { openSummedMap } from '../../dist/vision/taught/summedMap.js';
import { layOutViews } from '../../dist/vision/tiles.js';
import { principalComponents } from './principalComponents.js';

/** Anchors of a photo that the bank keeps: the likeliest of unlike places. */
const ANCHORS_OF_A_PHOTO = 96;

/** Every how many anchors one is looked at for the principal components: of ten thousand they are the same as of thirty. */
const ANCHOR_STEP = 3;

/** Added to every component's variance before its root is taken, in shares of the largest: what is mostly noise is not blown up. */
const WHITENING_FLOOR = 1e-4;

const [folder] = process.argv.slice(2);
const out = process.argv.includes('--out')
  ? process.argv[process.argv.indexOf('--out') + 1]
  : fileURLToPath(new URL('../../models/taught', import.meta.url));
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.jpg'))
  .sort();
const photos = await Promise.all(files.map((name) => readPhoto(readFileSync(join(folder, name)))));
const weightsOfSsd = readCocoSsd();
await openBackend('wasm');
const weightNamed = readWeights(weightsOfSsd);
const ssdlite = buildSsdlite(tf, weightNamed);
const shapes = weightNamed('Postprocessor/ExpandDims').values.slice();
const crops = photos.map(cropsOf);
const embedding = fitEmbedding();
mkdirSync(out, { recursive: true });
writeFileSync(join(out, 'model.json'), embedding.modelJson);
writeFileSync(join(out, 'projection.bin'), embedding.shards[0]);
const bank = makeBank(embedding);
writeFileSync(join(out, 'bank.bin'), bank);
writeFileSync(join(out, 'ORIGIN.md'), originOf());

function originOf() {
  const sums = ['model.json', 'projection.bin', 'bank.bin'].map((name) => {
    const sum = createHash('sha256')
      .update(readFileSync(join(out, name)))
      .digest('hex');
    return `${sum}  ${name}`;
  });
  const photographs = creditsOfPhotographs();
  return `# What taught things are recognised with

Made by \`node bench/taught/fit.js\` from ${files.length} pictures, none of which is in these files or could be made of them again: projection.bin and
model.json hold the principal components of the detector's feature maps and the distribution of its class logits, bank.bin
embeddings of anchors that taught things are told apart from. They go with the weights in models/coco-ssd and no others.

\`mirror doctor\` checks these SHA-256 sums:

\`\`\`
${sums.join('\n')}
\`\`\`

Licence: CC0 1.0. The pictures are ${photographs.length} photographs:

${photographs.map(({ name, author, licence, from }) => `- ${name}: ${author}, ${licence}, from ${from}`).join('\n')}

and ${files.length - photographs.length} renderings by bench/taught/scenes/bank.py in Blender 3.4, with blender-data's skies (Greg Zaal, CC0) and these models of Debian's
sweethome3d-furniture (BlendSwap-CC-0: CC0; BlendSwap-CC-BY and Scopia: CC BY 3.0; KatorLegaz and Reallusion: CC BY 3.0 US):

${creditsOfModels().join('; ')}.
`;
}

/** The rows of CREDITS.md beside the pictures. */
function creditsOfPhotographs() {
  const rows = readFileSync(join(folder, 'CREDITS.md'), 'utf8')
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .filter(([, name]) => name?.endsWith('.jpg') && files.includes(name));
  const credited = rows.map(([, name, author, licence, from]) => ({ name, author, licence, from }));
  const missing = files.filter(
    (name) => name.startsWith('real-') && !credited.some((credit) => credit.name === name),
  );
  if (missing.length > 0) throw new Error(`CREDITS.md does not say whose ${missing} is.`);
  return credited;
}

/** What the JSON beside each rendering says that it shows. */
function creditsOfModels() {
  const used = files
    .filter((name) => name.startsWith('bank-'))
    .flatMap(
      (name) => JSON.parse(readFileSync(join(folder, name.replace('.jpg', '.json')), 'utf8')).used,
    )
    .map(([catalog, , title, creator]) => `${title} (${catalog}${creator ? `, ${creator}` : ''})`);
  return [...new Set(used)].sort();
}

/** The network's own numbers, read without the collection, which wants what is made here. */
function readCocoSsd() {
  const at = (name) =>
    readFileSync(fileURLToPath(new URL(`../../models/coco-ssd/${name}`, import.meta.url)));
  const shards = [1, 2, 3, 4, 5].map((n) => at(`group1-shard${n}of5`));
  return { modelJson: at('model.json').toString('utf8'), shards };
}

/** What the network says of a photo and its tiles, as `Look`s whose maps are not projected yet. */
function cropsOf(photo, n) {
  const cropsOfPhoto = layOutViews(photo.pixels).map((view) => {
    const { offsets, fineMap, coarseMap, confidences } = predict(photo, view);
    return {
      view,
      output: { confidences, boxes: decodeBoxes(offsets, shapes) },
      fineMap,
      coarseMap,
    };
  });
  console.error(`${n + 1} of ${photos.length} photos seen`);
  return cropsOfPhoto;
}

function predict(photo, view) {
  return tf.tidy(() => {
    const input = tf.tensor4d(toNetworkInput(photo.pixels, view.box), [1, 300, 300, 3]);
    const tensors = Object.entries(ssdlite.predict(input));
    return Object.fromEntries(tensors.map(([name, tensor]) => [name, tensor.dataSync().slice()]));
  });
}

/** Fitted to means over the boxes of likely anchors, as they will be embedded. */
function fitEmbedding() {
  const pooled = { fine: [], coarse: [] };
  const logits = [];
  for (const crop of crops.flat()) {
    const { view, output } = crop;
    const summed = {
      fine: openSummedMap(unitCells(crop.fineMap, 576), { side: FINE_SIDE, length: 576 }),
      coarse: openSummedMap(unitCells(crop.coarseMap, 1280), { side: COARSE_SIDE, length: 1280 }),
    };
    const anchors = likeliestAnchors(output.confidences, view.tileOf ? 130 : 220);
    for (const [i, anchor] of anchors.entries()) {
      logits.push(logitsAt(output.confidences, anchor));
      if (i % ANCHOR_STEP > 0) continue;
      const box = boxAt(crop, anchor);
      if (box.width < 1 || box.height < 1) continue;
      const place = {
        left: (box.x - view.box.x) / view.box.width,
        top: (box.y - view.box.y) / view.box.height,
        right: (box.x + box.width - view.box.x) / view.box.width,
        bottom: (box.y + box.height - view.box.y) / view.box.height,
      };
      for (const map of ['fine', 'coarse']) {
        const mean = new Float32Array(map === 'fine' ? 576 : 1280);
        summed[map].addMean(place, mean);
        pooled[map].push(mean);
      }
    }
  }
  const weights = [];
  for (const map of ['fine', 'coarse']) {
    const { mean, vectors, variances } = principalComponents(pooled[map], CELL_LENGTH);
    const length = mean.length;
    const matrix = new Float32Array(length * CELL_LENGTH);
    const bias = new Float32Array(CELL_LENGTH);
    for (let k = 0; k < CELL_LENGTH; k++) {
      const scale = 1 / Math.sqrt(variances[k] + WHITENING_FLOOR * variances[0]);
      for (let i = 0; i < length; i++) {
        matrix[i * CELL_LENGTH + k] = vectors[k][i] * scale;
        bias[k] -= mean[i] * vectors[k][i] * scale;
      }
    }
    weights.push({ name: `${map}/matrix`, shape: [length, CELL_LENGTH], values: matrix });
    weights.push({ name: `${map}/bias`, shape: [CELL_LENGTH], values: bias });
  }
  const count = logits[0].length;
  const mean = Float32Array.from({ length: count }, (_, i) => meanOf(logits, (v) => v[i]));
  const deviation = mean.map((m, i) => Math.sqrt(meanOf(logits, (v) => (v[i] - m) ** 2)));
  weights.push({ name: 'logits/mean', shape: [count], values: mean });
  weights.push({ name: 'logits/deviation', shape: [count], values: deviation });
  return toGraphFiles(weights);
}

/** A feature map with each cell of length one, as the projection takes it. */
function unitCells(map, length) {
  const cells = new Float32Array(map.length);
  for (let at = 0; at < map.length; at += length) {
    let square = 0;
    for (let i = at; i < at + length; i++) square += map[i] ** 2;
    const size = Math.sqrt(square) + 1e-6;
    for (let i = at; i < at + length; i++) cells[i] = map[i] / size;
  }
  return cells;
}

function meanOf(rows, of) {
  return rows.reduce((sum, row) => sum + of(row), 0) / rows.length;
}

/** As TensorFlow.js publishes weights, without a graph. */
function toGraphFiles(weights) {
  const specs = weights.map(({ name, shape }) => ({ name, shape, dtype: 'float32' }));
  const modelJson = `${JSON.stringify({
    format: 'graph-model',
    weightsManifest: [{ paths: ['projection.bin'], weights: specs }],
  })}\n`;
  return {
    modelJson,
    shards: [Buffer.concat(weights.map(({ values }) => Buffer.from(values.buffer)))],
  };
}

function makeBank(embedding) {
  const projection = buildProjection(tf, embedding);
  const { logitScale } = readLogitScale(embedding);
  const bankPhotos = crops.map((cropsOfPhoto, n) => {
    const { width, height } = photos[n].pixels;
    const picture = { x: 0, y: 0, width, height };
    const anchors = cropsOfPhoto
      .map((crop) => ({
        view: crop.view,
        output: { ...crop.output, maps: project(projection, crop) },
      }))
      .flatMap((crop) => embedAnchors(crop, { picture, logitScale }))
      .sort((a, b) => b.largestLogit - a.largestLogit);
    const kept = suppressAnchors(anchors, ANCHORS_OF_A_PHOTO);
    return {
      embeddings: kept.map(({ embedding }) => embedding),
      largestLogits: Float32Array.from(kept, ({ largestLogit }) => largestLogit),
    };
  });
  return writeBank({ photos: bankPhotos });
}

function project(projection, { fineMap, coarseMap }) {
  return tf.tidy(() => {
    const { fine, coarse } = projection.project({
      fineMap: tf.tensor4d(fineMap, [1, FINE_SIDE, FINE_SIDE, 576]),
      coarseMap: tf.tensor4d(coarseMap, [1, COARSE_SIDE, COARSE_SIDE, 1280]),
    });
    return { fine: fine.dataSync().slice(), coarse: coarse.dataSync().slice() };
  });
}
