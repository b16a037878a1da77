import { Hono } from 'hono';
import {
  type Collection,
  DEFAULT_TEMPERATURE,
  DEFAULT_VARIATION,
  listRemovedRooms,
  listSamplePhotos,
  listSavedRooms,
  MIRROR_DEFAULTS,
  MIRROR_RANGES,
} from '../../../index.js';
import type { StudioAnswer } from '../../protocol/answers.js';
import { renamedObjects } from '../objects/renamedObjects.js';

/** What the page has to know before there is a room. */
export function studioRoutes(studio: {
  readonly run: string;
  readonly collection: () => Promise<Collection>;
  readonly home: string;
  readonly mostPhotoBytes: number;
}): Hono {
  return new Hono().get('/api/studio', async (context) => {
    const { run, mostPhotoBytes } = studio;
    const { home = null, objects } = await studio.collection();
    const saved = await listSavedRooms(studio.home);
    const removed = await listRemovedRooms(studio.home);
    const names = objects.map(({ name }) => name);
    const answer: StudioAnswer = {
      run,
      home,
      saved,
      removedRooms: removed.map(({ number, name }) => ({ entry: number, name })),
      samples: await listSamplePhotos(),
      objects: names,
      renamed: await renamedObjects(studio.home, names),
      dials: DIALS,
      mostPhotoBytes,
    };
    return context.json(answer);
  });
}

const DIALS: StudioAnswer['dials'] = {
  bars: { ...MIRROR_RANGES.bars, standard: MIRROR_DEFAULTS.bars },
  tempoBpm: MIRROR_RANGES.tempoBpm,
  seed: MIRROR_RANGES.seed,
  temperature: { ...MIRROR_RANGES.temperature, standard: DEFAULT_TEMPERATURE },
  variation: { ...MIRROR_RANGES.variation, standard: DEFAULT_VARIATION },
  mostOnsetsASecond: {
    ...MIRROR_RANGES.mostOnsetsASecond,
    standard: MIRROR_DEFAULTS.mostOnsetsASecond,
  },
  minConfidence: { ...MIRROR_RANGES.minConfidence, standard: MIRROR_DEFAULTS.minConfidence },
};
