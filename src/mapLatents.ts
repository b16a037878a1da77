import type { PhraseDecoder, SeedDecoder } from './autoencoder/decoder.js';
import { inferPhraseLatents } from './autoencoder/phrase/inferLatents.js';
import { inferSeedLatent } from './autoencoder/seed/inferSeedLatent.js';
import { readDecoder } from './collection/decoders/readDecoder.js';
import { readRecordings } from './collection/recordings/recordingFiles.js';
import type { SoundObject } from './collection/soundObject.js';
import { trainCommand } from './collection/training/trainCommand.js';
import { MirrorError } from './errors.js';
import { chordSymbols } from './events/chordDictionary.js';
import {
  gatherEvents,
  type PackedRecording,
  type RecordedEvents,
} from './events/recordedEvents.js';
import { layWindows, spreadWindows } from './events/windows.js';
import type { LatentMap } from './latentMap/latentMap.js';
import { layPoints } from './latentMap/layPoints.js';

/** Points of a map at most: the eye tells no more apart on a small plane, and each takes some 5 ms to be found. */
const MOST_POINTS = 200;

/**
 * The map of an object: windows of its takes, evenly spread, where they lie in the latent space of its decoder. Which latents they
 * have is found through the decoder, since files hold no encoder; it takes a second, and gives the event loop a turn every few
 * milliseconds. Of a take that was changed or added after the training, the map says where the decoder would have it.
 *
 * @throws MirrorError `input` where the object has no takes or no decoder of kind `phrase`, or for damaged ones; `stale` for a decoder of another
 *   version of this program; `aborted` when the signal fires
 * @example
 * const map = await mapLatents(findObject(collection, 'cup'));
 * map.points[0]; // { x: 0.31, y: 0.64, take: 0, event: 0 }
 */
export async function mapLatents(
  object: SoundObject,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<LatentMap> {
  const decoder = await readDecoder(object, 'phrase');
  if (decoder?.kind !== 'phrase') {
    throw new MirrorError(
      'input',
      `Expected ${object.name} to be trained, but it has no decoder. Run ${trainCommand(object.name)}.`,
    );
  }
  const { recordings } = await readRecordings(object, { signal });
  if (recordings.length === 0) {
    throw new MirrorError(
      'input',
      `Expected takes of ${object.name} to map but there are none. Record it with \`mirror add\`.`,
    );
  }
  const recorded = await gatherEvents(
    recordings.map(({ performance }) => performance),
    { signal },
  );
  const windows = windowsOf(recorded, decoder);
  const phrase = await inferPhraseLatents(decoder, {
    recorded,
    windows: windows.map(({ window }) => window),
    signal,
  });
  const { places, shares } = layPoints(phrase, decoder.sizes.latent);
  return {
    takes: recordings.map(({ name }) => name),
    points: windows.map(({ take, event }, i) => ({
      ...(places[i] as (typeof places)[number]),
      take,
      event,
    })),
    shares,
    latents: {
      phrase: rowsOf(phrase, decoder.sizes.latent),
      seed: await seedLatents(object, { recorded, windows }),
    },
  };
}

interface TakeWindow {
  /** Its number among all windows. */
  readonly window: number;
  readonly take: number;
  readonly event: number;
}

function windowsOf(recorded: RecordedEvents, { sizes }: PhraseDecoder): TakeWindow[] {
  const laid = layWindows(recorded, sizes.window);
  return spreadWindows(laid, MOST_POINTS).map((window) => {
    const take = laid.recordings.findLastIndex(({ first }) => first <= window);
    return { window, take, event: window - (laid.recordings[take]?.first as number) };
  });
}

/** Latents of the same windows by the decoder of kind `seed`; a map does without, where there is none that can be used. */
async function seedLatents(
  object: SoundObject,
  { recorded, windows }: { recorded: RecordedEvents; windows: readonly TakeWindow[] },
): Promise<number[][] | undefined> {
  const decoder = await readDecoder(object, 'seed').catch((error: unknown) => {
    if (error instanceof MirrorError) return undefined;
    throw error;
  });
  if (decoder?.kind !== 'seed') return undefined;
  const symbols = chordSymbols(recorded.chords, { dictionary: decoder.dictionary.chords });
  return windows.map(({ take, event }) => {
    const { chord } = recorded.recordings[take] as PackedRecording;
    return inferSeedLatent(decoder, sequenceFrom(decoder, { chord, event, symbols }));
  });
}

/** Behind its end a recording begins again, as it was learned. */
function sequenceFrom(
  { sizes }: SeedDecoder,
  { chord, event, symbols }: { chord: Uint32Array; event: number; symbols: readonly number[] },
): number[] {
  return Array.from(
    { length: sizes.sequence },
    (_, i) => symbols[chord[(event + i) % chord.length] as number] as number,
  );
}

function rowsOf(values: Float32Array, columns: number): number[][] {
  return Array.from({ length: values.length / columns }, (_, row) =>
    Array.from(values.subarray(row * columns, (row + 1) * columns), (value) =>
      Number(value.toFixed(LATENT_DECIMALS)),
    ),
  );
}

/** A latent that is kept in a room's file stays short, and the same. */
const LATENT_DECIMALS = 4;
