import { throwIfAborted } from '../errors.js';
import {
  type BackendName,
  type DecoderKind,
  type EncodedRecordings,
  judgeLeftOut,
  type LeftOutReconstruction,
  readRecordings,
  type SoundObject,
} from '../index.js';
import type { TrainingWatch } from './runInThread.js';
import { trainingBackendNote } from './trainingBackendNote.js';

/** What to train without one of its recordings; a plain record, so that it can be sent to a worker. */
export interface LeavingOutJob {
  readonly object: SoundObject;
  readonly kind?: DecoderKind;
  readonly seed?: number;
  readonly backend?: BackendName;
  /** Whether to return where the network puts the recordings. */
  readonly encode?: boolean;
}

/** What came back of the recording that was left out. */
export interface LeftOut {
  readonly reconstruction: LeftOutReconstruction | null;
  /** Where the network puts what it learned and what was left out, if it was asked for. */
  readonly encoded?: EncodedRecordings;
  /** Why the backend is not the first choice, if it is not. */
  readonly backendNote?: string;
}

/**
 * Reads an object's recordings, trains on all but one, and returns what comes back of that one; writes nothing.
 *
 * @throws MirrorError `input` for recordings that cannot be used, `aborted` when the signal fires
 */
export async function leaveOneOut(job: LeavingOutJob, watch: TrainingWatch): Promise<LeftOut> {
  const { object, encode = false, ...options } = job;
  const { recordings } = await readRecordings(object, { signal: watch.signal });
  const backendNote = await trainingBackendNote(job.kind, job.backend);
  throwIfAborted(watch.signal);
  let encoded: EncodedRecordings | undefined;
  const onEncoded = (heard: EncodedRecordings) => {
    encoded = heard;
  };
  const reconstruction = await judgeLeftOut(recordings, {
    ...options,
    ...watch,
    ...(encode ? { onEncoded } : {}),
    object: object.name,
  });
  return { reconstruction, encoded, backendNote };
}
