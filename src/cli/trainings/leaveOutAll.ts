import { MirrorError, throwIfAborted } from '../../errors.js';
import { aboutFile } from '../../files/disk/aboutFile.js';
import {
  canPlay,
  type DecoderKind,
  type LeftOutReconstruction,
  type SoundObject,
  trainingState,
} from '../../index.js';
import { leaveOneOut } from '../../workers/leaveOneOut.js';
import { leaveOneOutInWorker } from '../../workers/leaveOneOutInWorker.js';
import { mapConcurrent } from '../../workers/mapConcurrent.js';
import type { CommandContext } from '../context.js';
import { EXIT, exitCodeOf } from '../exitCodes.js';
import { requestedBackend } from '../options/backend.js';
import { createProgressBars } from '../terminal/progress.js';
import type { TrainingPicture } from './trainingPicture.js';

/**
 * For each object that can be judged, what comes back of a recording that a training did not hear; as many
 * trainings at a time as there are jobs. One that fails gives its line and is missing from the result.
 *
 * @throws MirrorError `aborted` when the signal fires
 */
export async function leaveOutAll(
  objects: readonly SoundObject[],
  options: {
    readonly context: CommandContext;
    readonly kind?: DecoderKind;
    readonly seed?: number;
    readonly jobs: number;
    /** Where each training goes to be drawn. */
    readonly picture?: TrainingPicture;
  },
): Promise<ReadonlyMap<string, LeftOutReconstruction | null>> {
  const { context, kind, seed, jobs, picture } = options;
  const { terminal, signal } = context;
  const backend = requestedBackend(context.env);
  const chosen = await judgeable(objects, { kind, signal });
  const leaveOut = Math.min(jobs, chosen.length) > 1 ? leaveOneOutInWorker : leaveOneOut;
  const bars = createProgressBars(terminal, () => performance.now());
  const found = new Map<string, LeftOutReconstruction | null>();
  const notes = new Set<string>();
  const work = async (object: SoundObject) => {
    const { name } = object;
    bars.update(name, { done: 0, total: 1, text: 'leaving one out' });
    const losses: number[] = [];
    try {
      const { reconstruction, encoded, backendNote } = await leaveOut(
        { object, kind, seed, backend, encode: picture !== undefined },
        {
          signal,
          onProgress: ({ epoch, epochs, loss }) => {
            losses.push(loss);
            bars.update(name, { done: epoch, total: epochs, text: 'without one recording' });
          },
        },
      );
      if (encoded) picture?.add({ object: name, losses, encoded });
      found.set(name, reconstruction);
      if (backendNote !== undefined) notes.add(backendNote);
    } catch (error) {
      if (exitCodeOf(error) === EXIT.stopped) throw error;
      // A recording that cannot be used is named when it is listened to.
      if (exitCodeOf(error) === EXIT.badInput) return;
      terminal.error(error instanceof MirrorError ? aboutFile(name, error) : error);
    } finally {
      bars.remove(name);
    }
  };
  await mapConcurrent(chosen, { jobs, signal, work });
  for (const note of notes) terminal.note(note);
  return found;
}

/** Objects with a decoder, and with a recording to leave out. */
async function judgeable(
  objects: readonly SoundObject[],
  { kind, signal }: { kind: DecoderKind | undefined; signal: AbortSignal },
): Promise<SoundObject[]> {
  const chosen: SoundObject[] = [];
  for (const object of objects.filter(({ recordings }) => recordings.length > 1)) {
    throwIfAborted(signal);
    if (canPlay(await trainingState(object, { kind }))) chosen.push(object);
  }
  return chosen;
}
