import { MirrorError } from '../errors.js';
import type { TimeSignature } from '../music/time.js';
import { fitsGrid, TEMPO_RANGE } from './commonTiming.js';
import {
  DECODER_KINDS,
  type PhraseDecoder,
  type RecordingChecksum,
  type SeedDecoder,
  type TrainingSummary,
} from './decoder.js';
import {
  EVENT_FIELDS,
  type EventDictionary,
  MOST_STEPS,
  MOST_SYMBOLS,
  MOST_TICKS,
} from './eventDictionary.js';
import { DURATION_RATIOS, STEP_TICKS, stepsPerBar, type Voicing } from './events.js';
import { type EventSequence, MOST_REMEMBERED } from './sequences.js';

/** A decoder without its weights: what decoder.json says. */
export type DecoderHeader = Omit<PhraseDecoder, 'weights'> | Omit<SeedDecoder, 'weights'>;

/** What decoder.json says of itself; another version is another layout. */
export const FORMAT = 'sound-mirror decoder';
export const VERSION = 2;

/** Bounds that keep a hostile file from asking for memory: a decoder of ours is far within them. */
const LARGEST_JSON = 16_000_000;
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
  const file = parse(json);
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

type Json = Readonly<Record<string, unknown>>;

function parse(json: string): Json {
  if (json.length > LARGEST_JSON) {
    throw unlike(`decoder.json of at most ${LARGEST_JSON} characters`, `${json.length}`);
  }
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw new MirrorError(
      'input',
      'Expected JSON in decoder.json but received something cut short or damaged. Train the object again.',
      { cause },
    );
  }
  return record(value, 'decoder.json');
}

function eventLists({ dictionary, sequences }: Json, timeSignature: TimeSignature) {
  const checked = eventDictionary(dictionary, timeSignature);
  return { dictionary: checked, sequences: eventSequences(sequences, checked) };
}

function eventSequences(value: unknown, dictionary: EventDictionary): EventSequence[] {
  const symbol = (field: 'chord' | 'distance' | 'place', item: unknown) =>
    number(item, 'sequences', { least: 0, most: dictionary[field].length - 1, whole: true });
  let left = MOST_REMEMBERED;
  return list(value, 'sequences', MOST_REMEMBERED).map((sequence) => {
    const events = list(sequence, 'sequences', left);
    left -= events.length;
    return events.map((event) => {
      const [chord, distance, place] = list(event, 'sequences', 3);
      return [
        symbol('chord', chord),
        symbol('distance', distance),
        symbol('place', place),
      ] as const;
    });
  });
}

function eventDictionary(value: unknown, timeSignature: TimeSignature): EventDictionary {
  const dictionary = record(value, 'dictionary');
  const bounds = {
    distance: { least: 0, most: MOST_STEPS, whole: true },
    duration: { least: 1, most: MOST_TICKS, whole: true },
    velocity: { least: 1, most: 127, whole: true },
    nudge: { least: -STEP_TICKS, most: STEP_TICKS, whole: true },
    place: { least: 0, most: stepsPerBar(timeSignature) - 1, whole: true },
  };
  const values = (field: keyof typeof bounds) => {
    const name = `dictionary.${field}`;
    return filled(list(dictionary[field], name, MOST_SYMBOLS[field]), name).map((item) =>
      number(item, name, bounds[field]),
    );
  };
  const chord = chordList(dictionary.chord, 'dictionary.chord');
  const fields = EVENT_FIELDS.map((field) => [field, field === 'chord' ? chord : values(field)]);
  return { ...Object.fromEntries(fields), voicing: voicingList(dictionary.voicing, chord) };
}

function voicingList(value: unknown, chords: readonly (readonly number[])[]): Voicing[] {
  const name = 'dictionary.voicing';
  const voicings = list(value, name, chords.length);
  const onePerPitch = (item: unknown, pitches: number, range: Range) => {
    const values = list(item, name, pitches);
    if (values.length !== pitches) throw unlike(`${pitches} values in «${name}»`, show(item));
    return values.map((each) => number(each, name, range));
  };
  return chords.map(({ length }, i) => {
    const { velocity, duration } = record(voicings[i], name);
    return {
      velocity: onePerPitch(velocity, length, { least: -126, most: 126, whole: true }),
      duration: onePerPitch(duration, length, DURATION_RATIOS),
    };
  });
}

function chordList(value: unknown, name: string): number[][] {
  return filled(list(value, name, MOST_SYMBOLS.chord), name).map((chord) =>
    filled(list(chord, name, 128), name).map((pitch) =>
      number(pitch, name, { least: 0, most: 127, whole: true }),
    ),
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

function record(value: unknown, name: string): Json {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Json;
  throw unlike(`a record in «${name}»`, show(value));
}

function list(value: unknown, name: string, most: number): readonly unknown[] {
  if (Array.isArray(value) && value.length <= most) return value;
  throw unlike(`a list of at most ${most} in «${name}»`, show(value));
}

function filled(values: readonly unknown[], name: string): readonly unknown[] {
  if (values.length > 0) return values;
  throw unlike(`at least one value in «${name}»`, 'none');
}

function text(value: unknown, name: string): string {
  if (typeof value === 'string' && value.length > 0 && value.length <= 1000) return value;
  throw unlike(`text in «${name}»`, show(value));
}

interface Range {
  readonly least: number;
  readonly most: number;
  readonly whole?: boolean;
}

function number(value: unknown, name: string, { least, most, whole = false }: Range): number {
  const fits = typeof value === 'number' && value >= least && value <= most;
  if (fits && (!whole || Number.isInteger(value))) return value;
  throw unlike(
    `${whole ? 'a whole number' : 'a number'} from ${least} to ${most} in «${name}»`,
    show(value),
  );
}

function unlike(expected: string, received: string): MirrorError {
  return new MirrorError(
    'input',
    `Expected ${expected} in decoder.json but received ${received}. Train the object again.`,
  );
}

/** A value in a few words, safe for one line. */
function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'a record';
  return JSON.stringify(value)?.slice(0, 40) ?? typeof value;
}
