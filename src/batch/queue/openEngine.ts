import type { FlowProducer, Processor, Queue, Worker, WorkerOptions } from 'bullmq';
import { MirrorError } from '../../errors.js';
import type { QueueAddress, QueueCredentials } from './queueAddress.js';

/** BullMQ, connected to one server. */
export interface QueueEngine {
  readonly address: QueueAddress;
  readonly openQueue: (name: string) => Promise<Queue>;
  readonly openFlows: () => Promise<FlowProducer>;
  /** @param processor a function, or the script of a sandboxed processor, which is run in a process of its own */
  readonly openWorker: (
    name: string,
    processor: Processor | URL,
    options: Partial<WorkerOptions>,
  ) => Promise<Worker>;
  /** Closes all that was opened. */
  readonly close: () => Promise<void>;
}

/** What each engine needs besides BullMQ. */
const DRIVERS = { redis: 'ioredis', postgres: 'pg' } as const;

/** Keys of Redis begin with it, and the schema of PostgreSQL has its name, so that others may use the server too. */
const NAMESPACE = 'sound-mirror';

/** A server that does not answer within it is taken to be away. */
const PATIENCE_MILLISECONDS = 10_000;

/**
 * Loads the packages that a queue needs, which are optional.
 *
 * @throws MirrorError `environment` with the command that installs what is missing; `openQueue` and the others throw it
 *   too if the server does not answer within `options.patienceMilliseconds`, ten seconds if left out. No message and no
 *   cause holds credentials.
 */
export async function openEngine(
  address: QueueAddress,
  { user, password }: QueueCredentials,
  { patienceMilliseconds = PATIENCE_MILLISECONDS }: { readonly patienceMilliseconds?: number } = {},
): Promise<QueueEngine> {
  const bullmq = await loadPackages(address);
  const { host, port, database } = address;
  const opened: Openable[] = [];
  const isPostgres = address.engine === 'postgres';
  const connection = isPostgres
    ? {
        ...{ host, port, database, user, password },
        schema: NAMESPACE.replace('-', '_'),
        // The first machine that comes makes the tables; BullMQ's own lock keeps others waiting.
        migrate: true,
      }
    : {
        ...{ host, port, db: Number(database), username: user, password },
        ...(address.isEncrypted && { tls: {} }),
        maxRetriesPerRequest: null,
      };
  // The two engines' connections have types of their own; BullMQ takes them by its backend.
  const shared = { connection: connection as { host: string }, prefix: NAMESPACE };
  const backend = (isPostgres ? bullmq.createPostgresBackend : undefined) as undefined;
  const ready = async <Item extends Openable>(item: Item): Promise<Item> => {
    opened.push(item);
    await untilReady(item, { address, patienceMilliseconds });
    return item;
  };
  return {
    address,
    openQueue: (name) => ready(new bullmq.Queue(name, shared, backend)),
    openFlows: () => ready(new bullmq.FlowProducer(shared, backend) as FlowProducer & Openable),
    openWorker: (name, processor, options) =>
      ready(new bullmq.Worker(name, processor, { ...shared, ...options }, backend)),
    close: async () => {
      await Promise.all(opened.map((item) => closeSoon(item)));
    },
  };
}

/** Those packages of a queue that are installed, for `mirror doctor`. */
export async function installedQueuePackages(): Promise<readonly string[]> {
  const names = ['bullmq', ...Object.values(DRIVERS)];
  const found = await Promise.all(names.map((name) => isInstalled(name)));
  return names.filter((_, index) => found[index]);
}

async function loadPackages({ engine }: QueueAddress): Promise<typeof import('bullmq')> {
  const driver = DRIVERS[engine];
  for (const name of ['bullmq', driver]) {
    if (await isInstalled(name)) continue;
    throw new MirrorError(
      'environment',
      `Expected the package ${name}, which a queue needs, but it is not installed. Run \`npm install bullmq ${driver}\` where sound-mirror is installed.`,
    );
  }
  return import('bullmq');
}

async function isInstalled(name: string): Promise<boolean> {
  try {
    await import(name);
    return true;
  } catch {
    return false;
  }
}

/** What queues, flows and workers have in common. */
interface Openable {
  waitUntilReady?(): Promise<unknown>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  close(): Promise<void>;
  disconnect?(): Promise<void>;
}

async function untilReady(
  item: Openable,
  {
    address,
    patienceMilliseconds,
  }: { readonly address: QueueAddress; readonly patienceMilliseconds: number },
): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const failed = new Promise<never>((_, reject) => {
    // Kept for good: what fails later is tried again by BullMQ, and an error without a listener would end the process.
    item.on('error', (error) => reject(unreachable(address, error)));
    timer = setTimeout(() => reject(unreachable(address)), patienceMilliseconds);
  });
  failed.catch(() => {});
  try {
    await Promise.race([item.waitUntilReady?.(), failed]);
  } catch (error) {
    throw error instanceof MirrorError ? error : unreachable(address, error);
  } finally {
    clearTimeout(timer);
  }
}

/** The line has the reason only: an error of a driver may hold the command that it was, with the password. */
function unreachable({ text }: QueueAddress, error?: unknown): MirrorError {
  const reason = error instanceof Error ? error.message || codeOf(error) : 'there is no answer';
  return new MirrorError(
    'environment',
    `Expected a queue at ${text} but the server cannot be used (${reason.split('\n')[0]}). Start it, or check --queue, MIRROR_QUEUE_USER and MIRROR_QUEUE_PASSWORD.`,
  );
}

/** An error about several addresses of a host has no message of its own. */
function codeOf(error: Error): string {
  return 'code' in error ? String(error.code) : error.name;
}

/** How long a call waits for a server that is away. */
const CLOSING_MILLISECONDS = 2000;

/** Closes a connection; one whose server does not answer is let go. */
async function closeSoon(item: Openable): Promise<void> {
  const closing = item.close().catch(() => {});
  let timer: NodeJS.Timeout | undefined;
  const waited = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, CLOSING_MILLISECONDS);
  });
  await Promise.race([closing, waited]);
  clearTimeout(timer);
  await item.disconnect?.().catch(() => {});
}
