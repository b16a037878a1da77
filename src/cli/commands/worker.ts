import { serveQueue } from '../../batch/queue/serveQueue.js';
import { ownRequirements } from '../../batch/requirements.js';
import { openBackend } from '../../index.js';
import { CHUNK_WORKER_SCRIPT } from '../batches/chunkWorkerScript.js';
import type { CommandContext } from '../context.js';
import { EXIT, type ExitCode } from '../exitCodes.js';
import { requestedBackend } from '../options/backend.js';
import { defaultJobs } from '../options/jobs.js';
import { withNamedQueue } from '../options/queue.js';
import { count } from '../report/figures.js';

export interface WorkerArguments {
  readonly queue?: string;
  readonly jobs?: number;
}

/** `mirror worker`: takes jobs of the queue until Ctrl-C. */
export async function worker(
  { queue, jobs = defaultJobs() }: WorkerArguments,
  context: CommandContext,
): Promise<ExitCode> {
  const { terminal, env, signal } = context;
  const backend = await openBackend(requestedBackend(env));
  if (backend.note !== undefined) terminal.note(backend.note);
  const own = await ownRequirements(backend.name);
  return withNamedQueue(queue, context, async (engine) => {
    await serveQueue(engine, {
      processor: CHUNK_WORKER_SCRIPT,
      jobs,
      own,
      signal,
      onReady: () =>
        terminal.note(`Waiting for jobs at ${engine.address.text}. Ctrl-C ends the worker.`),
      onChunk: ({ batch, chunk }, { done, unanswered, failed }) => {
        const others = unanswered + failed > 0 ? `, ${unanswered + failed} without music` : '';
        terminal.note(
          `batch ${batch.slice(0, 12)}, job ${chunk}: ${count(done, 'photo')} mirrored${others}`,
        );
      },
      onNote: terminal.note,
    });
    return EXIT.done;
  });
}
