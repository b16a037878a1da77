import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import type { Collection, Detector } from '../../index.js';
import type { Access } from './access/access.js';
import { guard } from './access/guard.js';
import { securityHeaders } from './access/securityHeaders.js';
import { answerError } from './answerError.js';
import { openEventHub } from './eventHub.js';
import type { PageFiles } from './pageFiles.js';
import { refusal } from './refusal.js';
import { openRoomStore } from './rooms/roomStore.js';
import { openWorkQueue } from './rooms/workQueue.js';
import { eventRoutes } from './routes/eventRoutes.js';
import { padRoutes } from './routes/padRoutes.js';
import { pageRoutes } from './routes/pageRoutes.js';
import { roomRoutes } from './routes/roomRoutes.js';
import { savedRoutes } from './routes/savedRoutes.js';
import { studioRoutes } from './routes/studioRoutes.js';

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
  /** Name of the sample room that is opened before it is asked for; undefined for none. */
  readonly readySample: string | undefined;
  /** Fires when the server is to end. */
  readonly signal: AbortSignal;
  /** Hears of errors that should not be. */
  readonly onFault: (error: unknown) => void;
}

/** What is under way and waiting together: uploads, looks at photos, files of sound. */
const MOST_WORK = 6;

/** The studio over HTTP: who is let in, and what may be asked for. */
export function createStudio(options: StudioOptions): Hono {
  const { access, port, page, onFault } = options;
  const run = randomUUID();
  const hub = openEventHub();
  const rooms = openRoomStore();
  const queue = openWorkQueue(MOST_WORK);
  return new Hono()
    .use(securityHeaders)
    .use(guard({ access, port }))
    .route('/', pageRoutes(page))
    .route('/', studioRoutes({ ...options, run }))
    .route('/', eventRoutes(hub, run))
    .route('/', roomRoutes({ ...options, rooms, hub, queue }))
    .route('/', savedRoutes({ ...options, rooms, hub, queue }))
    .route('/', padRoutes(options))
    .notFound((context) =>
      answerError(refusal(404, 'there is nothing at this address'), context, onFault),
    )
    .onError((error, context) => answerError(error, context, onFault));
}
