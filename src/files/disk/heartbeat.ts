import { Worker } from 'node:worker_threads';
import type { OwnedLock } from './lockFile.js';

/** Between two signs of life of an owner, in milliseconds. */
export const HEARTBEAT_MILLISECONDS = 2000;

/**
 * What the thread runs, as text and not as a file of its own: a bundler would not take that file along, and a lock
 * without heartbeats is lost. It does what `keepLock` does; a disk that does not answer is asked again at the next beat.
 */
const THREAD = `
  const { closeSync, openSync, readSync, writeSync } = require('node:fs');
  const { parentPort, workerData } = require('node:worker_threads');
  const locks = new Map();
  let timer;
  const beat = () => {
    for (const { path, token, beatPosition } of locks.values()) {
      try {
        const file = openSync(path, 'r+');
        try {
          const bytes = Buffer.alloc(token.length);
          readSync(file, bytes, 0, token.length, 0);
          if (bytes.toString('latin1') !== token) throw Object.assign(new Error(), { code: 'ENOENT' });
          const now = process.hrtime.bigint() / 1000000n;
          writeSync(file, String(now).padStart(12, '0'), beatPosition);
        } finally {
          closeSync(file);
        }
      } catch (error) {
        if (error.code !== 'ENOENT') continue;
        locks.delete(token);
        parentPort.postMessage(token);
      }
    }
  };
  parentPort.on('message', ({ begin, end }) => {
    if (begin) locks.set(begin.token, begin);
    else locks.delete(end);
    // A timer that runs is left alone: begun anew with each lock that comes or goes, it would never be due.
    if (locks.size > 0) timer ??= setInterval(beat, workerData);
    else timer = clearInterval(timer);
  });
`;

/** One thread for all locks of a process; it ends with the process and keeps it from nothing. */
let thread: Worker | undefined;
const onLost = new Map<string, () => void>();

/**
 * Gives signs of life for a lock from a thread of its own: the main one may be busy for long, transcribing or finding
 * beats, and does not come to its timers then.
 *
 * @param whenLost called once if the lock is found to be another's, or gone
 * @returns what ends it
 */
export function beginHeartbeat(lock: OwnedLock, whenLost: () => void): () => void {
  thread ??= startThread();
  onLost.set(lock.token, whenLost);
  thread.postMessage({ begin: lock });
  return () => {
    onLost.delete(lock.token);
    thread?.postMessage({ end: lock.token });
  };
}

function startThread(): Worker {
  const worker = new Worker(THREAD, {
    eval: true,
    // Those of the process may say that text is an ES module, or load what the thread has no use for.
    execArgv: [],
    workerData: HEARTBEAT_MILLISECONDS,
  });
  worker.on('message', (token: string) => {
    onLost.get(token)?.();
    onLost.delete(token);
  });
  // Without signs of life a lock may be taken over, which its owner sees before it writes.
  worker.on('error', () => {
    thread = undefined;
  });
  // Last, since a listener for messages makes the process wait for the thread.
  worker.unref();
  return worker;
}
