import type { Segment } from '../transcription/segments.js';
import type { TranscribedStretch } from '../transcription/transcribedStretch.js';
import { isOfMachine } from './photoSteps.js';
import type { SegmentJob } from './queue/queueJobs.js';
import { samplesOf } from './segmentBytes.js';
import {
  forgetSegment,
  readSegmentResult,
  readSegmentTries,
  type SegmentResult,
  setSegmentAside,
  settleSegment,
  writeSegmentTries,
} from './store/segmentResults.js';
import { lackingSamples, readSegmentSamples, type SegmentSamples } from './store/segmentSamples.js';
import { failureLine, MOST_TRIES, PROCESS_ENDED } from './store/tries.js';

/** Transcribes a segment; `onStretch` is called with each of its stretches. */
export type TranscribeSegment = (
  segment: Segment,
  options: {
    /** Name of the backend that multiplies. */
    readonly backend: string;
    readonly signal: AbortSignal;
    readonly onStretch: (stretch: TranscribedStretch) => void;
  },
) => Promise<readonly TranscribedStretch[]>;

/**
 * One try at the segment of a job. One that has its result already is left alone; after `MOST_TRIES` tries, of this or
 * of processes that were killed, it is set aside with its message.
 *
 * @returns what became of it, or how the try failed if there is to be another one
 * @throws MirrorError `environment` where the machine is at fault and not the audio, `aborted` when the signal fires
 */
export async function runSegment(
  { store, key, queue, sha256, backend, firstStretch, stretchCount, firstSample }: SegmentJob,
  {
    transcribe,
    ...options
  }: Omit<Parameters<TranscribeSegment>[1], 'backend'> & {
    readonly transcribe: TranscribeSegment;
  },
): Promise<SegmentResult['state'] | { readonly failure: string }> {
  const segment = { key, queue };
  const known = await foundSettled(store, segment);
  if (known !== undefined) return known;
  const before = await readSegmentTries(store, key);
  const setAside = (tries: readonly string[]) =>
    setSegmentAside(store, segment, {
      message: tries.at(-1) ?? PROCESS_ENDED,
      tries: tries.length,
    });
  if (before.length >= MOST_TRIES) return setAside(before);
  await writeSegmentTries(store, key, [...before, PROCESS_ENDED]);
  try {
    const bytes = await readSegmentSamples(store, segment, { sha256 });
    if (bytes === undefined) {
      // Another worker may have transcribed it meanwhile.
      const settled = await foundSettled(store, segment);
      if (settled === undefined) throw lackingSamples(store, segment);
      return settled;
    }
    const place = { firstStretch, stretchCount, firstSample };
    const samples = samplesOf(bytes);
    const stretches = await transcribe({ ...place, samples }, { backend, ...options });
    await settleSegment(store, segment, { state: 'done', stretches });
    return 'done';
  } catch (error) {
    if (isOfMachine(error)) {
      // What was stopped through no fault of its own has not been tried.
      await writeSegmentTries(store, key, before).catch(() => {});
      throw error;
    }
    // Without the full stop: it stands in a sentence.
    const failure = failureLine(error).replace(/\.$/, '');
    const tries = [...before, failure];
    if (tries.length >= MOST_TRIES) return setAside(tries);
    await writeSegmentTries(store, key, tries);
    return { failure };
  }
}

/** What became of it before, if that is known; then nothing else is needed of it. */
async function foundSettled(
  store: string,
  segment: SegmentSamples,
): Promise<SegmentResult['state'] | undefined> {
  const known = await readSegmentResult(store, segment.key);
  if (known !== undefined) await forgetSegment(store, segment);
  return known?.state;
}
