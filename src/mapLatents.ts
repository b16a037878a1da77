import { checkObject } from './arguments/checkObject.js';
import type { PhraseDecoder } from './autoencoder/decoder.js';
import { inferPhraseLatents } from './autoencoder/phrase/inferLatents.js';
import { plannedLatents } from './autoencoder/phrase/plannedLatents.js';
import { checkOptions } from './checks/checkOptions.js';
import { readDecoder } from './collection/decoders/readDecoder.js';
import { checksumOfTake, readRecordings } from './collection/recordings/recordingFiles.js';
import type { SoundObject } from './collection/soundObject.js';
import { trainCommand } from './collection/training/trainCommand.js';
import { MirrorError, throwIfAborted } from './errors.js';
import { gatherEvents, type RecordedEvents } from './events/recordedEvents.js';
import { layWindows, spreadWindows } from './events/windows.js';
import { inFourDecimals, type LatentMap } from './latentMap/latentMap.js';
import { layPoints } from './latentMap/layPoints.js';

/** Points of a map at most: the eye tells no more apart on a small plane, and each takes some 5 ms to be found. */
const MOST_POINTS = 200;

/**
 * The map of an object: windows of its takes, evenly spread, where they lie in the latent space of its decoder,
 * neighbours by neighbours. Which latents they have is found through the decoder, since files hold no encoder; it takes
 * a second, and gives the event loop a turn every few milliseconds. A map is kept as long as its decoders are; made
 * anew where they or the takes have changed. Of a take that was changed or added after the training, the map says where
 * the decoder would have it.
 *
 * @throws MirrorError `usage` for what is no object of a collection, and for an option of another type or of no known
 *   name, `input` where the object has no takes or no decoder of kind `phrase`, or for damaged ones; `stale` for a
 *   decoder of another version of this program; `aborted` when the signal fires
 * @example
 * const map = await mapLatents(findObject(collection, 'cup'));
 * map.points[0]; // { x: 0.31, y: 0.64, take: 0, event: 0 }
 */
export async function mapLatents(
  object: SoundObject,
  options: { readonly signal?: AbortSignal | undefined } = {},
): Promise<LatentMap> {
  checkOptions('mapLatents', options, { signal: 'signal' });
  checkObject(object);
  const { signal } = options;
  throwIfAborted(signal);
  const decoder = await readDecoder(object, 'phrase');
  if (decoder?.kind !== 'phrase') {
    throw new MirrorError(
      'input',
      `Expected ${object.name} to be trained, but it has no decoder. Run ${trainCommand(object.name)}.`,
    );
  }
  const hasSeed = await hasSeedDecoder(object);
  const takes = await takesOf(object);
  const known = maps.get(decoder.weights);
  if (known?.hasSeed === hasSeed && known.takes === takes) return known.map;
  const map = await makeMap(object, { decoder, hasSeed, signal });
  maps.set(decoder.weights, { hasSeed, takes, map });
  return map;
}

/** Maps that were made, by the weights of their decoders, which are others after a training. */
const maps = new WeakMap<PhraseDecoder['weights'], MadeMap>();

interface MadeMap {
  readonly hasSeed: boolean;
  /** Names and checksums. */
  readonly takes: string;
  readonly map: LatentMap;
}

async function takesOf(object: SoundObject): Promise<string> {
  const takes = object.recordings.map(async (file) => [
    file.name,
    await checksumOfTake(file, object),
  ]);
  return JSON.stringify(await Promise.all(takes));
}

async function makeMap(
  object: SoundObject,
  {
    decoder,
    hasSeed,
    signal,
  }: {
    readonly decoder: PhraseDecoder;
    readonly hasSeed: boolean;
    readonly signal: AbortSignal | undefined;
  },
): Promise<LatentMap> {
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
  const { latent: dimensions } = decoder.sizes;
  const places = await layPoints(plannedLatents(decoder, phrase), { dimensions, signal });
  return {
    takes: recordings.map(({ name }) => name),
    points: windows.map(({ take, event }, i) => ({
      ...(places[i] as (typeof places)[number]),
      take,
      event,
    })),
    latents: rowsOf(phrase, dimensions),
    kinds: hasSeed ? ['phrase', 'seed'] : ['phrase'],
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

/** A map does without a decoder of kind `seed`, where there is none that can be used. */
async function hasSeedDecoder(object: SoundObject): Promise<boolean> {
  try {
    return (await readDecoder(object, 'seed')) !== undefined;
  } catch (error) {
    if (error instanceof MirrorError) return false;
    throw error;
  }
}

function rowsOf(values: Float32Array, columns: number): number[][] {
  return Array.from({ length: values.length / columns }, (_, row) =>
    Array.from(values.subarray(row * columns, (row + 1) * columns), inFourDecimals),
  );
}
