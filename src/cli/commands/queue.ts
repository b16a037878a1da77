import { setTimeout } from 'node:timers/promises';
import { removeBatch } from '../../batch/queue/removeBatch.js';
import { watchBatches } from '../../batch/queue/watchBatches.js';
import { durationText, rateText } from '../batches/batchProgress.js';
import { batchRate, finished, idleText, type RatedStatus } from '../batches/batchRate.js';
import type { CommandContext } from '../context.js';
import { EXIT, type ExitCode } from '../exitCodes.js';
import { withNamedQueue } from '../options/queue.js';
import { fitColumns } from '../report/fitColumns.js';
import { count } from '../report/format.js';

export interface QueueArguments {
  readonly queue?: string;
  readonly json?: boolean;
  /** A batch that is no longer wanted: the beginning of its name. */
  readonly remove?: string;
}

/** Between the two looks that the rate is measured by: several photos of a worker. */
const BETWEEN_MILLISECONDS = 3000;

/** `mirror queue`: how far the batches of a queue are, and how fast it goes just now. */
export function queue(args: QueueArguments, context: CommandContext): Promise<ExitCode> {
  const { terminal, signal } = context;
  return withNamedQueue(args.queue, context, async (engine) => {
    if (args.remove !== undefined) {
      const removed = await removeBatch(engine, args.remove);
      terminal.result(`${removed.slice(0, 12)}  taken out of the queue; its results stay`);
      return EXIT.done;
    }
    const look = await watchBatches(engine);
    const before = await look();
    const startedAt = performance.now();
    const isMoving = before.some(({ isEnded }) => !isEnded);
    if (isMoving) await setTimeout(BETWEEN_MILLISECONDS, undefined, { signal }).catch(() => {});
    const statuses = isMoving ? await look() : before;
    const seconds = (performance.now() - startedAt) / 1000;
    const rated = statuses.map((status) => {
      const former = before.find(({ batch }) => batch === status.batch);
      const moved = former === undefined ? 0 : finished(status) - finished(former);
      return { ...status, perSecond: batchRate(status, { moved, seconds, now: Date.now() }) };
    });
    if (args.json) for (const status of rated) terminal.json(statusRecord(status));
    else for (const line of fitColumns(rated.map(statusRow), terminal.width)) terminal.result(line);
    if (rated.length === 0) terminal.note(`No batch is under way at ${engine.address.text}.`);
    return EXIT.done;
  });
}

function statusRow(status: RatedStatus): string[] {
  const { batch, unit, total, done, failed, unanswered, isEnded, workers, perSecond } = status;
  const left = secondsLeft(status);
  return [
    batch.slice(0, 12),
    `${done} of ${count(total, unit)} done`,
    `${unanswered} unanswered`,
    `${failed} failed`,
    ...(isEnded
      ? ['ended']
      : [
          count(workers, 'worker'),
          left === null ? idleText(status) : `${rateText(perSecond)}, ${durationText(left)} left`,
        ]),
  ];
}

/** The record of one JSON line, written out key by key: other programs rely on these names. */
function statusRecord(status: RatedStatus) {
  const { batch, unit, total, done, unanswered, failed, workers, isEnded, perSecond } = status;
  return {
    ...{ batch, unit, total, done, unanswered, failed, workers },
    ended: isEnded,
    perSecond: Math.round(perSecond * 100) / 100,
    secondsLeft: secondsLeft(status),
  };
}

function secondsLeft(status: RatedStatus): number | null {
  if (status.isEnded) return 0;
  const { total, perSecond } = status;
  return perSecond > 0 ? Math.ceil((total - finished(status)) / perSecond) : null;
}
