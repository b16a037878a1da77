import {
  type BackendName,
  checkDecoderFolder,
  type DecoderKind,
  openBackend,
  type SoundObject,
  streamRecordings,
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
  /** What was left out of the recordings, or could not be learned as it is, a line each. */
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
  const skipped: string[] = [];
  const note = (line: string) => skipped.push(line);
  let minutes = 0;
  async function* readAndTime() {
    for await (const recording of streamRecordings(object, { ...watch, onSkipped: note })) {
      minutes += minutesOf([recording]);
      yield recording;
    }
  }
  const options = { object: object.name, kind, backend, onNote: note, ...watch };
  const decoder = await trainObject(readAndTime(), options);
  const { note: backendNote } = await openBackend(backend);
  await writeDecoder(object, decoder);
  return {
    summary: decoder.training,
    recordings: decoder.recordings.length,
    minutes,
    skipped,
    backendNote,
  };
}
