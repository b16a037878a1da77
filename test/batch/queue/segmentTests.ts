import { readdir } from 'node:fs/promises';
import { handOutSegments } from '../../../src/batch/queue/handOutSegments.js';
import { openEngine } from '../../../src/batch/queue/openEngine.js';
import {
  parseQueueUrl,
  type QueueCredentials,
  queueCredentials,
} from '../../../src/batch/queue/queueAddress.js';
import type { StretchCounts } from '../../../src/batch/segmentLedger.js';
import { sha256Of } from '../../../src/files/checksum.js';
import type { AudioToTranscribe } from '../../../src/index.js';
import { REQUIRES } from '../standIns.js';
import { standInSegments } from './standInStretches.js';

/** A recording that is not there; the stand-ins make the same sound of names of one length. */
export function audioOf(name: string, seconds: number): AudioToTranscribe {
  return { name, source: `/audio/${name}`, seconds, sha256: sha256Of(Buffer.from(name)) };
}

export interface HandOutOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (counts: StretchCounts) => void;
  readonly onHandedOut?: () => void;
  readonly credentials?: QueueCredentials;
}

/** Has workers transcribe, until all is there or the signal fires. */
export async function handOutAudio(
  url: string,
  audio: readonly AudioToTranscribe[],
  {
    store,
    signal = new AbortController().signal,
    onProgress = () => {},
    onHandedOut = () => {},
    credentials = queueCredentials({}),
  }: HandOutOptions & { readonly store: string },
): Promise<void> {
  const engine = await openEngine(parseQueueUrl(url), credentials);
  const options = {
    ...{ store, requires: REQUIRES, cut: standInSegments, signal },
    ...{ onProgress, onHandedOut, now: () => performance.now() },
  };
  await handOutSegments(engine, audio, options).finally(engine.close);
}

/** Files of segments in a store, of results, samples or tries, by the ending of their names. */
export async function segmentFiles(store: string, ending: string): Promise<string[]> {
  const names = await readdir(store, { recursive: true }).catch(() => []);
  return names.filter((name) => /^(segments|samples)/.test(name) && name.endsWith(ending)).sort();
}
