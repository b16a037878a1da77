import { forEachObject, type ObjectProgress, orError } from '../../collection/forEachObject.js';
import { readRecordings } from '../../collection/recordings/recordingFiles.js';
import type { SoundObject } from '../../collection/soundObject.js';
import { MirrorError } from '../../errors.js';
import { type ObjectClassifier, trainClassifier } from '../classifier/classifier.js';
import { measureRecordings, type RecordedObject } from './recordedObject.js';

/** An object whose recordings cannot be read. */
export interface BrokenObject {
  readonly object: string;
  readonly error: MirrorError;
}

/** What pieces are held against. */
export interface RecordedObjects {
  /** By the object's name, in the order of the objects. */
  readonly recorded: ReadonlyMap<string, RecordedObject>;
  /** A classifier that learned all recordings. */
  readonly classifier: ObjectClassifier;
  readonly broken: readonly BrokenObject[];
}

/**
 * Reads and measures the recordings of objects, no more than one object's in memory at a time.
 *
 * @throws MirrorError `aborted` when the signal fires
 */
export async function readRecordedObjects(
  objects: readonly SoundObject[],
  options: {
    readonly signal?: AbortSignal | undefined;
    readonly onProgress?: (progress: ObjectProgress) => void;
  },
): Promise<RecordedObjects> {
  const recorded = new Map<string, RecordedObject>();
  const broken: BrokenObject[] = [];
  await forEachObject(objects, options, async (object) => {
    const { name } = object;
    const read = await orError(readRecordings(object, { signal: options.signal }));
    if (read instanceof MirrorError) broken.push({ object: name, error: read });
    else {
      const performances = read.recordings.map(({ performance }) => performance);
      recorded.set(name, measureRecordings(name, performances));
    }
  });
  const features = [...recorded.values()].flatMap((object) => object.features);
  return {
    recorded,
    classifier: await trainClassifier(features, { signal: options.signal }),
    broken,
  };
}
