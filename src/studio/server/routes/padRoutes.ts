import { Hono } from 'hono';
import {
  type Collection,
  decodePlaces,
  findObject,
  type LatentMap,
  MirrorError,
  mapLatents,
  type Place,
  type SoundObject,
} from '../../../index.js';
import { openLruCache } from '../../../math/lruCache.js';
import { packNotes } from '../../protocol/packedNotes.js';
import { type MapAnswer, PAD_KINDS, type PadKind, type PlacesAnswer } from '../../protocol/pad.js';
import { number } from '../uploads/jsonFields.js';
import { readJson } from '../uploads/readJson.js';

/** Objects whose maps pages may show. */
const MOST_SHOWN = 32;

/** Maps of objects, and what lies at their places. */
export function padRoutes({
  collection,
  signal,
}: {
  readonly collection: () => Promise<Collection>;
  /** Fires when the server is to end. */
  readonly signal: AbortSignal;
}): Hono {
  /** Those that are being made: however often one is asked for meanwhile, it is made once. */
  const making = new Map<string, Promise<LatentMap>>();
  const mapOf = (object: SoundObject): Promise<LatentMap> => {
    const known = making.get(object.folder);
    if (known !== undefined) return known;
    const map = mapLatents(object, { signal }).finally(() => making.delete(object.folder));
    making.set(object.folder, map);
    return map;
  };
  /** As they were when their maps were asked for: opening the collection takes longer than a place. */
  const shown = openLruCache<SoundObject>(MOST_SHOWN);
  const find = async (name: string) => findObject(await collection(), name);
  return new Hono()
    .get('/api/objects/:name/map', async ({ req, json }) => {
      const object = await find(req.param('name'));
      shown.set(req.param('name'), object);
      const { takes, points, kinds } = await mapOf(object);
      return json({
        object: object.name,
        program: object.program,
        takes,
        points: points.map(({ x, y, take }) => [x, y, take]),
        kinds,
      } satisfies MapAnswer);
    })
    .post('/api/objects/:name/phrases', async ({ req, json }) => {
      const request = await readJson(req.raw);
      const name = req.param('name');
      const object = shown.get(name) ?? (await find(name));
      const { notes, lengthTicks, tempoBpm, startTicks, latents } = await decodePlaces(object, {
        map: await mapOf(object),
        places: readPlaces(request.places),
        kind: readKind(request.kind),
        ...(request.seed !== undefined && { seed: number(request.seed, 'seed') }),
      });
      return json({
        notes: packNotes(notes),
        lengthTicks,
        tempoBpm,
        startTicks,
        latents,
      } satisfies PlacesAnswer);
    });
}

/** Kinds of values; ranges are the public door's. */
function readPlaces(value: unknown): Place[] {
  const isPlace = (place: unknown) =>
    Array.isArray(place) && place.length === 2 && place.every((part) => typeof part === 'number');
  if (Array.isArray(value) && value.every(isPlace)) {
    return value.map(([x, y]): Place => ({ x, y }));
  }
  throw new MirrorError(
    'usage',
    'Expected places to be a list of [x, y] but received something else.',
  );
}

function readKind(value: unknown = PAD_KINDS[0]): PadKind {
  const kind = PAD_KINDS.find((each) => each === value);
  if (kind !== undefined) return kind;
  throw new MirrorError(
    'usage',
    `Expected kind to be ${PAD_KINDS.join(' or ')} but received something else.`,
  );
}
