import type { TimeSignature } from '../music/time.js';
import { fitsGrid, TEMPO_RANGE } from './commonTiming.js';
import {
  DECODER_KINDS,
  type PhraseDecoder,
  type RecordingChecksum,
  type SeedDecoder,
  type TrainingSummary,
} from './decoder.js';
import { chordList, eventLists } from './eventLists.js';
import { list, number, parseRecord, record, show, text, unlike } from './jsonFields.js';

/** A decoder without its weights: what decoder.json says. */
export type DecoderHeader = Omit<PhraseDecoder, 'weights'> | Omit<SeedDecoder, 'weights'>;

/** What decoder.json says of itself; another version is another layout. */
export const FORMAT = 'sound-mirror decoder';
export const VERSION = 2;

/** A bound that keeps a hostile file from asking for memory: a decoder of ours is far within it. */
const MOST_RECORDINGS = 100_000;

/**
 * Reads and checks decoder.json, field by field; only what is named here is taken over.
 *
 * @throws MirrorError `input` naming the first field that is not what it should be
 */
export function checkDecoderHeader(json: string): {
  readonly header: DecoderHeader;
  readonly weightsSha256: string;
} {
  const file = parseRecord(json);
  if (file.format !== FORMAT) throw unlike(`format "${FORMAT}"`, show(file.format));
  if (file.version !== VERSION) throw unlike(`version ${VERSION}`, show(file.version));
  const kind = DECODER_KINDS.find((name) => name === file.kind);
  if (!kind) throw unlike(`kind ${DECODER_KINDS.join(' or ')}`, show(file.kind));
  const base = {
    object: text(file.object, 'object'),
    tempoBpm: number(file.tempoBpm, 'tempoBpm', TEMPO_RANGE),
    timeSignature: barOnGrid(file.timeSignature),
    recordings: list(file.recordings, 'recordings', MOST_RECORDINGS).map(recording),
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
    },
    ...eventLists(file, base.timeSignature),
  };
  return { header, weightsSha256 };
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

function recording(value: unknown): RecordingChecksum {
  const { name, sha256 } = record(value, 'recordings');
  return { name: text(name, 'recordings.name'), sha256: text(sha256, 'recordings.sha256') };
}

function training(value: unknown): TrainingSummary {
  const summary = record(value, 'training');
  const figure = (name: string) =>
    number(summary[name], `training.${name}`, { least: 0, most: Number.MAX_SAFE_INTEGER });
  const reconstruction = Object.entries(record(summary.reconstruction, 'training.reconstruction'));
  return {
    seed: figure('seed'),
    epochs: figure('epochs'),
    examples: figure('examples'),
    loss: figure('loss'),
    reconstruction: Object.fromEntries(
      reconstruction.map(([field, share]) => [
        field,
        number(share, 'training.reconstruction', { least: 0, most: 1 }),
      ]),
    ),
    backend: text(summary.backend, 'training.backend'),
  };
}
