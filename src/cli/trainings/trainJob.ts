import type { TrainingOutcome } from '../../batch/queue/handOutTrainings.js';
import type { TrainingJobData } from '../../batch/queue/queueJobs.js';
import { acquireTrainingLock } from '../../collection/decoders/writeDecoder.js';
import { MirrorError } from '../../errors.js';
import type { Lock } from '../../files/disk/lock.js';
import { DECODER_KINDS, findObject, openCollection, type SoundObject } from '../../index.js';
import { trainOne } from '../../workers/trainOne.js';
import type { CommandContext } from '../context.js';
import { requestedBackend } from '../options/backend.js';
import { needsTraining } from '../options/needsTraining.js';
import { adviceLines, skippedNotes, trainedLine } from '../report/trainedLine.js';
import { toldTakes } from './toldTakes.js';

/**
 * Trains one object of a collection that all machines share, as `mirror train` does: the same bytes. What another process has made
 * up to date meanwhile is left as it is.
 *
 * @returns what there is to say, also of recordings that cannot be used
 * @throws MirrorError for what is wrong with this machine or its way to the collection, `aborted` when the signal fires
 */
export async function trainJob(
  data: TrainingJobData,
  { env, signal }: Pick<CommandContext, 'env' | 'signal'>,
): Promise<TrainingOutcome> {
  const { home, object: name, force } = data;
  const collection = await openCollection({ home, signal });
  const object = findObject(collection, name);
  const kind = DECODER_KINDS.find((each) => each === data.kind);
  const seed = data.seed ?? undefined;
  const lock = await acquireTrainingLock(object, { kind, signal });
  try {
    if (!force && !(await needsTraining(object, { kind, seed }))) {
      return { ...TRAINED, object: name, notes: [`${name} was trained meanwhile.`] };
    }
    return await train(object, { kind, seed, lock, env, signal });
  } finally {
    await lock.release();
  }
}

const TRAINED = { done: 1, unanswered: 0, failed: 0 };

async function train(
  object: SoundObject,
  {
    kind,
    seed,
    lock,
    env,
    signal,
  }: Pick<CommandContext, 'env' | 'signal'> & {
    readonly kind: (typeof DECODER_KINDS)[number] | undefined;
    readonly seed: number | undefined;
    readonly lock: Lock;
  },
): Promise<TrainingOutcome> {
  const { name } = object;
  try {
    const told = await toldTakes(object, { kind });
    const trained = await trainOne(
      { object, kind, seed, backend: requestedBackend(env), lock: lock.owned },
      { signal: AbortSignal.any([signal, lock.lost]), onProgress: () => {} },
    );
    const notes = [
      ...(trained.backendNote === undefined ? [] : [trained.backendNote]),
      ...skippedNotes(object, { ...trained, told }),
      ...adviceLines(name, { ...trained, areBeatsTold: false }),
    ];
    return { ...TRAINED, object: name, notes, line: trainedLine(name, trained) };
  } catch (error) {
    if (!(error instanceof MirrorError) || error.code !== 'input') throw error;
    const { code, message } = error;
    return { done: 0, unanswered: 0, failed: 1, object: name, notes: [], error: { code, message } };
  }
}
