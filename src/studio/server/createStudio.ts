import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import type { BackendName, Collection, Detector } from '../../index.js';
import type { Access } from './access/access.js';
import { guard } from './access/guard.js';
import { securityHeaders } from './access/securityHeaders.js';
import { answerError } from './answerError.js';
import { openDraftStore } from './drafts/draftStore.js';
import { openEventHub } from './eventHub.js';
import { openCollectionChanges } from './objects/collectionChanges.js';
import { openTrainingQueue } from './objects/trainingQueue.js';
import type { PageFiles } from './pageFiles.js';
import { refusal } from './refusal.js';
import { openRoomStore } from './rooms/roomStore.js';
import { openWorkQueue } from './rooms/workQueue.js';
import { draftRoutes } from './routes/draftRoutes.js';
import { eventStreamRoutes } from './routes/eventStreamRoutes.js';
import { objectRoutes } from './routes/objectRoutes.js';
import { padRoutes } from './routes/padRoutes.js';
import { pageRoutes } from './routes/pageRoutes.js';
import { roomRoutes } from './routes/roomRoutes.js';
import { savedRoutes } from './routes/savedRoutes.js';
import { studioRoutes } from './routes/studioRoutes.js';
import { teachRoutes } from './routes/teachRoutes.js';
import { trainingRoutes } from './routes/trainingRoutes.js';

export interface StudioOptions {
  /** Opens the collection as it is now. */
  readonly collection: () => Promise<Collection>;
  /** May still be loading. */
  readonly detector: Promise<Detector>;
  /** The folder that rooms are saved in: the user's collection, or what would become it. */
  readonly home: string;
  readonly page: PageFiles;
  readonly access: Access;
  /** That the server listens on. */
  readonly port: number;
  /** A folder of this server alone, for what lies on the disk for a moment. */
  readonly folder: string;
  readonly mostPhotoBytes: number;
  readonly maxPixels: number | undefined;
  /** That decoders are trained and audio is transcribed with; undefined for the fastest that answers. */
  readonly backend: BackendName | undefined;
  /** Name of the sample room that is opened before it is asked for; undefined for none. */
  readonly readySample: string | undefined;
  /** Fires when the server is to end. */
  readonly signal: AbortSignal;
  /** Milliseconds of any clock that only goes forward. */
  readonly now: () => number;
  /** Takes what is to be waited for when the server ends, after the signal has fired. */
  readonly onEnding: (ended: () => Promise<unknown>) => void;
  /** Hears of errors that should not be. */
  readonly onFault: (error: unknown) => void;
}

/** What is under way and waiting together: uploads and looks at photos; and, beside them, files. */
const MOST_WORK = 6;

/** Recordings that wait to be read, one after the other: as many as a page asks for at once. */
const MOST_READING = 24;

/** The studio over HTTP: who is let in, and what may be asked for. */
export function createStudio(options: StudioOptions): Hono {
  const { access, port, page, onFault } = options;
  const run = randomUUID();
  const hub = openEventHub();
  const rooms = openRoomStore();
  const queue = openWorkQueue(MOST_WORK);
  const files = openWorkQueue(MOST_WORK);
  const drafts = openDraftStore(options.folder);
  const changes = openCollectionChanges(hub);
  const trainings = openTrainingQueue({ ...options, hub, changes });
  options.onEnding(trainings.ended);
  const reading = { ...options, hub, queue: openWorkQueue(MOST_READING) };
  return new Hono()
    .use(securityHeaders)
    .use(guard({ access, port }))
    .route('/', pageRoutes(page))
    .route('/', studioRoutes({ ...options, run }))
    .route('/', eventStreamRoutes(hub, run))
    .route('/', roomRoutes({ ...options, rooms, hub, queue, files, changes }))
    .route('/', savedRoutes({ ...options, rooms, hub, queue, files, changes }))
    .route('/', teachRoutes({ ...options, rooms, hub, queue, files, changes }))
    .route('/', draftRoutes({ ...reading, drafts }))
    .route('/', objectRoutes({ ...options, drafts, changes, trainings }))
    .route('/', trainingRoutes({ ...options, trainings }))
    .route('/', padRoutes(options))
    .notFound((context) =>
      answerError(refusal(404, 'there is nothing at this address'), context, onFault),
    )
    .onError((error, context) => answerError(error, context, onFault));
}
