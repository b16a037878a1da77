import type { Decoder, DecoderKind, RecordingChecksum } from './autoencoder/decoder.js';
import { loadDecoder, saveDecoder } from './autoencoder/decoderFile.js';
import { TRAIN_OBJECT_DEFAULTS, TRAIN_OBJECT_RULES } from './autoencoder/trainDefaults.js';
import type { TrainingOptions } from './autoencoder/training.js';
import { checkArguments, checkOptions } from './checks/checkOptions.js';
import { type NamedRecording, RECORDING_RULE } from './collection/recordings/recordingFiles.js';
import { MirrorError } from './errors.js';
import { keepBeatTempi } from './events/beatTempi.js';
import { gridTimeSignature } from './events/gridTimeSignature.js';
import {
  gatherEvents,
  type PackedRecording,
  type RecordedEvents,
} from './events/recordedEvents.js';
import { keptTempo } from './events/recordedTempo.js';
import { seededRandom } from './math/random.js';
import type { Performance } from './music/phrase.js';
import type { BackendName } from './tensors/backend.js';

export type TrainObjectOptions = {
  readonly [Name in keyof Omit<TrainingOptions, 'random'>]: TrainingOptions[Name] | undefined;
} & {
  /** Name of the object, written into the decoder. */
  readonly object: string;
  readonly kind?: DecoderKind | undefined;
  /**
   * Decides the first parameters, the order of windows and the noise. Equal seeds give equal decoders: of kind `phrase`
   * everywhere, of kind `seed` on the same backend.
   */
  readonly seed?: number | undefined;
  /** Of kind `seed`; kind `phrase` has no use for it. */
  readonly backend?: BackendName | undefined;
};

/**
 * Learns an object's recordings: recordings in, one whole decoder out.
 *
 * @param recordings an array, or a stream that reads one after another: each may be forgotten as soon as the next
 *   is asked for, so that hundreds need little more memory than one
 * @throws MirrorError `usage` for recordings that are none, no name of the object, a seed that is none, or an option of
 *   another type or of no known name, `input` when there is no recording, or one without notes; `aborted` when the
 *   signal fires
 */
export async function trainObject(
  recordings: Iterable<NamedRecording> | AsyncIterable<NamedRecording>,
  options: TrainObjectOptions,
): Promise<Decoder> {
  checkOptions('trainObject', options, TRAIN_OBJECT_RULES);
  checkArguments(
    { recordings, object: options.object },
    { recordings: 'iterable', object: 'string' },
  );
  const {
    object,
    kind = TRAIN_OBJECT_DEFAULTS.kind,
    seed = TRAIN_OBJECT_DEFAULTS.seed,
    backend,
    ...training
  } = options;
  const learned: RecordingChecksum[] = [];
  const recorded = await gatherEvents(performancesOf(recordings, learned), training);
  if (learned.length === 0) {
    throw new MirrorError(
      'input',
      `Expected recordings to learn «${object}» from but received none. Add at least one MIDI file.`,
    );
  }
  const backendName = await openKind(kind, backend);
  const trained = await trainKind(kind, recorded, {
    ...training,
    random: seededRandom(`${kind} ${seed}`),
  });
  const { summary, ...parts } = trained;
  const bending = keepBeatTempi(recorded.recordings);
  const decoder = {
    kind,
    object,
    timeSignature: gridTimeSignature(recorded.recordings),
    ...parts,
    recordings: learned.map((checksum, i) => {
      const recording = recorded.recordings[i] as PackedRecording;
      const beatTempi = bending[i] as readonly number[];
      return {
        ...checksum,
        share: recording.share,
        tempoBpm: keptTempo(recording),
        ...(beatTempi.length > 0 && { beatTempi }),
      };
    }),
    training: { seed, ...summary, backend: backendName },
  } as Decoder;
  // What is trained must load again: our own decoders pass the checks that all others pass.
  return loadDecoder(saveDecoder(decoder));
}

/** The performances of a stream of recordings, whose names and sums are put on a list as they pass. */
async function* performancesOf(
  recordings: Iterable<NamedRecording> | AsyncIterable<NamedRecording>,
  passed: RecordingChecksum[],
): AsyncGenerator<Performance> {
  for await (const recording of recordings) {
    checkArguments({ recording }, { recording: RECORDING_RULE });
    const { name, sha256, performance } = recording;
    passed.push({ name, sha256 });
    yield performance;
  }
}

/** What a kind multiplies with: `seed` with TensorFlow, which is loaded only then; `phrase` with kernels of its own. */
async function openKind(kind: DecoderKind, backend: BackendName | undefined): Promise<string> {
  if (kind === 'phrase') return 'kernels';
  const { openBackend } = await import('./tensors/backend.js');
  return (await openBackend(backend)).name;
}

async function trainKind(kind: DecoderKind, recorded: RecordedEvents, options: TrainingOptions) {
  switch (kind) {
    case 'phrase':
      return (await import('./autoencoder/phrase/trainPhrase.js')).trainPhrase(recorded, options);
    case 'seed':
      return (await import('./autoencoder/seed/trainSeed.js')).trainSeed(recorded, options);
  }
}
