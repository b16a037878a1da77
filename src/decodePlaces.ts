import { checkObject } from './arguments/checkObject.js';
import {
  DECODER_KINDS,
  DEFAULT_DECODER_KIND,
  type Decoder,
  type DecoderKind,
} from './autoencoder/decoder.js';
import {
  checkArguments,
  checkOptions,
  type OptionResult,
  SEED_RANGE,
} from './checks/checkOptions.js';
import { readDecoder } from './collection/decoders/readDecoder.js';
import type { SoundObject } from './collection/soundObject.js';
import { trainCommand } from './collection/training/trainCommand.js';
import { chooseTempo } from './decoding/chooseTempo.js';
import { type DecodedPhrase, decodePhrase } from './decoding/decodePhrase.js';
import { DECODE_RANGES } from './decoding/decodeRanges.js';
import { SEED_NOTE_TICKS } from './decoding/decodeSeedKind.js';
import { MirrorError } from './errors.js';
import { latentAt, seedLatentAt } from './latentMap/latentAt.js';
import { inFourDecimals, type LatentMap, type Place } from './latentMap/latentMap.js';
import { seededRandom } from './math/random.js';
import type { Note } from './music/note.js';
import type { Phrase } from './music/phrase.js';
import { FREE_TEMPO_BPM } from './music/tempo.js';

export interface DecodePlacesOptions {
  readonly kind?: DecoderKind | undefined;
  /** Whole, 0 to 2³² − 1. */
  readonly seed?: number | undefined;
  /** 0 to 2; kind `seed` has no use for it. */
  readonly temperature?: number | undefined;
  /** 0 (close to the recordings) to 1 (free); kind `seed` has no use for it. */
  readonly variation?: number | undefined;
}

/** Near to the takes: what is heard at a point is what the decoder has learned of that spot. */
export const DECODE_PLACES_DEFAULTS = {
  kind: DEFAULT_DECODER_KIND,
  seed: 1,
  temperature: 0.5,
  variation: 0,
} as const;

const DEFAULTS = DECODE_PLACES_DEFAULTS;

/** What a decoder plays at places of its object's map. */
export interface PlacesPhrase extends Phrase {
  /** Quarter notes a minute, as one of the takes has it. */
  readonly tempoBpm: number;
  /** For each place the tick where what lies there begins. */
  readonly startTicks: readonly number[];
  /** For each place its latent, which `ComposeOptions.takeOffs` takes. */
  readonly latents: readonly (readonly number[])[];
}

const MAP_RULE: OptionResult = {
  givenBy: 'await mapLatents(object)',
  fields: ['points', 'latents', 'kinds'],
};

/** Places of a walk at most. */
const MOST_PLACES = 64;

/**
 * What lies at places of an object's map: as many events a place as the decoder's window has (16; of kind `seed` a
 * sequence, 32), one place after the other as a walk. The first note begins at tick 0, and the phrase ends where the
 * event after its last one would begin, so that another can follow in time. Takes some 5 ms a place once the decoder is
 * read.
 *
 * @param options.map of the same object, as `mapLatents` gives it
 * @param options.places 1 to 64
 * @throws MirrorError `usage` for no map, no place, too many, or one that is none, for an option out of its range, of
 *   another kind or of no known name, and for what is no object of a collection; `input` where the object has no
 *   decoder of that kind
 */
export async function decodePlaces(
  object: SoundObject,
  options: DecodePlacesOptions & { readonly map: LatentMap; readonly places: readonly Place[] },
): Promise<PlacesPhrase> {
  checkOptions('decodePlaces', options, RULES);
  checkObject(object);
  const { map, places, kind = DEFAULTS.kind, seed = DEFAULTS.seed } = options;
  const { temperature = DEFAULTS.temperature, variation = DEFAULTS.variation } = options;
  checkArguments({ map, places }, { map: MAP_RULE, places: 'array' });
  checkPlaces(places);
  const decoder = await readDecoder(object, kind);
  if (!decoder) {
    throw new MirrorError(
      'input',
      `Expected ${object.name} to have a decoder of kind ${kind} but it has none. Run ${trainCommand(object.name, kind)}.`,
    );
  }
  const latentOf = (place: Place) =>
    decoder.kind === 'phrase' ? latentAt(map, place) : seedLatentAt(place, decoder.sizes.latent);
  const chosen = places.map((place) => latentOf(place).map(inFourDecimals));
  const random = seededRandom(`place ${seed} ${object.name}`);
  const phrase = decodePhrase(decoder, chosen, {
    ...lengthOf(decoder, places.length),
    random,
    temperature,
    variation,
  });
  const { events } = phrase;
  const tempoBpm = chooseTempo(decoder, { events, seed }) ?? FREE_TEMPO_BPM;
  return { ...fromFirstNote(phrase, places.length), tempoBpm, latents: chosen };
}

const RULES = {
  map: MAP_RULE,
  places: 'array',
  kind: DECODER_KINDS,
  seed: SEED_RANGE,
  temperature: DECODE_RANGES.temperature,
  variation: DECODE_RANGES.variation,
} as const;

function checkPlaces(places: readonly Place[]): void {
  if (places.length < 1 || places.length > MOST_PLACES) {
    throw new MirrorError(
      'usage',
      `Expected 1 to ${MOST_PLACES} places of the map but received ${places.length}.`,
    );
  }
  const isInside = (value: number) => value >= 0 && value <= 1;
  const wrong = places.find(({ x, y }) => !(isInside(x) && isInside(y)));
  if (wrong === undefined) return;
  throw new MirrorError(
    'usage',
    `Expected a place of the map, x and y from 0 to 1, but received ${wrong.x}, ${wrong.y}.`,
  );
}

/** A window or a sequence of events for each place. */
function lengthOf(decoder: Decoder, places: number) {
  return decoder.kind === 'phrase'
    ? {
        lengthTicks: DECODE_RANGES.lengthTicks.most,
        mostEvents: decoder.sizes.window * places,
      }
    : { lengthTicks: decoder.sizes.sequence * SEED_NOTE_TICKS * places };
}

/** The phrase without the silence before its first note. */
function fromFirstNote({ notes, events, latents, lengthTicks }: DecodedPhrase, places: number) {
  const first = notes[0]?.startTicks ?? 0;
  const shifted = notes.map((note): Note => ({ ...note, startTicks: note.startTicks - first }));
  const startTicks = Array.from({ length: places }, (_, place) => {
    const event = events.findIndex(({ latent }) => (latents[latent]?.start ?? 0) >= place);
    const ticks = shifted.find((note) => note.event === event)?.startTicks;
    return ticks ?? Math.round(((lengthTicks - first) * place) / places);
  });
  return { notes: shifted, lengthTicks: Math.max(1, lengthTicks - first), startTicks };
}
