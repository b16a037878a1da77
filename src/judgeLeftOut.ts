import { DEFAULT_DECODER_KIND, type DecoderKind } from './autoencoder/decoder.js';
import {
  type LeftOutReconstruction,
  reconstructLeftOut,
} from './autoencoder/reconstructLeftOut.js';
import { TRAIN_OBJECT_RULES } from './autoencoder/trainDefaults.js';
import type { TrainingOptions } from './autoencoder/training.js';
import { checkArguments, checkOptions } from './checks/checkOptions.js';
import { type NamedRecording, RECORDING_RULE } from './collection/recordings/recordingFiles.js';
import { seededRandom } from './math/random.js';
import type { BackendName } from './tensors/backend.js';

export interface JudgeLeftOutOptions extends Omit<TrainingOptions, 'random'> {
  /** Name of the object. */
  readonly object: string;
  readonly kind?: DecoderKind | undefined;
  /** Decides which recording is left out, and the training. */
  readonly seed?: number | undefined;
  readonly backend?: BackendName | undefined;
}

/**
 * How much of a recording comes back that the network never heard: trains once more on all recordings but one, as
 * long as `trainObject` takes.
 *
 * @returns null for fewer than two recordings
 * @throws MirrorError `usage` for recordings that are none, no name of the object, a seed that is none, or an option of
 *   another type or of no known name, `input` for a recording without notes, `aborted` when the signal fires
 */
export async function judgeLeftOut(
  recordings: readonly NamedRecording[],
  options: JudgeLeftOutOptions,
): Promise<LeftOutReconstruction | null> {
  checkOptions('judgeLeftOut', options, TRAIN_OBJECT_RULES);
  checkArguments({ recordings, object: options.object }, { recordings: 'array', object: 'string' });
  for (const recording of recordings) checkArguments({ recording }, { recording: RECORDING_RULE });
  const { object, kind = DEFAULT_DECODER_KIND, seed = 1, backend, ...training } = options;
  if (recordings.length < 2) return null;
  const random = seededRandom(`left out ${kind} ${seed} ${object}`);
  const chosen = Math.floor(random() * recordings.length);
  const performances = recordings.map(({ performance }) => performance);
  if (kind === 'seed') {
    const { openBackend } = await import('./tensors/backend.js');
    await openBackend(backend);
  }
  return reconstructLeftOut(
    kind,
    {
      learned: performances.filter((_, i) => i !== chosen),
      leftOut: performances.filter((_, i) => i === chosen),
    },
    { ...training, random },
  );
}
