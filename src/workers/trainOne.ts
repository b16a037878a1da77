import {
  type BackendName,
  checkDecoderFolder,
  type DecoderKind,
  type EncodedRecordings,
  type LaidRecording,
  type OwnedLock,
  performanceSeconds,
  type SoundObject,
  streamRecordings,
  type TakeBeats,
  type TrainingSummary,
  trainObject,
  writeDecoder,
} from '../index.js';
import type { TrainingWatch } from './runInThread.js';
import { trainingBackendNote } from './trainingBackendNote.js';

/** What to train; a plain record, so that it can be sent to a worker. */
export interface TrainingJob {
  readonly object: SoundObject;
  readonly kind?: DecoderKind;
  /** As `trainObject` has it; its default if left out. */
  readonly seed?: number;
  readonly backend?: BackendName;
  /** Whether to return where the network puts the recordings. */
  readonly encode?: boolean;
  /** Under which it is trained: once that is lost, nothing is written. */
  readonly lock?: OwnedLock;
}

/** What is reported of a recording that was learned. */
export interface LearnedTake
  extends Pick<TakeBeats, 'beats' | 'isOwnGrid' | 'overridesGrid' | 'hints'> {
  readonly name: string;
  /** Of music. */
  readonly seconds: number;
}

/** An object whose new decoder stands on the disk. */
export interface TrainedObject {
  readonly summary: TrainingSummary;
  /** In the order in which they were learned. */
  readonly takes: readonly LearnedTake[];
  /** What was left out of the recordings, or could not be learned as it is, a line each. */
  readonly skipped: readonly string[];
  /** Where the network puts the recordings, if it was asked for. */
  readonly encoded?: EncodedRecordings;
  /** Their file names, in the order in which they were learned. */
  readonly names: readonly string[];
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
  const { object, kind, seed, backend, encode = false, lock } = job;
  await checkDecoderFolder(object);
  const skipped: string[] = [];
  const note = (line: string) => skipped.push(line);
  const takes: LearnedTake[] = [];
  async function* readAndTime() {
    for await (const recording of streamRecordings(object, {
      signal: watch.signal,
      onSkipped: note,
    })) {
      takes.push(learnedTake(recording));
      yield recording;
    }
  }
  let encoded: EncodedRecordings | undefined;
  const onEncoded = (heard: EncodedRecordings) => {
    encoded = heard;
  };
  const options = {
    // Where the home has renamed a starter object, its decoder stays the starter collection's.
    object: object.starterName ?? object.name,
    kind,
    seed,
    backend,
    onNote: note,
    ...(encode ? { onEncoded } : {}),
    ...watch,
  };
  const decoder = await trainObject(readAndTime(), options);
  const backendNote = await trainingBackendNote(kind, backend);
  await writeDecoder(object, decoder, { lock });
  return {
    summary: decoder.training,
    takes,
    skipped,
    encoded,
    names: decoder.recordings.map(({ name }) => name),
    backendNote,
  };
}

function learnedTake(recording: LaidRecording): LearnedTake {
  const seconds = performanceSeconds(recording.performance);
  const { beats, isOwnGrid, overridesGrid, hints } = recording.beats;
  return { name: recording.name, beats, isOwnGrid, overridesGrid, hints, seconds };
}
