import { openEngine } from '../../../dist/batch/queue/openEngine.js';
import { parseQueueUrl, queueCredentials } from '../../../dist/batch/queue/queueAddress.js';
import { serveQueue } from '../../../dist/batch/queue/serveQueue.js';

// node standInWorker.js <url> <requirements as JSON>: a worker with the stand-in processor.

const [url, requires] = process.argv.slice(2);
if (process.env.STAND_IN_CLOCK) {
  const hours = Number(process.env.STAND_IN_CLOCK);
  const now = Date.now;
  Date.now = () => now() + hours * 3_600_000;
}
const engine = await openEngine(parseQueueUrl(url), queueCredentials(process.env));
try {
  await serveQueue(engine, {
    processor: new URL('./standInProcessor.js', import.meta.url),
    jobs: 1,
    own: JSON.parse(requires),
    signal: new AbortController().signal,
    onReady: () => console.log('ready'),
    onJob: ({ chunk, firstStretch }) => console.log(`job ${chunk ?? firstStretch}`),
    onNote: (line) => console.log(`note ${line}`),
  });
} catch (error) {
  console.log(`ended ${error.code} ${error.message}`);
}
await engine.close();
process.exit();
