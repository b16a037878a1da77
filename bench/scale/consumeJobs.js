import { Worker } from 'bullmq';

// node consumeJobs.js <port> <queue> <prefix>: does jobs whose work is nothing, many at a time.

const [port, queue, prefix] = process.argv.slice(2);
const connection = { host: '127.0.0.1', port: Number(port), maxRetriesPerRequest: null };
const counts = { done: 100, unanswered: 0, failed: 0 };
new Worker(queue, async () => counts, { connection, prefix, concurrency: 50 });
