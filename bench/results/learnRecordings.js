// node bench/learnRecordings.js <home> <object> <takes> <read|train>: a process of its own for bench/growth.js, so that its
// memory is its own. Reads the first takes and packs their events, or learns them, and prints what it took as JSON.
import { findObject, openCollection, streamRecordings, trainObject } from 'sound-mirror';
import { gatherEvents } from '../../dist/events/recordedEvents.js';

const BATCH = 64;

const [home, name, takes, work] = process.argv.slice(2);
const object = findObject(await openCollection({ home }), name);
const recordings = streamRecordings({
  ...object,
  recordings: object.recordings.slice(0, Number(takes)),
});
const started = performance.now();
const done = work === 'read' ? await read() : await train();
console.log(JSON.stringify({ seconds: (performance.now() - started) / 1000, ...done }));

async function read() {
  const performances = (async function* () {
    for await (const { performance } of recordings) yield performance;
  })();
  const packed = await gatherEvents(performances);
  return { events: packed.recordings.reduce((sum, { step }) => sum + step.length, 0) };
}

async function train() {
  const { training } = await trainObject(recordings, { object: name, backend: 'wasm' });
  return { steps: training.epochs * Math.ceil(training.examples / BATCH) };
}
