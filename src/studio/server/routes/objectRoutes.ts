import { Hono } from 'hono';
import { brokenNotes } from '../../../collection/brokenNotes.js';
import {
  type BackendName,
  type Collection,
  editObject,
  emptyTrash,
  MirrorError,
  removeObject,
  restoreObject,
  type SoundObject,
} from '../../../index.js';
import { addInWorker } from '../../../workers/addInWorker.js';
import type { AddedAnswer, ObjectsAnswer } from '../../protocol/objects.js';
import { type Draft, whileAtWork } from '../drafts/draft.js';
import type { DraftStore } from '../drafts/draftStore.js';
import { withoutFolder } from '../drafts/withoutFolder.js';
import type { CollectionChanges } from '../objects/collectionChanges.js';
import { describeObjects, openObjectDescriber } from '../objects/describeObjects.js';
import { readMidiTake } from '../objects/readMidiTake.js';
import { findRemoved, listRemoved } from '../objects/restorables.js';
import { takeNotes } from '../objects/takeNotes.js';
import type { TrainingQueue } from '../objects/trainingQueue.js';
import { refusal } from '../refusal.js';
import { readJson } from '../uploads/readJson.js';
import { type GivenTakes, readNewTakes, readObjectChange } from '../uploads/readObjectSettings.js';

export interface ObjectRouteTools {
  readonly collection: () => Promise<Collection>;
  /** The user's collection, or what becomes it with the first object. */
  readonly home: string;
  readonly drafts: DraftStore;
  readonly changes: CollectionChanges;
  readonly trainings: TrainingQueue;
  readonly backend: BackendName | undefined;
  readonly signal: AbortSignal;
}

/** Objects and their takes: what the command line's `objects`, `add`, `edit`, `remove` and `restore` do. */
export function objectRoutes(tools: ObjectRouteTools): Hono {
  const { home, drafts, changes, trainings, collection } = tools;
  const describe = openObjectDescriber(tools.signal);
  /** A page that is closed waits for no lock. */
  const signalOf = (request: Request) => AbortSignal.any([tools.signal, request.signal]);
  const find = async (name: string) => findOwnName(await collection(), name);

  return new Hono()
    .get('/api/objects', async ({ json }) => {
      // Before the objects: none is said to have ended of which the object does not know yet.
      const known = trainings.list();
      const opened = await collection();
      const answer: ObjectsAnswer = {
        objects: await describeObjects(opened, describe),
        broken: brokenNotes(opened),
        removed: await listRemoved(home),
        trainings: known,
      };
      return json(answer);
    })
    .post('/api/objects', async ({ req, json }) => {
      const given = readNewTakes(await readJson(req.raw));
      const draft = drafts.find(given.draft);
      const { object, notes } = await whileAtWork(draft, () => add(draft, given, tools));
      await drafts.remove(draft);
      changes.announce();
      return json({ object: await describe(object), notes } satisfies AddedAnswer, 201);
    })
    .patch('/api/objects/:name', async ({ req, json }) => {
      const { name } = await find(req.param('name'));
      const { name: rename, ...change } = readObjectChange(await readJson(req.raw));
      // A rename moves the decoder, which a training that is under way would write.
      if (rename !== undefined && rename !== name) assertNotTrained(trainings, name);
      const signal = signalOf(req.raw);
      const options = { name, ...change, ...(rename !== undefined && { rename }), signal };
      const { object, isChanged } = await editObject(home, options);
      if (isChanged) changes.announce();
      return json(await describe(object));
    })
    .delete('/api/objects/:name', async ({ req, body }) => {
      const { name } = await find(req.param('name'));
      assertNotTrained(trainings, name);
      await removeObject(home, { name, signal: signalOf(req.raw) });
      changes.announce();
      return body(null, 204);
    })
    .get('/api/objects/:name/takes/:file', async ({ req, json }) => {
      const file = req.param('file');
      const path = pathOfTake(await find(req.param('name')), file);
      const { performance, notices } = await readMidiTake(path, signalOf(req.raw));
      return json(takeNotes(performance, notices));
    })
    .delete('/api/objects/:name/takes/:file', async ({ req, body }) => {
      const object = await find(req.param('name'));
      const recordings = [req.param('file')];
      await removeObject(home, { name: object.name, recordings, signal: signalOf(req.raw) });
      changes.announce();
      return body(null, 204);
    })
    .delete('/api/removed', async ({ body }) => {
      await emptyTrash(home);
      changes.announce();
      return body(null, 204);
    })
    .post('/api/removed/:entry', async ({ req, json }) => {
      const entry = await findRemoved(home, req.param('entry'));
      if (entry === undefined) throw refusal(404, 'this was restored or deleted for good by now');
      const { name, number } = entry;
      const options = { name, number, signal: signalOf(req.raw) };
      const { object } = await restoreObject(home, options);
      changes.announce();
      return json(await describe(object));
    });
}

/** By the names that the collection has; what a request says becomes no path. */
export function findOwnName({ objects }: Collection, name: string): SoundObject {
  const object = objects.find((each) => each.name === name.normalize('NFC'));
  if (object === undefined) throw refusal(404, 'there is no object of that name any more');
  return object;
}

/** Of audio, its transcription is what is heard. */
function pathOfTake({ recordings, audioFiles }: SoundObject, file: string): string {
  const audio = audioFiles.find(({ name }) => name === file);
  const midi = recordings.find(({ name }) => name === (audio ? audio.transcription : file));
  if (midi === undefined) throw refusal(404, 'there is no such take any more');
  return midi.path;
}

function assertNotTrained({ isUnderWay }: TrainingQueue, name: string): void {
  if (!isUnderWay(name)) return;
  throw new MirrorError(
    'usage',
    `Expected an object that is at rest but ${name} is being trained. Wait for it, or cancel the training first.`,
  );
}

/** Adds what lies in a draft and can be used, in a thread: beats are found and audio is transcribed on the way. */
async function add(
  draft: Draft,
  { draft: _, ...given }: GivenTakes,
  { home, backend, signal }: ObjectRouteTools,
) {
  const files = [...draft.files.values()].filter(({ isRefused }) => !isRefused);
  const takes = await Promise.all(files.map(({ take }) => take));
  const transcriptions = takes.flatMap((take) => take?.transcription ?? []);
  const job = { ...given, home, backend, files: files.map(({ path }) => path), transcriptions };
  try {
    return await addInWorker(job, { signal, onProgress: () => {} });
  } catch (error) {
    throw withoutFolder(error, draft.folder);
  }
}
