// Started by run.js: reads one damaged file after another, and says which broke a promise.
import { readdirSync, readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { MirrorError, seededRandom } from 'sound-mirror';
import { TARGETS } from './targets.js';

const { target: name, from, to, seed, counts } = workerData;
const target = TARGETS[name];
const good = await target.good();
// A good file that is refused would make every damaged one a success.
for (const input of good) await target.read(input);
for (const known of knownInputs()) await attempt(known, -1);
for (let index = from; index < to; index++) {
  Atomics.store(counts, 0, index);
  const random = seededRandom(`${seed} ${name} ${index}`);
  await attempt(target.mutate(good[index % good.length], random), index);
}
Atomics.store(counts, 0, to);

async function attempt(input, index) {
  try {
    await target.read(input);
    Atomics.add(counts, 1, 1);
  } catch (error) {
    // A number of the format that damage has changed is another version's.
    const isRefusal =
      error instanceof MirrorError && (error.code === 'input' || error.code === 'stale');
    if (isRefusal && /^[^\n]+$/.test(error.message)) Atomics.add(counts, 2, 1);
    else parentPort.postMessage({ index, what: String(error?.stack), input: target.pack(input) });
  }
}

/** What was found before: it is read again in every run. */
function* knownInputs() {
  const folder = new URL('./found/', import.meta.url);
  for (const file of readdirSync(folder).sort()) {
    if (file.startsWith(`${name}-`)) yield target.unpack(readFileSync(new URL(file, folder)));
  }
}
