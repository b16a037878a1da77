import { throwIfAborted } from '../errors.js';
import {
  type BackendName,
  checkDecoderFolder,
  type DecoderKind,
  openBackend,
  readRecordings,
  type SoundObject,
  type TrainingSummary,
  trainObject,
  writeDecoder,
} from '../index.js';
import { minutesOf } from './figures.js';
import type { TrainingWatch } from './runInThread.js';

/** What to train; a plain record, so that it can be sent to a worker. */
export interface TrainingJob {
  readonly object: SoundObject;
  readonly kind?: DecoderKind;
  readonly backend?: BackendName;
}

/** An object whose new decoder stands on the disk. */
export interface TrainedObject {
  readonly summary: TrainingSummary;
  readonly recordings: number;
  /** Minutes of music that they hold. */
  readonly minutes: number;
  /** What was left out of the recordings, a line each. */
  readonly skipped: readonly string[];
  /** Why the backend is not the first choice, if it is not. */
  readonly backendNote?: string;
}

/**
 * Reads an object's recordings, trains its decoder and writes it.
 *
 * @throws MirrorError `input` for recordings that cannot be used, `aborted` when the signal fires; the
 *   decoder that was there before then stays
 */
export async function trainOne(job: TrainingJob, watch: TrainingWatch): Promise<TrainedObject> {
  const { object, kind, backend } = job;
  await checkDecoderFolder(object);
  const { recordings, skipped } = await readRecordings(object, watch);
  const { note: backendNote } = await openBackend(backend);
  throwIfAborted(watch.signal);
  const decoder = await trainObject(recordings, { object: object.name, kind, backend, ...watch });
  await writeDecoder(object, decoder);
  return {
    summary: decoder.training,
    recordings: recordings.length,
    minutes: minutesOf(recordings),
    skipped,
    backendNote,
  };
}
