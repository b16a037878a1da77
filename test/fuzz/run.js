// node test/fuzz/run.js --inputs 100000 [--seed n] [--only photo]: reads that many damaged files, watched from outside.
// Each may only be read rightly or be refused in one line, in time and in bounded memory. What breaks this is written into
// test/fuzz/found/, where every later run reads it again. Needs `npm run build`.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { TARGETS } from './targets.js';

/** For one input; the slowest good one takes a fiftieth of it. */
const MOST_SECONDS = 15;
const MOST_MB = 1500;

const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '400' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    from: { type: 'string', default: '0' },
  },
});
const { seed } = values;
let foundCount = 0;
let total = 0;
console.log(`seed ${seed}`);
for (const [name, { share }] of Object.entries(TARGETS)) {
  if (values.only !== undefined && values.only !== name) continue;
  const inputs = Math.ceil((Number(values.inputs) * (values.only ? 100 : share)) / 100);
  const from = Number(values.from);
  total += inputs;
  await fuzz(name, { from, to: from + inputs });
}
console.log(`${total} inputs, ${foundCount} found`);
process.exitCode = foundCount > 0 ? 1 : 0;

/** All inputs of one target; a thread that had to be ended is begun again behind the input that held it. */
async function fuzz(name, { from, to }) {
  const started = performance.now();
  const counts = new Int32Array(new SharedArrayBuffer(12));
  let peakMb = 0;
  for (let next = from; next < to; ) {
    const end = await watch(name, { from: next, to, counts });
    peakMb = Math.max(peakMb, end.peakMb);
    next = end.next;
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  console.log(
    `${name}: ${to - from} inputs, ${counts[1]} read, ${counts[2]} refused, ${seconds} s, at most ${peakMb} MB`,
  );
}

function watch(name, { from, to, counts }) {
  Atomics.store(counts, 0, from);
  const worker = new Worker(new URL('./thread.js', import.meta.url), {
    workerData: { target: name, from, to, seed, counts },
  });
  let peakMb = 0;
  let at = from;
  let since = performance.now();
  return new Promise((resolve) => {
    const stop = (next) => {
      clearInterval(timer);
      resolve({ next, peakMb });
    };
    const timer = setInterval(() => {
      const mb = Math.round(process.memoryUsage.rss() / 1e6);
      peakMb = Math.max(peakMb, mb);
      const index = Atomics.load(counts, 0);
      if (index !== at) {
        at = index;
        since = performance.now();
      }
      const isHeld = performance.now() - since > 1000 * MOST_SECONDS;
      if (!isHeld && mb <= MOST_MB) return;
      report(name, { index, what: isHeld ? `over ${MOST_SECONDS} s` : `${mb} MB` });
      clearInterval(timer);
      void worker.terminate().then(() => stop(index + 1));
    }, 20);
    worker.on('message', (found) => report(name, found));
    worker.on('error', (error) => {
      report(name, { index: counts[0], what: String(error.stack) });
      // Not even a good file can be read, or a hundred more would end the same way.
      stop(to);
    });
    worker.on('exit', () => stop(counts[0] === to ? to : counts[0] + 1));
  });
}

function report(name, { index, what, input }) {
  foundCount++;
  console.log(`${name} ${index}: ${what}`);
  console.log(`again: --only ${name} --seed ${seed} --from ${index} --inputs 1`);
  if (input === undefined || index < 0) return;
  const file = new URL(`./found/${name}-${seed}-${index}.bin`, import.meta.url);
  writeFileSync(file, input);
  console.log(`kept as ${fileURLToPath(file)}`);
}
