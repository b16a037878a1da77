import { type ChildProcess, spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Batch, Requirements, Result } from '../../../src/batch/batch.js';
import { chunksOf } from '../../../src/batch/planBatch.js';
import { handOut } from '../../../src/batch/queue/handOut.js';
import { openEngine, type QueueEngine } from '../../../src/batch/queue/openEngine.js';
import {
  parseQueueUrl,
  type QueueCredentials,
  queueCredentials,
} from '../../../src/batch/queue/queueAddress.js';
import { BATCHES_QUEUE } from '../../../src/batch/queue/queueJobs.js';
import { runHere } from '../../../src/batch/runHere.js';
import { openStore } from '../../../src/batch/store/openStore.js';
import { REQUIRES, standInMirror } from '../standIns.js';

/** A worker or a submitter with a process of its own. */
export interface TestProcess {
  readonly process: ChildProcess;
  /** What it has said so far. */
  readonly said: () => string;
  readonly until: (words: RegExp) => Promise<void>;
}

type Environment = Readonly<Record<string, string>>;

/**
 * A worker that is about to end the job of a batch, and does so when it is told.
 *
 * @returns once it has such a job
 */
export async function holdBatchEnd(engine: QueueEngine): Promise<{ release: () => Promise<void> }> {
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const ending = await engine.openWorker(BATCHES_QUEUE, () => ended, {});
  const batches = await engine.openQueue(BATCHES_QUEUE);
  while ((await batches.getActiveCount()) === 0) await setTimeout(20);
  return {
    release: async () => {
      end();
      await ending.close();
    },
  };
}

/** @param on what runs a command on another host */
export function startWorker(
  url: string,
  env: Environment = {},
  { requires = REQUIRES, on = [] }: { requires?: Requirements; on?: readonly string[] } = {},
): TestProcess {
  return start('standInWorker.js', [url, JSON.stringify(requires)], { env, on });
}

export function startSubmitter(
  url: string,
  { store, batch, on = [] }: { store: string; batch: Batch; on?: readonly string[] },
): TestProcess {
  const submitter = start('standInSubmitter.js', [url, store], { env: {}, on });
  submitter.process.stdin?.end(JSON.stringify(batch));
  return submitter;
}

function start(
  script: string,
  words: readonly string[],
  { env, on }: { env: Environment; on: readonly string[] },
): TestProcess {
  const path = fileURLToPath(new URL(`./${script}`, import.meta.url));
  const [command = '', ...rest] = [...on, process.execPath, path, ...words];
  const child = spawn(command, rest, { env: { PATH: process.env.PATH, ...env } });
  let text = '';
  const listen = (part: Buffer) => {
    text += part;
  };
  child.stdout?.on('data', listen);
  child.stderr?.on('data', listen);
  return {
    process: child,
    said: () => text,
    until: async (words) => {
      while (!words.test(text)) {
        if (child.exitCode !== null) throw new Error(`ended without ${words}: ${text}`);
        await setTimeout(20);
      }
    },
  };
}

/** Hands a batch out and gathers it, as `mirror batch --queue` does. */
export async function gather(
  url: string,
  {
    store,
    batch,
    credentials = queueCredentials({}),
  }: {
    store: string;
    batch: Batch;
    credentials?: QueueCredentials;
  },
): Promise<readonly (readonly [string, Result])[]> {
  const engine = await openEngine(parseQueueUrl(url), credentials);
  const told: (readonly [string, Result])[] = [];
  const { signal } = new AbortController();
  try {
    await handOut(engine, chunksOf(batch), {
      ...{ store: await openStore(store), batch, signal },
      onResult: ({ path }, result) => void told.push([path, result]),
      now: () => performance.now(),
    });
  } finally {
    await engine.close();
  }
  return told;
}

/** The same batch in this process, into another store. */
export async function gatherHere(store: string, batch: Batch): Promise<void> {
  const { signal } = new AbortController();
  await runHere(chunksOf(batch), {
    ...{ store: await openStore(store), mirror: standInMirror(), signal },
  });
}

/** All results of a store, by path: records as text, and music. */
export async function resultsIn(store: string): Promise<Map<string, string>> {
  const results = new Map<string, string>();
  const root = join(store, 'results');
  for (const name of (await readdir(root, { recursive: true }).catch(() => [])).sort()) {
    if (/\.(json|mid)$/.test(name)) results.set(name, await readFile(join(root, name), 'utf8'));
  }
  return results;
}

/** Waits until so many photos have music. */
export async function untilDone(store: string, count: number): Promise<void> {
  const root = join(store, 'results');
  const music = async () =>
    (await readdir(root, { recursive: true }).catch(() => [])).filter((name) =>
      name.endsWith('.json'),
    );
  while ((await music()).length < count) await setTimeout(50);
}
