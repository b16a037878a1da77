// node bench/peers/plainCocoSsd.js <wasm|cpu|node> <photo>: coco-ssd's own `detect`, once over the decoded photo.
// wasm and cpu: nothing to install. node: @tensorflow/tfjs-node has to load, from here or from the folder that
// PEERS_TFJS_NODE names (one with a node_modules that holds it and @tensorflow-models/coco-ssd).
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { readDetectorFiles, readPhoto } from 'sound-mirror';
import { graphArtifacts } from '../../dist/tensors/graphArtifacts.js';
import { answerRuns, skip } from './answerRuns.js';

const [engine, file] = process.argv.slice(2);
const folder = engine === 'node' ? process.env.PEERS_TFJS_NODE : undefined;
const require = createRequire(folder === undefined ? import.meta.url : join(folder, 'index.js'));
const packages = {
  wasm: '@tensorflow/tfjs-backend-wasm',
  cpu: '@tensorflow/tfjs-backend-cpu',
  node: '@tensorflow/tfjs-node',
};
try {
  require(packages[engine]);
} catch (error) {
  skip(`${packages[engine]} does not load (${error.message.trim().split('\n')[0]}).`);
}
const tf = require('@tensorflow/tfjs-core');
tf.enableProdMode();
await tf.setBackend(engine === 'node' ? 'tensorflow' : engine);
const modelUrl = tf.io.fromMemory(graphArtifacts(await readDetectorFiles()));
const model = await require('@tensorflow-models/coco-ssd').load({ modelUrl });
const { pixels } = await readPhoto(readFileSync(file));
const picture = tf.tensor3d(pixels.data, [pixels.height, pixels.width, 3], 'int32');
await answerRuns(() => model.detect(picture));
