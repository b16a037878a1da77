import { sha256Of } from '../../files/checksum.js';
import { THIS_PROCESS } from '../../files/disk/processIdentity.js';
import type { AudioToTranscribe } from '../../index.js';
import type { HumOptions, RemovedHum } from '../../transcription/hum/removeHum.js';
import type { Segment } from '../../transcription/segments.js';
import { STRETCH_SECONDS } from '../../transcription/transcribe.js';
import { TRANSCRIPTION_SAMPLE_RATE_HZ } from '../../transcription/windows.js';
import type { Requirements } from '../batch.js';
import { bytesOf } from '../segmentBytes.js';
import { audioKey, segmentBatch, segmentKey } from '../segmentKeys.js';
import { createSegmentLedger, type SegmentLedger, type StretchCounts } from '../segmentLedger.js';
import {
  type AudioRecord,
  readAudioRecord,
  readSegmentResult,
  setSegmentAside,
  writeAudioRecord,
} from '../store/segmentResults.js';
import { MOST_TRIES } from '../store/tries.js';
import { type BatchQueues, ensureJobs, openBatchQueues, type PartJob } from './ensureJobs.js';
import type { QueueEngine } from './openEngine.js';
import { queueServerName } from './queueAddress.js';
import { JOB_NAMES, type SegmentJob } from './queueJobs.js';
import { beginSegmentCall } from './segmentCall.js';
import { type GatherOptions, type Look, untilGathered } from './untilGathered.js';

/** Cuts a recording into segments. */
export type CutAudio = (audio: AudioToTranscribe, options: HumOptions) => AsyncIterable<Segment>;

export interface HandOutSegmentsOptions extends GatherOptions {
  readonly store: string;
  readonly requires: Requirements;
  readonly cut: CutAudio;
  readonly signal: AbortSignal;
  readonly onProgress: (counts: StretchCounts) => void;
}

/**
 * Has workers transcribe recordings: cuts them into segments, one after another, while workers transcribe those that
 * are cut, until all results lie in the store. A segment that has its result is not handed out; one that an earlier
 * call set aside is tried again.
 *
 * @throws MirrorError `aborted` when the signal fires: the workers go on with what was handed out; `environment` if the store cannot be
 *   written; what `cut` throws
 */
export async function handOutSegments(
  engine: QueueEngine,
  recordings: readonly AudioToTranscribe[],
  options: HandOutSegmentsOptions,
): Promise<void> {
  const { store, signal, onProgress, onNote, now } = options;
  // Of two files with the same bytes one is transcribed.
  const audio = [...new Map(recordings.map((each) => [each.sha256, each])).values()];
  const total = audio.reduce((sum, { seconds }) => sum + Math.ceil(seconds / STRETCH_SECONDS), 0);
  const queue = queueServerName(engine.address, THIS_PROCESS.host);
  const ledger = createSegmentLedger(store, { queue, total, onProgress });
  const batch = segmentBatch(audio, options.requires);
  const queues = await openBatchQueues(engine, options.requires);
  const ensure = ensureSegments(queues, { ...options, ledger, batch, queue });
  const call = await beginSegmentCall(store, { batch, queues, queue, signal });
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  let isCut = false;
  let fault: { readonly error: unknown } | undefined;
  const cutAll = async () => {
    const shared = { ...options, ledger, batch, queue, signal: either };
    for (const each of audio) await cutOne(each, shared);
    isCut = true;
  };
  const cutting = cutAll().catch((error) => {
    fault = { error };
  });
  try {
    await untilGathered({
      ...{ ensure, signal, onNote, now },
      ...{ work: queues.work, address: engine.address },
      gather: async () => {
        if (fault !== undefined) throw fault.error;
        await ledger.gather();
      },
      isGathered: () => isCut && ledger.open.size === 0,
    });
  } finally {
    stop.abort();
    await cutting;
    await call.release();
  }
}

type CallOptions = HandOutSegmentsOptions & {
  readonly ledger: SegmentLedger;
  readonly batch: string;
  /** Name of the queue's server. */
  readonly queue: string;
};

/** Opens the segments of a recording, unless it is known and all of them are done. */
async function cutOne(
  audio: AudioToTranscribe,
  { store, requires, cut, signal, ledger, batch, queue }: CallOptions,
): Promise<void> {
  const recordKey = audioKey(audio, requires);
  const known = await readAudioRecord(store, recordKey);
  if (known !== undefined && (await areDone(known, store))) {
    for (const segment of known.segments) await ledger.addKnown(segment);
    return;
  }
  const hums: RemovedHum[] = [];
  const segments: { key: string; stretchCount: number }[] = [];
  const onHum = (hum: RemovedHum) => void hums.push(hum);
  for await (const { samples: sound, ...place } of cut(audio, { onHum, signal })) {
    const samples = bytesOf(sound);
    const sha256 = sha256Of(samples);
    const key = segmentKey(place, { samples: sha256, requires });
    segments.push({ key, stretchCount: place.stretchCount });
    const { backend } = requires;
    const toSeconds = Math.min(
      (place.firstStretch + place.stretchCount) * STRETCH_SECONDS,
      (place.firstSample + sound.length) / TRANSCRIPTION_SAMPLE_RATE_HZ,
    );
    const about = { store, batch, audio: audio.name, toSeconds, key, queue, sha256, backend };
    const job = { ...place, ...about };
    await ledger.offer(job, { samples, signal });
  }
  await writeAudioRecord(store, recordKey, { segments, hums });
}

async function areDone({ segments }: AudioRecord, store: string): Promise<boolean> {
  // One after another: a recording of days has more of them than a process may have files open.
  for (const { key } of segments) {
    if ((await readSegmentResult(store, key))?.state !== 'done') return false;
  }
  return true;
}

/** @returns what makes sure that a job waits, or is under way, for each segment that is open */
function ensureSegments(
  queues: BatchQueues,
  { store, requires, ledger, batch, queue, onHandedOut }: CallOptions,
): (look: Look) => Promise<boolean> {
  const asked = new Set<string>();
  let isTold = false;
  return async ({ isThorough }) => {
    const parts = [...ledger.open].map(([id, job]) => partJob(id, job));
    const { total, done, failed } = ledger.counts();
    const underWay = parts.reduce((sum, { size }) => sum + size, 0);
    const shared = {
      ...{ queues, isThorough },
      batch: { batch, unit: 'stretch', requires, total },
      toCome: Math.max(0, total - done - failed - underWay),
      ended: async () => {
        const results = parts.map(({ id }) => readSegmentResult(store, id));
        const isThere = (await Promise.all(results)).map((result) => result !== undefined);
        return new Set(parts.filter((_, i) => isThere[i]).map(({ id }) => id));
      },
    } as const;
    const fresh = parts.filter(({ id }) => !asked.has(id));
    await ensureJobs({
      ...shared,
      open: parts.filter(({ id }) => asked.has(id)),
      giveUp: async (key, message) =>
        void (await setSegmentAside(store, { key, queue }, { message, tries: 0 })),
    });
    // A job that failed in an earlier call is tried again, at the first look that the queue answers.
    if (!(await ensureJobs({ ...shared, open: fresh }))) return false;
    for (const { id } of fresh) asked.add(id);
    // At the first look, there is often none: the audio is still being decoded, or all of it was transcribed before.
    if (!isTold && fresh.length > 0) {
      isTold = true;
      onHandedOut?.();
    }
    return true;
  };
}

function partJob(id: string, job: SegmentJob): PartJob {
  // Each attempt that ends without a result has added a try, or ended its worker.
  const attempts = MOST_TRIES + 10;
  return { id, name: JOB_NAMES.segment, data: job, size: job.stretchCount, attempts };
}
