import { commonTiming } from './autoencoder/commonTiming.js';
import { DEFAULT_DECODER_KIND, type Decoder, type DecoderKind } from './autoencoder/decoder.js';
import { loadDecoder, saveDecoder } from './autoencoder/decoderFile.js';
import type { TrainingOptions } from './autoencoder/training.js';
import type { NamedRecording } from './collection/recordingFiles.js';
import { MirrorError } from './errors.js';
import type { Performance } from './music/phrase.js';
import { seededRandom } from './random.js';
import type { BackendName } from './tensors/backend.js';

export interface TrainObjectOptions extends Omit<TrainingOptions, 'random'> {
  /** Name of the object, written into the decoder. */
  readonly object: string;
  readonly kind?: DecoderKind;
  /** Equal seeds give equal decoders on the same backend. */
  readonly seed?: number;
  readonly backend?: BackendName;
}

/**
 * Learns an object's recordings: recordings in, one whole decoder out.
 *
 * @throws MirrorError `input` when there is no recording, `aborted` when the signal fires
 */
export async function trainObject(
  recordings: readonly NamedRecording[],
  options: TrainObjectOptions,
): Promise<Decoder> {
  const { object, kind = DEFAULT_DECODER_KIND, seed = 1, backend, ...training } = options;
  if (recordings.length === 0) {
    throw new MirrorError(
      'input',
      `Expected recordings to learn «${object}» from but received none. Add at least one MIDI file.`,
    );
  }
  const performances = recordings.map((recording) => recording.performance);
  // TensorFlow is loaded here and not above: programs that only play decoders never need it.
  const { openBackend } = await import('./tensors/backend.js');
  const { name: backendName } = await openBackend(backend);
  const trained = await trainKind(kind, performances, {
    ...training,
    random: seededRandom(`${kind} ${seed}`),
  });
  const { summary, ...learned } = trained;
  const decoder = {
    kind,
    object,
    ...commonTiming(performances),
    ...learned,
    recordings: recordings.map(({ name, sha256 }) => ({ name, sha256 })),
    training: { seed, ...summary, backend: backendName },
  } as Decoder;
  // What is trained must load again: the same checks for our own decoders as for anybody's.
  return loadDecoder(saveDecoder(decoder));
}

async function trainKind(
  kind: DecoderKind,
  performances: readonly Performance[],
  options: TrainingOptions,
) {
  switch (kind) {
    case 'phrase':
      return (await import('./autoencoder/trainPhrase.js')).trainPhrase(performances, options);
    case 'seed':
      return (await import('./autoencoder/trainSeed.js')).trainSeed(performances, options);
  }
}
