import { MirrorError } from '../errors.js';
import { MOST_BEATS } from '../events/beatTempi.js';
import { fitsGrid } from '../events/gridTimeSignature.js';
import { TEMPO_RANGE } from '../events/recordedTempo.js';
import type { TimeSignature } from '../music/time.js';
import {
  DECODER_KINDS,
  type DecoderKind,
  type LearnedRecording,
  type PhraseDecoder,
  type SeedDecoder,
  type TrainingSummary,
} from './decoder.js';
import {
  list,
  number,
  parseRecord,
  record,
  show,
  TRAIN_AGAIN,
  text,
  unlike,
} from './jsonFields.js';
import { chordList, phraseLists } from './phrase/phraseLists.js';

/** A decoder without its weights: what decoder.json says. */
export type DecoderHeader = Omit<PhraseDecoder, 'weights'> | Omit<SeedDecoder, 'weights'>;

/** What decoder.json says of itself. */
export const FORMAT = 'sound-mirror decoder';

/** The version of each kind's file layout. Raise it with every change: decoders of an older one are stale and trained again. */
export const DECODER_VERSIONS: Readonly<Record<DecoderKind, number>> = { phrase: 5, seed: 3 };

/** A bound that keeps a hostile file from asking for memory: a decoder of ours is far within it. */
const MOST_RECORDINGS = 100_000;

/**
 * Reads and checks decoder.json, field by field; only what is named here is taken over.
 *
 * @throws MirrorError `stale` for the format of another version of this program, `input` naming the first field that is
 *   not what it should be
 */
export function checkDecoderHeader(json: string): {
  readonly header: DecoderHeader;
  readonly weightsSha256: string;
} {
  const file = parseRecord(json);
  if (file.format !== FORMAT) throw unlike(`format "${FORMAT}"`, show(file.format));
  const kind = DECODER_KINDS.find((name) => name === file.kind);
  if (!kind) throw unlike(`kind ${DECODER_KINDS.join(' or ')}`, show(file.kind));
  checkVersion(number(file.version, 'version', VERSION_RANGE), kind);
  const base = {
    object: text(file.object, 'object'),
    timeSignature: barOnGrid(file.timeSignature),
    recordings: recordings(file.recordings),
    training: training(file.training),
  };
  const sizes = record(file.sizes, 'sizes');
  const size = (name: string, most: number) =>
    number(sizes[name], `sizes.${name}`, { least: 1, most, whole: true });
  const weightsSha256 = text(record(file.weights, 'weights').sha256, 'weights.sha256');
  if (kind === 'seed') {
    const { chords } = record(file.dictionary, 'dictionary');
    const header = {
      kind,
      ...base,
      sizes: { latent: size('latent', 64), sequence: size('sequence', 256) },
      dictionary: { chords: chordList(chords, 'dictionary.chords') },
    };
    return { header, weightsSha256 };
  }
  const header = {
    kind,
    ...base,
    sizes: {
      latent: size('latent', 64),
      hidden: size('hidden', 512),
      embedding: size('embedding', 128),
      window: size('window', 64),
      plan: size('plan', 64),
    },
    ...phraseLists(file, base.timeSignature),
  };
  return { header, weightsSha256 };
}

const VERSION_RANGE = { least: 1, most: 1_000_000, whole: true };

function checkVersion(version: number, kind: DecoderKind): void {
  const known = DECODER_VERSIONS[kind];
  if (version === known) return;
  const age = version < known ? 'an older' : 'a newer';
  throw new MirrorError(
    'stale',
    `Expected a decoder of format ${known} but received one of format ${version}, which ${age} version of this program made. ${TRAIN_AGAIN}`,
  );
}

function barOnGrid(value: unknown): TimeSignature {
  const { beats, beatUnit } = record(value, 'timeSignature');
  const timeSignature = {
    beats: number(beats, 'timeSignature.beats', { least: 1, most: 255, whole: true }),
    beatUnit: number(beatUnit, 'timeSignature.beatUnit', { least: 1, most: 128, whole: true }),
  };
  // MIDI knows powers of two only, and a longer bar would make a piece of 512 bars endless.
  if (Number.isInteger(Math.log2(timeSignature.beatUnit)) && fitsGrid(timeSignature)) {
    return timeSignature;
  }
  throw unlike('a bar of music in «timeSignature»', `${beats}/${beatUnit}`);
}

function recordings(value: unknown): LearnedRecording[] {
  const learned = list(value, 'recordings', MOST_RECORDINGS).map(recording);
  const beats = learned.reduce((sum, { beatTempi = [] }) => sum + beatTempi.length, 0);
  if (beats > MOST_BEATS) {
    throw unlike(`${MOST_BEATS} tempi at most in «recordings.beatTempi»`, `${beats} in all`);
  }
  return learned;
}

function recording(value: unknown): LearnedRecording {
  const { name, sha256, share, tempoBpm, beatTempi } = record(value, 'recordings');
  return {
    name: text(name, 'recordings.name'),
    sha256: text(sha256, 'recordings.sha256'),
    share: number(share, 'recordings.share', { least: 0, most: 1 }),
    // Null is a free recording; a missing field is a fault.
    tempoBpm: tempoBpm === null ? null : number(tempoBpm, 'recordings.tempoBpm', TEMPO_RANGE),
    ...(beatTempi === undefined ? {} : { beatTempi: tempi(beatTempi) }),
  };
}

function tempi(value: unknown): number[] {
  const name = 'recordings.beatTempi';
  const beats = list(value, name, MOST_BEATS).map((tempo) => number(tempo, name, TEMPO_RANGE));
  if (beats.length === 0) throw unlike(`a tempo in «${name}»`, 'none');
  return beats;
}

function training(value: unknown): TrainingSummary {
  const summary = record(value, 'training');
  const figure = (name: string) =>
    number(summary[name], `training.${name}`, { least: 0, most: Number.MAX_SAFE_INTEGER });
  const shares = (name: 'reconstruction' | 'prediction') =>
    Object.fromEntries(
      Object.entries(record(summary[name], `training.${name}`)).map(([field, share]) => [
        field,
        number(share, `training.${name}`, { least: 0, most: 1 }),
      ]),
    );
  return {
    seed: figure('seed'),
    epochs: figure('epochs'),
    examples: figure('examples'),
    loss: figure('loss'),
    reconstruction: shares('reconstruction'),
    ...(summary.prediction === undefined ? {} : { prediction: shares('prediction') }),
    backend: text(summary.backend, 'training.backend'),
  };
}
