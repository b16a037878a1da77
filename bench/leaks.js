// node bench/leaks.js [photos]: a thousand photos through the library in one process. Fails if tensors pile up or memory grows.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { memory } from '@tensorflow/tfjs-core';
import sharp from 'sharp';
import {
  loadDetector,
  mirrorPhoto,
  openCollection,
  readDetectorFiles,
  writeMidi,
} from 'sound-mirror';

const ROOMS = ['kitchen', 'living-room', 'study', 'bedroom'];

/** Every tenth photo is large enough for tiles, which takes five times as long. */
const TILED_EVERY = 10;

/** Of the last fifth's memory, in shares of the second's: what a garbage collector may lie behind. */
const MOST_GROWTH = 0.1;

const count = Number(process.argv[2] ?? 1000);
if (!(Number.isInteger(count) && count >= 10)) {
  console.error('Expected a number of photos, 10 or more: node bench/leaks.js 1000');
  process.exit(2);
}
const rooms = await Promise.all(ROOMS.map(readRoom));
const collection = await openCollection();
const detector = await loadDetector(await readDetectorFiles());
const samples = [];
const started = performance.now();
for (let i = 0; i < count; i++) {
  const heard = await mirrorOne(await crop(i));
  samples.push({ heard, tensors: memory().numTensors, rssMb: process.memoryUsage.rss() / 1e6 });
  if ((i + 1) % Math.ceil(count / 10) === 0) console.error(`${i + 1} of ${count}`);
}
const seconds = (performance.now() - started) / 1000;
detector.dispose();

const [, second, , , last] = fifths(samples.map(({ rssMb }) => rssMb));
const growth = mean(last) / mean(second) - 1;
const tensors = [...new Set(samples.map((sample) => sample.tensors))];
console.log(
  `${count} photos in ${seconds.toFixed(0)} s, ${samples.filter(({ heard }) => heard).length} of them answered`,
);
console.log(
  `tensors: ${tensors.join(', ')} after each photo, ${memory().numTensors} after dispose`,
);
console.log(
  `memory: ${mean(second).toFixed(0)} MB in the second fifth, ${mean(last).toFixed(0)} MB in the last (${(100 * growth).toFixed(1)} %), peak ${Math.max(...samples.map(({ rssMb }) => rssMb)).toFixed(0)} MB`,
);
const faults = [
  ...(tensors.length > 1 ? ['tensors pile up'] : []),
  ...(memory().numTensors > 0 ? ['tensors are left after dispose'] : []),
  ...(growth > MOST_GROWTH ? [`memory grows by more than ${100 * MOST_GROWTH} %`] : []),
];
for (const fault of faults) console.error(`Expected no leak but ${fault}.`);
process.exitCode = faults.length > 0 ? 1 : 0;

/** Whether anybody answered; a crop may well show nothing that does. */
async function mirrorOne(bytes) {
  try {
    writeMidi((await mirrorPhoto(bytes, { detector, collection })).score);
    return true;
  } catch (error) {
    if (error.code === 'unanswered') return false;
    throw error;
  }
}

async function readRoom(name) {
  const bytes = await readFile(fileURLToPath(new URL(`../photos/${name}.jpg`, import.meta.url)));
  const { width, height } = await sharp(bytes).metadata();
  return { bytes, width, height };
}

/** Another part of a room each time, 300 × 225 pixels, now and then 640 × 480. */
function crop(i) {
  const { bytes, width, height } = rooms[i % rooms.length];
  const wide = Math.round(width * 0.7);
  const high = Math.round(wide * 0.75);
  const left = Math.round((((i * 37) % 100) / 100) * (width - wide));
  const top = Math.round((((i * 61) % 100) / 100) * Math.max(0, height - high));
  const size = i % TILED_EVERY === 0 ? 640 : 300;
  return sharp(bytes)
    .extract({ left, top, width: wide, height: Math.min(high, height - top) })
    .resize(size, Math.round(size * 0.75), { fit: 'fill' })
    .jpeg()
    .toBuffer();
}

function fifths(values) {
  const at = (fifth) => Math.floor((fifth * values.length) / 5);
  return [0, 1, 2, 3, 4].map((fifth) => values.slice(at(fifth), at(fifth + 1)));
}

function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
