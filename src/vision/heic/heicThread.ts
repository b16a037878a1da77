import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { decodeHeicPicture, readHeicSize } from './heicPicture.js';
import type { Libheif } from './libheif.js';
import type { HeicAnswer, HeicQuestion } from './startHeicThread.js';

// The body of a thread that `startHeicThread` started. libheif holds it while it decodes, keeps what memory it once took,
// and can end it with an abort of WebAssembly: another thread begins anew.

const port = parentPort as MessagePort;
const libheif = ((await import(workerData as string)) as { readonly default: Libheif }).default;

port.on('message', ({ ask, bytes }: HeicQuestion) => {
  const answer: HeicAnswer =
    ask === 'size' ? readHeicSize(libheif, bytes) : decodeHeicPicture(libheif, bytes);
  port.postMessage(answer, answer.is === 'pixels' ? [answer.tiff.buffer] : []);
});
