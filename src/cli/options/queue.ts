import { openEngine, type QueueEngine } from '../../batch/queue/openEngine.js';
import { parseQueueUrl, queueCredentials } from '../../batch/queue/queueAddress.js';
import { MirrorError } from '../../errors.js';
import type { CommandContext } from '../context.js';

/**
 * Does some work with the queue that --queue names, connected, and closes it; without --queue there is none.
 *
 * @throws MirrorError as `parseQueueUrl` and `openEngine` do, and whatever the work throws
 */
export async function withQueue<Result>(
  url: string | undefined,
  { env }: Pick<CommandContext, 'env'>,
  work: (engine: QueueEngine | undefined) => Promise<Result>,
): Promise<Result> {
  if (url === undefined) return work(undefined);
  const engine = await openEngine(parseQueueUrl(url), queueCredentials(env));
  try {
    return await work(engine);
  } finally {
    await engine.close();
  }
}

/** The same for a command that cannot do without: MIRROR_QUEUE names the queue where --queue does not. */
export function withNamedQueue<Result>(
  url: string | undefined,
  context: Pick<CommandContext, 'env'>,
  work: (engine: QueueEngine) => Promise<Result>,
): Promise<Result> {
  return withQueue(url ?? (context.env.MIRROR_QUEUE || undefined), context, (engine) => {
    if (engine !== undefined) return work(engine);
    throw new MirrorError(
      'usage',
      'Expected --queue, or MIRROR_QUEUE, to name a queue but received neither. Write --queue redis://host, or postgres://host/database.',
    );
  });
}
