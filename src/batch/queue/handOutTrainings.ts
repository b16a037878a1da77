import type { MirrorErrorCode } from '../../errors.js';
import { sha256OfText } from '../../files/checksum.js';
import type { Requirements } from '../batch.js';
import { ensureJobs, openBatchQueues } from './ensureJobs.js';
import type { QueueEngine } from './openEngine.js';
import { JOB_NAMES, type JobCounts, type TrainingJobData } from './queueJobs.js';
import { type GatherOptions, untilGathered } from './untilGathered.js';

/** What a worker says of a training. */
export interface TrainingOutcome extends JobCounts {
  readonly object: string;
  /** The one line of the result; undefined where there is none. */
  readonly line?: string;
  readonly notes: readonly string[];
  readonly error?: { readonly code: MirrorErrorCode; readonly message: string };
}

/** A machine that cannot train ends its worker; others get as many chances. */
const ATTEMPTS = 10;

/**
 * Has workers train objects, one a job.
 *
 * @param options.onOutcome called once with each object
 * @throws MirrorError `aborted` when the signal fires: the workers go on
 */
export async function handOutTrainings(
  engine: QueueEngine,
  jobs: readonly TrainingJobData[],
  {
    requires,
    signal,
    onOutcome,
    ...notes
  }: GatherOptions & {
    readonly requires: Requirements;
    readonly signal: AbortSignal;
    readonly onOutcome: (outcome: TrainingOutcome) => void;
  },
): Promise<void> {
  const open = new Map(jobs.map((job) => [idOf(job), job]));
  const batch = idOf([...open.keys()]);
  const queues = await openBatchQueues(engine, requires);
  const outcomes = async (): Promise<ReadonlyMap<string, TrainingOutcome>> => {
    const parent = await queues.batches.getJob(batch);
    const values: Record<string, TrainingOutcome> = (await parent?.getChildrenValues()) ?? {};
    // A key ends in the job's own id.
    return new Map(
      Object.entries(values).map(([key, value]) => [key.split(':').at(-1) ?? '', value]),
    );
  };
  const tell = (id: string, outcome: TrainingOutcome) => {
    if (open.delete(id)) onOutcome(outcome);
  };
  // What an earlier call's batch says of them is not what this call asked for.
  const former = await queues.batches.getJob(batch);
  if ((await former?.getState()) === 'completed') await former?.remove();
  await untilGathered({
    ...{ signal, work: queues.work, address: engine.address, ...notes },
    isGathered: () => open.size === 0,
    ensure: ({ isFirst, isThorough }) =>
      ensureJobs({
        queues,
        batch: { batch, unit: 'object', requires, total: jobs.length },
        open: [...open].map(([id, data]) => ({
          ...{ id, data, name: JOB_NAMES.training, size: 1, attempts: ATTEMPTS },
        })),
        ended: async () => new Set((await outcomes()).keys()),
        isThorough,
        ...(!isFirst && {
          giveUp: async (id: string, message: string) =>
            tell(id, {
              ...{ object: open.get(id)?.object ?? '', notes: [] },
              ...{ done: 0, unanswered: 0, failed: 1 },
              error: { code: 'environment', message },
            }),
        }),
      }),
    gather: async () => {
      // The server may be away for a while.
      const ended = await outcomes().catch(() => new Map<string, TrainingOutcome>());
      for (const [id, outcome] of ended) tell(id, outcome);
    },
  });
}

function idOf(value: unknown): string {
  return sha256OfText(JSON.stringify(value));
}
