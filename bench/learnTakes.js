// node bench/learnTakes.js <home> <object> <takes> <folder>: a process of its own for bench/howMuch.js, so that its
// memory is its own. Learns the first takes, writes the decoder into the folder and prints what it cost as JSON.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  findObject,
  openCollection,
  readRecordings,
  saveDecoder,
  seededRandom,
  streamRecordings,
  trainObject,
} from 'sound-mirror';
import { reconstructLeftOut } from '../dist/autoencoder/reconstructLeftOut.js';

const [home, name, takes, folder] = process.argv.slice(2);
const object = findObject(await openCollection({ home }), name);
const part = (from, to) => ({ ...object, recordings: object.recordings.slice(from, to) });

const started = performance.now();
const learned = streamRecordings(part(0, Number(takes)));
const decoder = await trainObject(learned, { object: name, backend: 'wasm' });
const cost = {
  seconds: (performance.now() - started) / 1000,
  cpuSeconds: process.cpuUsage().user / 1e6,
  peakMb: process.resourceUsage().maxRSS / 1000,
};
const { json, weights } = saveDecoder(decoder);
writeFileSync(join(folder, 'decoder.json'), json);
writeFileSync(join(folder, 'weights.bin'), weights);

const performancesOf = async (each) =>
  (await readRecordings(each)).recordings.map((recording) => recording.performance);
const { right } = await reconstructLeftOut(
  'phrase',
  {
    learned: await performancesOf(part(0, Number(takes))),
    leftOut: await performancesOf(part(-16, undefined)),
  },
  { random: seededRandom('how much') },
);
console.log(JSON.stringify({ ...cost, right }));
