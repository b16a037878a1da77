import {
  DECODER_KINDS,
  type DecoderKind,
  type RecordingChecksum,
} from '../../autoencoder/decoder.js';
import { MODELS_RULE } from '../../checks/argumentRules.js';
import { checkArguments, checkOptions } from '../../checks/checkOptions.js';
import { MirrorError } from '../../errors.js';
import { readDecoder } from '../decoders/readDecoder.js';
import { checksumOfTake } from '../recordings/recordingFiles.js';
import type { SoundObject } from '../soundObject.js';

/** What changed among the recordings since a decoder learned them: file names, by name. */
export interface RecordingChanges {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

/** How an object stands with one kind of decoder. */
export type TrainingState =
  | { readonly state: 'trained' | 'untrained' }
  | ({
      readonly state: 'stale';
      /** Why the decoder cannot play: another version's format. Without it, it can: only the recordings changed. */
      readonly error?: MirrorError;
    } & RecordingChanges)
  | { readonly state: 'broken'; readonly error: MirrorError };

/**
 * Whether an object's decoder is there, whole, in this version's format, and made from the recordings that lie beside
 * it now.
 *
 * @param options.recordings their checksums, if they have just been read; else they are read here
 * @throws MirrorError `usage` for an option of another type or of no known name
 */
export async function trainingState(
  object: SoundObject,
  options: {
    readonly kind?: DecoderKind | undefined;
    readonly recordings?: readonly RecordingChecksum[] | undefined;
  } = {},
): Promise<TrainingState> {
  checkOptions('trainingState', options, { kind: DECODER_KINDS, recordings: 'array' });
  checkArguments({ object }, { object: MODELS_RULE });
  try {
    const decoder = await readDecoder(object, options.kind);
    if (decoder === undefined) return { state: 'untrained' };
    const present = options.recordings ?? (await checksums(object));
    const changes = compareRecordings(decoder.recordings, present);
    const count = changes.added.length + changes.changed.length + changes.removed.length;
    return count > 0 ? { state: 'stale', ...changes } : { state: 'trained' };
  } catch (error) {
    if (!(error instanceof MirrorError)) throw error;
    return error.code === 'stale'
      ? { state: 'stale', error, added: [], changed: [], removed: [] }
      : { state: 'broken', error };
  }
}

/** Whether an object can play as it is, be it with recordings that it has not learned yet. */
export function canPlay(training: TrainingState): boolean {
  checkArguments({ training }, { training: 'record' });
  return training.state === 'trained' || (training.state === 'stale' && !training.error);
}

/** The changes in words. @example changesText(changes) // 'new.mid added; old.mid removed' */
export function changesText(changes: RecordingChanges): string {
  return (['added', 'changed', 'removed'] as const)
    .filter((what) => changes[what].length > 0)
    .map((what) => `${changes[what].join(', ')} ${what}`)
    .join('; ');
}

/** What is new, different or gone in the second list, measured by the first. */
export function compareRecordings(
  learned: readonly RecordingChecksum[],
  present: readonly RecordingChecksum[],
): RecordingChanges {
  const before = new Map(learned.map(({ name, sha256 }) => [name.normalize('NFC'), sha256]));
  const now = new Map(present.map(({ name, sha256 }) => [name.normalize('NFC'), sha256]));
  const names = [...now.keys()];
  return {
    added: names.filter((name) => !before.has(name)),
    changed: names.filter((name) => before.has(name) && before.get(name) !== now.get(name)),
    removed: [...before.keys()].filter((name) => !now.has(name)),
  };
}

/** One after another, so that no more than one recording is held at a time. */
async function checksums(object: SoundObject): Promise<RecordingChecksum[]> {
  const sums: RecordingChecksum[] = [];
  for (const file of object.recordings) {
    sums.push({ name: file.name, sha256: await checksumOfTake(file, object) });
  }
  return sums;
}
