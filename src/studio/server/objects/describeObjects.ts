import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { changesText } from '../../../collection/training/trainingState.js';
import { listEntries } from '../../../files/disk/listEntries.js';
import {
  type Collection,
  MirrorError,
  performanceSeconds,
  type SoundObject,
  type TrainingState,
  trainingState,
} from '../../../index.js';
import { openLruCache } from '../../../math/lruCache.js';
import type { ObjectAnswer, TakeAnswer } from '../../protocol/objects.js';
import { readMidiTake } from './readMidiTake.js';

/** Describes objects for the page; what has not changed on the disk is not read again. */
export type DescribeObject = (object: SoundObject) => Promise<ObjectAnswer>;

interface Read {
  /** Names, sizes and times of all files that the answer was made of. */
  readonly files: string;
  readonly takes: readonly TakeAnswer[];
  readonly training: Pick<ObjectAnswer, 'state' | 'stateNote'>;
}

/** A collection of a thousand objects is a large one. */
const MOST_KEPT = 1000;

/** @param signal fires when the server is to end */
export function openObjectDescriber(signal: AbortSignal): DescribeObject {
  const known = openLruCache<Read>(MOST_KEPT);
  return async (object) => {
    const files = await filesOf(object);
    const before = known.get(object.folder);
    const read =
      before?.files === files ? before : { files, ...(await readObject(object, signal)) };
    known.set(object.folder, read);
    const { name, shelf, labels, text, instrument, program, taught = [] } = object;
    return {
      name,
      isOwn: shelf === 'home',
      labels,
      text: text.trim(),
      instrument,
      program,
      taughtPhotos: taught.filter(({ isPositive }) => isPositive).length,
      takes: read.takes,
      ...read.training,
    };
  };
}

/** The user's own objects, then those of the starter collection, one after the other: a page is in no hurry for the last. */
export async function describeObjects(
  { objects }: Collection,
  describe: DescribeObject,
): Promise<ObjectAnswer[]> {
  const answers: ObjectAnswer[] = [];
  for (const object of objects) answers.push(await describe(object));
  return [...answers.filter(({ isOwn }) => isOwn), ...answers.filter(({ isOwn }) => !isOwn)];
}

async function filesOf({ folder, modelsFolder }: SoundObject): Promise<string> {
  const lines: string[] = [];
  for (const each of [join(folder, 'recordings'), modelsFolder]) {
    for (const { name } of await listEntries(each)) {
      const path = join(each, name);
      const { size, mtimeMs, ino } = await stat(path).catch(() => NO_FILE);
      lines.push([path, size, mtimeMs, ino].join());
    }
  }
  return lines.join('\n');
}

/** What has gone since it was listed. */
const NO_FILE = { size: -1, mtimeMs: -1, ino: -1 };

async function readObject(object: SoundObject, signal: AbortSignal): Promise<Omit<Read, 'files'>> {
  const secondsAt = (path: string) => secondsOf(path, signal);
  const { recordings, audioFiles } = object;
  const transcriptions = new Set(audioFiles.map(({ transcription }) => transcription));
  const takes: TakeAnswer[] = [];
  for (const { name, transcription } of audioFiles) {
    const midi = recordings.find((each) => each.name === transcription);
    takes.push({ file: name, kind: 'audio', seconds: midi ? await secondsAt(midi.path) : null });
  }
  for (const { name, path } of recordings) {
    if (transcriptions.has(name)) continue;
    takes.push({ file: name, kind: 'midi', seconds: await secondsAt(path) });
  }
  return {
    takes: takes.sort((a, b) => (a.file < b.file ? -1 : 1)),
    training: describeTraining(await trainingState(object)),
  };
}

async function secondsOf(path: string, signal: AbortSignal): Promise<number | null> {
  try {
    return performanceSeconds((await readMidiTake(path, signal)).performance);
  } catch (error) {
    if (error instanceof MirrorError && error.code !== 'aborted') return null;
    throw error;
  }
}

function describeTraining(training: TrainingState): Read['training'] {
  const { state } = training;
  const error = 'error' in training ? training.error : undefined;
  if (error !== undefined) return { state, stateNote: error.message };
  if (training.state !== 'stale') return { state, stateNote: '' };
  return { state, stateNote: `${changesText(training)} since the training` };
}
