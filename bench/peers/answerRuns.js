import { createInterface } from 'node:readline';

/** Does the work once to be warm, says so, and then once for each line on stdin, telling the seconds. */
export async function answerRuns(work) {
  await work();
  console.log(JSON.stringify({ ready: true }));
  for await (const _ of createInterface({ input: process.stdin })) {
    const started = performance.now();
    await work();
    console.log(JSON.stringify({ seconds: (performance.now() - started) / 1000 }));
  }
}

/** Says why there is nothing to measure, and ends. */
export function skip(reason) {
  console.log(JSON.stringify({ skip: reason }));
  process.exit(0);
}
