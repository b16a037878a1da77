import { checkObject } from './arguments/checkObject.js';
import { DECODER_KINDS, type DecoderKind } from './autoencoder/decoder.js';
import { checkOptions } from './checks/checkOptions.js';
import { readDecoder } from './collection/decoders/readDecoder.js';
import type { SoundObject } from './collection/soundObject.js';
import { trainCommand } from './collection/training/trainCommand.js';
import { extendOverSilence } from './composition/extendOverSilence.js';
import { chooseTempoMap } from './decoding/chooseTempo.js';
import { decodePhrase } from './decoding/decodePhrase.js';
import { MirrorError, throwIfAborted } from './errors.js';
import { drawNormals, seededRandom } from './math/random.js';
import { MIRROR_DEFAULTS, MIRROR_RANGES } from './mirrorOptions.js';
import { keySignatureOf } from './music/keySignature.js';
import type { Score } from './music/score.js';
import { FREE_TEMPO_BPM } from './music/tempo.js';
import { ticksPerBar } from './music/time.js';

export interface MirrorObjectOptions {
  /** Length of the piece in bars, 1 or more. */
  readonly bars?: number | undefined;
  /** Whole, 0 to 2³² − 1. */
  readonly seed?: number | undefined;
  readonly kind?: DecoderKind | undefined;
  readonly temperature?: number | undefined;
  readonly variation?: number | undefined;
  /** Asked before the decoder is read and before it plays; what plays is not stopped (512 bars of the clock take some two seconds). */
  readonly signal?: AbortSignal | undefined;
}

export const MIRROR_OBJECT_DEFAULTS = { bars: MIRROR_DEFAULTS.bars, seed: 1 } as const;

/** All options of `mirrorObject`. */
export const MIRROR_OBJECT_RULES = {
  bars: MIRROR_RANGES.bars,
  seed: MIRROR_RANGES.seed,
  kind: DECODER_KINDS,
  temperature: MIRROR_RANGES.temperature,
  variation: MIRROR_RANGES.variation,
  signal: 'signal',
} as const;

/**
 * One object by itself, without a photo: a draw from N(0, 1) starts its phrase, and it plays in the tempo of one of its
 * recordings, slower and faster where that is; one whose recordings are all free keeps their seconds. A silence of more
 * than a bar is shortened as `extendOverSilence` says. Loads neither TensorFlow nor the photo reader.
 *
 * @throws MirrorError `usage` for what is no object of a collection, and for an option out of its range, of another
 *   type or of no known name, `input` when the object is not trained or its decoder's files are damaged, `stale` when
 *   another version of this program trained it, `aborted` when the signal fires
 */
export async function mirrorObject(
  object: SoundObject,
  options: MirrorObjectOptions = {},
): Promise<Score> {
  checkOptions('mirrorObject', options, MIRROR_OBJECT_RULES);
  checkObject(object);
  const { bars = MIRROR_OBJECT_DEFAULTS.bars, seed = MIRROR_OBJECT_DEFAULTS.seed } = options;
  const { kind, temperature, variation, signal } = options;
  throwIfAborted(signal);
  const decoder = await readDecoder(object, kind);
  if (!decoder) {
    throw new MirrorError(
      'input',
      `Expected ${object.name} to be trained, but it has no decoder${kind ? ` of kind ${kind}` : ''}. Run ${trainCommand(object.name, kind)}.`,
    );
  }
  throwIfAborted(signal);
  const random = seededRandom(`hear ${seed} ${object.name}`);
  const lengthTicks = bars * ticksPerBar(decoder.timeSignature);
  const latent = drawNormals(decoder.sizes.latent, random);
  const { notes, events } = decodePhrase(decoder, [latent], {
    lengthTicks,
    random,
    temperature,
    variation,
  });
  const { name, program } = object;
  const { timeSignature } = decoder;
  const [extended = []] = extendOverSilence([notes], { bars, timeSignature });
  const key = keySignatureOf(extended);
  const tempo = chooseTempoMap(decoder, { events, seed, lengthTicks });
  return {
    title: name,
    ...(tempo ?? { tempoBpm: FREE_TEMPO_BPM }),
    timeSignature,
    ...(key && { key }),
    lengthTicks,
    parts: [{ name, midiChannel: 0, program, gainDb: 0, pan: 0, notes: extended }],
  };
}
