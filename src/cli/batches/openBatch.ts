import { parse } from 'node:path';
import { namedInstruments } from '../../arguments/namedInstruments.js';
import type { Batch, BatchPhoto, Outcome } from '../../batch/batch.js';
import { collectionHash } from '../../batch/collections/contentHash.js';
import { storeCollection } from '../../batch/collections/storeCollection.js';
import { planBatch } from '../../batch/planBatch.js';
import { ownRequirements } from '../../batch/requirements.js';
import { batchSettings } from '../../batch/settings.js';
import type { BatchStore } from '../../batch/store/batchStore.js';
import { readResult, removeResult } from '../../batch/store/results.js';
import { writeTries } from '../../batch/store/tries.js';
import { openBackend, type PieceOptions } from '../../index.js';
import { mapConcurrent } from '../../workers/mapConcurrent.js';
import type { CommandContext } from '../context.js';
import { photoLimits } from '../inputs/photoLimits.js';
import { requestedBackend } from '../options/backend.js';
import { openReported } from '../options/openReported.js';
import type { NamedPhoto } from './gatherPhotos.js';

export interface OpenedBatch {
  readonly batch: Batch;
  /** The photos of the call as they are in the batch; undefined for one that cannot be read. */
  readonly inBatch: readonly (BatchPhoto | undefined)[];
  /** What the store holds already, by key. */
  readonly known: ReadonlyMap<string, Outcome>;
}

/**
 * The batch that photos, settings and the collection of today make, its collection in the store. What failed for no lasting reason is taken
 * out of the store, so that it is tried again.
 *
 * @throws MirrorError as `openCollection` and `ownRequirements` do, and as the store does
 */
export async function openBatch(
  photos: readonly NamedPhoto[],
  {
    store,
    home,
    title,
    options,
    context,
  }: {
    readonly store: BatchStore;
    readonly home: string | undefined;
    readonly title: string | undefined;
    readonly options: PieceOptions;
    readonly context: CommandContext;
  },
): Promise<OpenedBatch> {
  const { env, signal } = context;
  const collection = await openReported(home, context);
  const hash = await collectionHash(collection, signal);
  await storeCollection(store, { collection, hash });
  const backend = await openBackend(requestedBackend(env));
  const { maxPixels } = photoLimits(env);
  const readable = photos.flatMap(({ path, photo, sum }) =>
    'sha256' in sum ? [{ path, sha256: sum.sha256, title: title ?? parse(photo).name }] : [],
  );
  const batch = planBatch({
    photos: readable,
    settings: batchSettings(
      { ...options, instruments: namedInstruments(options.instruments, collection) },
      maxPixels === undefined ? undefined : maxPixels / 1e6,
    ),
    requires: await ownRequirements(backend.name),
    collection: hash,
  });
  const rest = batch.photos.values();
  const inBatch = photos.map(({ sum }) => ('sha256' in sum ? rest.next().value : undefined));
  return { batch, inBatch, known: await knownResults(batch, { store, signal }) };
}

const DONE: Outcome = { state: 'done' };

/** What the store holds of a batch. @throws as the store does */
export async function knownResults(
  { photos }: Pick<Batch, 'photos'>,
  { store, signal }: { readonly store: BatchStore; readonly signal: AbortSignal },
): Promise<Map<string, Outcome>> {
  const known = new Map<string, Outcome>();
  const work = async ({ key }: BatchPhoto) => {
    const result = await readResult(store, key);
    if (result === undefined) return;
    if (result.state !== 'failed' || result.isFinal) {
      known.set(key, result.state === 'done' ? DONE : result);
      return;
    }
    await removeResult(store, key);
    await writeTries(store, key, []);
  };
  await mapConcurrent(photos, { jobs: store.readsAtOnce, signal, work });
  return known;
}
