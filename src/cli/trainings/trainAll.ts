import { acquireTrainingLock } from '../../collection/decoders/writeDecoder.js';
import { MirrorError } from '../../errors.js';
import { aboutFile } from '../../files/disk/aboutFile.js';
import type { Lock } from '../../files/disk/lock.js';
import type { DecoderKind, SoundObject } from '../../index.js';
import { mapConcurrent } from '../../workers/mapConcurrent.js';
import { trainInWorker } from '../../workers/trainInWorker.js';
import { trainOne } from '../../workers/trainOne.js';
import type { CommandContext } from '../context.js';
import { EXIT, type ExitCode, exitCodeOf, gravest } from '../exitCodes.js';
import { requestedBackend } from '../options/backend.js';
import { needsTraining } from '../options/needsTraining.js';
import { adviceLines, skippedNotes, trainedLine } from '../report/trainedLine.js';
import { waitingLine } from '../report/waitingLine.js';
import { createProgressBars } from '../terminal/progress.js';
import { toldTakes } from './toldTakes.js';
import type { TrainingPicture } from './trainingPicture.js';

/**
 * Trains objects, as many at a time as there are jobs; one that fails gives its line and does not stop
 * the others. One that another process is training is waited for, and trained here only if that did not
 * make it up to date.
 *
 * @returns the gravest exit code of all objects
 * @throws MirrorError `aborted` when the signal fires; what was trained by then stays
 */
export async function trainAll(
  objects: readonly SoundObject[],
  options: {
    readonly context: CommandContext;
    readonly kind?: DecoderKind;
    /** Of each training, and of a decoder that another process made meanwhile, if it is to count. */
    readonly seed?: number;
    readonly jobs: number;
    /** Where each training goes to be drawn. */
    readonly picture?: TrainingPicture;
    /** Takes of which was told just before what there is to say; undefined where nothing was, of their beats neither. */
    readonly told?: readonly string[];
  },
): Promise<ExitCode> {
  const { context, kind, seed, jobs, picture, told } = options;
  const { terminal, signal } = context;
  const backend = requestedBackend(context.env);
  // A single object at a time needs no second thread, and no second TensorFlow.
  const train = Math.min(jobs, objects.length) > 1 ? trainInWorker : trainOne;
  const bars = createProgressBars(terminal, () => performance.now());
  const saidNotes = new Set<string>();
  const sayOnce = (note: string | undefined) => {
    if (note === undefined || saidNotes.has(note)) return;
    saidNotes.add(note);
    terminal.note(note);
  };
  const codes: ExitCode[] = [];

  const trainAndTell = async (object: SoundObject) => {
    const { name } = object;
    bars.update(name, { done: 0, total: 1, text: 'starting' });
    const losses: number[] = [];
    let lock: Lock | undefined;
    try {
      lock = await acquireTrainingLock(object, {
        kind,
        signal,
        onWaiting: (owner) => {
          bars.update(name, { done: 0, total: 1, text: 'waiting' });
          terminal.note(waitingLine(name, { doing: 'training it', owner }));
        },
      });
      if (lock.waited && !picture && !(await needsTraining(object, { kind, seed }))) {
        bars.remove(name);
        terminal.note(`${name} was trained meanwhile.`);
        return;
      }
      const before = [...(told ?? []), ...(await toldTakes(object, { kind }))];
      const trained = await train(
        { object, kind, seed, backend, encode: picture !== undefined, lock: lock.owned },
        {
          signal: AbortSignal.any([signal, lock.lost]),
          onProgress: ({ epoch, epochs, loss }) => {
            losses.push(loss);
            bars.update(name, { done: epoch, total: epochs, text: `loss ${loss.toFixed(3)}` });
          },
        },
      );
      bars.remove(name);
      const { encoded, names: recordings } = trained;
      if (encoded) picture?.add({ object: name, losses, encoded, recordings });
      sayOnce(trained.backendNote);
      for (const line of skippedNotes(object, { ...trained, told: before })) terminal.note(line);
      for (const line of adviceLines(name, { ...trained, areBeatsTold: told !== undefined }))
        terminal.note(line);
      terminal.result(trainedLine(name, trained));
    } catch (caught) {
      bars.remove(name);
      const error = lock?.lost.aborted ? lock.lost.reason : caught;
      if (exitCodeOf(error) === EXIT.stopped) throw error;
      terminal.error(error instanceof MirrorError ? aboutFile(name, error) : error);
      codes.push(exitCodeOf(error));
    } finally {
      await lock?.release();
    }
  };

  await mapConcurrent(objects, { jobs, signal, work: trainAndTell });
  return gravest(codes);
}
