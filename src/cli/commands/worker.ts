import type { ChunkJob, JobCounts, SegmentJob } from '../../batch/queue/queueJobs.js';
import { serveQueue } from '../../batch/queue/serveQueue.js';
import { ownRequirements } from '../../batch/requirements.js';
import { openBackend } from '../../index.js';
import { STRETCH_SECONDS } from '../../transcription/transcribe.js';
import { JOB_SCRIPT } from '../batches/jobScript.js';
import type { CommandContext } from '../context.js';
import { EXIT, type ExitCode } from '../exitCodes.js';
import { requestedBackend } from '../options/backend.js';
import { defaultJobs } from '../options/jobs.js';
import { withNamedQueue } from '../options/queue.js';
import { clockTime, count } from '../report/format.js';

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
      processor: JOB_SCRIPT,
      jobs,
      own,
      signal,
      onReady: () =>
        terminal.note(`Waiting for jobs at ${engine.address.text}. Ctrl-C ends the worker.`),
      onJob: (data, counts) => terminal.note(jobLine(data, counts)),
      onNote: terminal.note,
    });
    return EXIT.done;
  });
}

/** What is said of a job that was done. */
function jobLine(data: object, { done, unanswered, failed }: JobCounts): string {
  if ('object' in data) return `${data.object}: ${failed > 0 ? 'not trained' : 'trained'}`;
  if ('audio' in data) return stretchesLine(data as SegmentJob, { failed });
  const { batch, chunk } = data as ChunkJob;
  const others = unanswered + failed > 0 ? `, ${unanswered + failed} without music` : '';
  return `batch ${batch.slice(0, 12)}, job ${chunk}: ${count(done, 'photo')} mirrored${others}`;
}

function stretchesLine(
  { batch, audio, firstStretch, toSeconds }: SegmentJob,
  { failed }: Pick<JobCounts, 'failed'>,
): string {
  const [from, to] = [firstStretch * STRETCH_SECONDS, toSeconds].map((at) => clockTime(at));
  const what = failed > 0 ? 'set aside' : 'transcribed';
  return `batch ${batch.slice(0, 12)}, ${audio}: ${from} to ${to} ${what}`;
}
