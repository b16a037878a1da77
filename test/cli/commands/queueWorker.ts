import type { ChildProcess } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { type CallOptions, startMirror } from '../runMirror.js';

/** `mirror worker` with one process for its jobs, waiting for some. */
export async function startQueueWorker(url: string, options: CallOptions): Promise<ChildProcess> {
  const worker = startMirror(['worker', '--jobs', '1', '--queue', url], options);
  let said = '';
  worker.stderr?.on('data', (text) => {
    said += text;
  });
  while (!said.includes('Waiting for jobs')) {
    if (worker.exitCode !== null) throw new Error(`the worker ended: ${said}`);
    await setTimeout(20);
  }
  return worker;
}
