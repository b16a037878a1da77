import { writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

/**
 * Does the work once to be warm, says so, and then once for each line on stdin, telling the seconds. A line that is no
 * empty one names a file: there the `parameters` of what the work gives are written, each an array of numbers.
 */
export async function answerRuns(work) {
  await work();
  console.log(JSON.stringify({ ready: true }));
  for await (const file of createInterface({ input: process.stdin })) {
    const started = performance.now();
    const done = await work();
    const seconds = (performance.now() - started) / 1000;
    if (file !== '') writeFileSync(file, JSON.stringify(plain(done.parameters)));
    console.log(JSON.stringify({ seconds }));
  }
}

/** Says why there is nothing to measure, and ends. */
export function skip(reason) {
  console.log(JSON.stringify({ skip: reason }));
  process.exit(0);
}

function plain(parameters) {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, values]) => [name, Array.from(values)]),
  );
}
