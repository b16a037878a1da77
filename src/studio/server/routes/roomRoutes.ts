import { parse } from 'node:path';
import { Hono } from 'hono';
import { drawPhoto, explainScore, MIRROR_DEFAULTS } from '../../../index.js';
import { TAKE_AWAY_FORMATS } from '../../protocol/answers.js';
import type { CollectionChanges } from '../objects/collectionChanges.js';
import { refusal } from '../refusal.js';
import { composeRoom } from '../rooms/composeRoom.js';
import { describeExplanation } from '../rooms/describeExplanation.js';
import { describePiece } from '../rooms/describePiece.js';
import { MOST_JOB, openStoredRooms, type StoredRoomTools } from '../rooms/openStoredRooms.js';
import { describeRoom, detectionsIn } from '../rooms/room.js';
import { openSampleRooms } from '../rooms/sampleRooms.js';
import { CONTENT_TYPES, takeAway } from '../rooms/takeAway.js';
import { warmUp } from '../rooms/warmUp.js';
import type { WorkQueue } from '../rooms/workQueue.js';
import { oneLine } from '../uploads/oneLine.js';
import { readJson } from '../uploads/readJson.js';
import { readPieceSettings } from '../uploads/readPieceSettings.js';
import { receiveUpload } from '../uploads/receiveUpload.js';

export interface RoomRouteTools extends StoredRoomTools {
  /** Photos come in and are looked at, one at a time. */
  readonly queue: WorkQueue;
  /** Files are made one at a time, while other photos may come in. */
  readonly files: WorkQueue;
  /** A folder of this server alone, for what lies on the disk for a moment. */
  readonly folder: string;
  readonly mostPhotoBytes: number;
  readonly changes: CollectionChanges;
  /** Name of the sample room that is opened before it is asked for; undefined for none. */
  readonly readySample: string | undefined;
}

const MOST_TITLE = 200;

/** Photos in; pieces and files out. */
export function roomRoutes(tools: RoomRouteTools): Hono {
  const { rooms, queue, folder, mostPhotoBytes } = tools;
  const open = openStoredRooms(tools);
  const openSample = openSampleRooms({
    collection: tools.collection,
    version: tools.changes.version,
    open: (source, job) => queue(() => open(source, job)),
  });
  if (tools.readySample !== undefined) {
    // Its detections, which threads of their own work on; composing would keep the page waiting. What goes wrong is told when the
    // room is asked for.
    openSample(tools.readySample, '').catch(() => {});
  }
  let uploads = 0;
  let isWarm = false;

  return new Hono()
    .post('/api/rooms', async ({ req, json }) => {
      const title = titleOf(req.query('name'));
      const room = await queue(async () => {
        const name = `upload-${++uploads}`;
        const options = { folder, name, mostBytes: mostPhotoBytes, what: 'a photo' };
        const bytes = await receiveUpload(req.raw, options);
        return open({ bytes, title }, req.query('job'));
      });
      return json(describeRoom(room), 201);
    })
    .post('/api/samples/:name', async ({ req, json }) => {
      const room = await openSample(req.param('name'), req.query('job') ?? '');
      // It may have made room for others since it was opened.
      rooms.add(room);
      return json(describeRoom(room), 201);
    })
    .get('/api/rooms/:room/photo', async ({ req }) => {
      const jpeg = await drawPhoto(rooms.find(req.param('room')).photo);
      return new Response(Uint8Array.from(jpeg), { headers: { 'content-type': 'image/jpeg' } });
    })
    .post('/api/rooms/:room/detections', async ({ req, json }) => {
      const room = rooms.find(req.param('room'));
      return json(detectionsIn(room, readPieceSettings(await readJson(req.raw))));
    })
    .post('/api/rooms/:room/piece', async ({ req, json }) => {
      const room = rooms.find(req.param('room'));
      const settings = readPieceSettings(await readJson(req.raw));
      const detector = await tools.detector;
      const mirror = await room.latestOnly(() => composeRoom(room, settings, { detector }));
      if (!isWarm) {
        isWarm = true;
        // What goes wrong is told when a page asks for it.
        warmUp(room, tools.signal).catch(() => {});
      }
      return json(describePiece(mirror));
    })
    .post('/api/rooms/:room/explanation', async ({ req, json }) => {
      const room = rooms.find(req.param('room'));
      const settings = readPieceSettings(await readJson(req.raw));
      const detector = await tools.detector;
      const { score, played } = await composeRoom(room, settings, { detector });
      const signal = AbortSignal.any([tools.signal, req.raw.signal]);
      return json(describeExplanation(await explainScore(score, played, { signal })));
    })
    .post('/api/rooms/:room/files/:format', async ({ req }) => {
      const format = TAKE_AWAY_FORMATS.find((each) => each === req.param('format'));
      if (format === undefined) throw refusal(404, 'there are no files of that kind');
      const room = rooms.find(req.param('room'));
      const settings = readPieceSettings(await readJson(req.raw));
      const detector = await tools.detector;
      // A page that is closed waits for no sound.
      const signal = AbortSignal.any([tools.signal, req.raw.signal]);
      const onProgress = everyPercent((done) =>
        tools.hub.publish({ kind: 'file', job: (req.query('job') ?? '').slice(0, MOST_JOB), done }),
      );
      const file = await tools.files(async () => {
        const mirror = await composeRoom(room, settings, { detector });
        return takeAway(mirror, format, { folder, signal, onProgress });
      });
      const headers = {
        'content-type': CONTENT_TYPES[format],
        'content-disposition': 'attachment',
      };
      return new Response(file instanceof Uint8Array ? Uint8Array.from(file) : file, { headers });
    });
}

/** Passes on each hundredth, and not each block. */
function everyPercent(tell: (done: number) => void): (done: number) => void {
  let last = -1;
  return (done) => {
    const percent = Math.floor(100 * done);
    if (percent === last) return;
    last = percent;
    tell(percent / 100);
  };
}

/** The name of a photo's file as a title, never as a path. */
function titleOf(name = ''): string {
  const title = oneLine(parse(name.replaceAll('\\', '/')).name).slice(0, MOST_TITLE);
  return title === '' ? MIRROR_DEFAULTS.title : title;
}
