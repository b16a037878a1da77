import { chunksOf } from '../../../dist/batch/planBatch.js';
import { handOut } from '../../../dist/batch/queue/handOut.js';
import { openEngine } from '../../../dist/batch/queue/openEngine.js';
import { parseQueueUrl, queueCredentials } from '../../../dist/batch/queue/queueAddress.js';
import { openStore } from '../../../dist/batch/store/openStore.js';

// node standInSubmitter.js <url> <store>: hands out the batch that it reads as JSON, as `mirror batch --queue` does.

const [url, address] = process.argv.slice(2);
const store = await openStore(address);
let text = '';
for await (const part of process.stdin) text += part;
const batch = JSON.parse(text);
const engine = await openEngine(parseQueueUrl(url), queueCredentials(process.env));
const { signal } = new AbortController();
const now = () => performance.now();
await handOut(engine, chunksOf(batch), { store, batch, signal, onResult: () => {}, now });
await engine.close();
process.exit();
